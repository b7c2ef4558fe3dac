#ifndef SLUICE_CLIBGIT2_H
#define SLUICE_CLIBGIT2_H

#include <git2.h>

/* libgit2's functions that Sluice calls, found at run time. Linking libgit2 would load a dozen
   libraries at every start; opening it when git is first asked for costs nobody else anything. */
#define SLUICE_GIT_FUNCTIONS(X) \
  X(libgit2_init) \
  X(libgit2_opts) \
  X(error_last) \
  X(repository_open_ext) \
  X(repository_free) \
  X(repository_path) \
  X(repository_workdir) \
  X(repository_head_unborn) \
  X(repository_index) \
  X(index_free) \
  X(index_get_bypath) \
  X(ignore_path_is_ignored) \
  X(reference_lookup) \
  X(reference_symbolic_target) \
  X(reference_free) \
  X(revparse_single) \
  X(object_free) \
  X(describe_options_init) \
  X(describe_commit) \
  X(describe_format_options_init) \
  X(describe_format) \
  X(describe_result_free) \
  X(buf_dispose) \
  X(commit_tree) \
  X(tree_free) \
  X(diff_options_init) \
  X(diff_tree_to_workdir_with_index) \
  X(diff_num_deltas) \
  X(diff_free) \
  X(repository_config_snapshot) \
  X(config_get_string) \
  X(config_free) \
  X(repository_commondir) \
  X(repository_is_shallow) \
  X(repository_odb) \
  X(repository_head) \
  X(reference_target) \
  X(reference_name) \
  X(reference_iterator_glob_new) \
  X(reference_next) \
  X(reference_iterator_free) \
  X(graph_descendant_of) \
  X(merge_base) \
  X(branch_upstream_remote) \
  X(remote_lookup) \
  X(remote_url) \
  X(remote_free) \
  X(remote_list) \
  X(strarray_dispose) \
  X(tree_lookup) \
  X(tree_entry_bypath) \
  X(tree_entry_free) \
  X(tree_entrycount) \
  X(tree_entry_byindex) \
  X(tree_entry_name) \
  X(tree_entry_id) \
  X(tree_entry_filemode_raw) \
  X(tree_id) \
  X(object_id) \
  X(index_entrycount) \
  X(index_get_byindex) \
  X(status_options_init) \
  X(status_list_new) \
  X(status_list_entrycount) \
  X(status_byindex) \
  X(status_list_free) \
  X(attr_get_ext) \
  X(attr_value) \
  X(odb_free) \
  X(odb_read_header) \
  X(odb_read) \
  X(odb_object_data) \
  X(odb_object_size) \
  X(odb_object_free) \
  X(odb_open_rstream) \
  X(odb_stream_read) \
  X(odb_stream_free)

typedef struct {
#define SLUICE_GIT_FIELD(name) __typeof__(&git_##name) _Nonnull name;
  SLUICE_GIT_FUNCTIONS(SLUICE_GIT_FIELD)
#undef SLUICE_GIT_FIELD
} sluice_git_functions;

/* The functions of the libgit2 whose headers this was built with, initialised; NULL if it is not
   installed, lacks one of them, or does not start. The first call does the work, others wait for it. */
const sluice_git_functions *_Nullable sluice_git_open(void);

/* Begins what sluice_git_open does on a thread of its own: loading libgit2 takes longer than reading
   a small project. Once at most. */
void sluice_git_open_early(void);

/* Waits for the thread that sluice_git_open_early began, if there is one. To be called before the
   process ends: libraries must not be loaded while it does. */
void sluice_git_settle(void);

#endif
