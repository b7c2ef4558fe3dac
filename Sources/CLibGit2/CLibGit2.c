#include "CLibGit2.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static sluice_git_functions functions;
static int is_open;

static void open_library(void) {
  /* Structures differ between versions, so only the very version of the headers will do. */
  void *library = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL) return;
#define SLUICE_GIT_FIND(name) \
  functions.name = (__typeof__(&git_##name))dlsym(library, "git_" #name); \
  if (functions.name == NULL) return;
  SLUICE_GIT_FUNCTIONS(SLUICE_GIT_FIND)
#undef SLUICE_GIT_FIND
  if (functions.libgit2_init() < 0) return;
  /* What these extensions mean changes nothing in what is read here, and git sets the first one for
     every sparse checkout. A libgit2 that does not take them refuses such repositories by itself. */
  const char *extensions[] = {"worktreeconfig", "partialclone", "preciousobjects"};
  functions.libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof extensions / sizeof *extensions);
  is_open = 1;
}

const sluice_git_functions *sluice_git_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  return is_open ? &functions : NULL;
}

static pthread_t early;
static int is_early;

static void *open_early(void *unused) {
  (void)unused;
  sluice_git_open();
  return NULL;
}

void sluice_git_open_early(void) {
  if (is_early) return;
  is_early = pthread_create(&early, NULL, open_early, NULL) == 0;
}

void sluice_git_settle(void) {
  if (!is_early) return;
  is_early = 0;
  pthread_join(early, NULL);
}
