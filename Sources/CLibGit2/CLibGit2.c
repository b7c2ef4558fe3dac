#include "CLibGit2.h"

#include <dlfcn.h>
#include <stddef.h>

const sluice_git_functions *sluice_git_open(void) {
  static sluice_git_functions functions;
  static int state = 0; /* 0: not tried, 1: open, -1: not to be had */
  if (state != 0) return state > 0 ? &functions : NULL;
  state = -1;
  /* Structures differ between versions, so only the very version of the headers will do. */
  void *library = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL) return NULL;
#define SLUICE_GIT_FIND(name) \
  functions.name = (__typeof__(&git_##name))dlsym(library, "git_" #name); \
  if (functions.name == NULL) return NULL;
  SLUICE_GIT_FUNCTIONS(SLUICE_GIT_FIND)
#undef SLUICE_GIT_FIND
  if (functions.libgit2_init() < 0) return NULL;
  state = 1;
  return &functions;
}
