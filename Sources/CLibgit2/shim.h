#pragma once
#include <git2.h>
#include <git2/sys/odb_backend.h>

// git_libgit2_opts is variadic, which Swift cannot call: one inline wrapper for each option in use.

/// Lets repositories that belong to another user be opened, as happens in containers.
static inline int cairn_git_disable_owner_validation(void) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

/// Names the repository extensions that reading tolerates beyond libgit2's own list.
static inline int cairn_git_set_extensions(const char **names, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}
