#ifndef SLUICE_CLIBGIT2_H
#define SLUICE_CLIBGIT2_H
#include <git2.h>
int sluice_git_open(void);
#endif
