#include "CLibGit2.h"
int sluice_git_open(void) { return 0; }
