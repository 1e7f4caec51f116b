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

// A backend is a table of C function pointers; calling one through Swift would need the pointer's
// optionality unwrapped at each use.

static inline int cairn_git_backend_read(
    void **data, size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id) {
  return backend->read(data, size, type, backend, id);
}

static inline int cairn_git_backend_read_header(
    size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id) {
  return backend->read_header(size, type, backend, id);
}

static inline int cairn_git_backend_foreach(
    git_odb_backend *backend, git_odb_foreach_cb visit, void *payload) {
  return backend->foreach(backend, visit, payload);
}

static inline void cairn_git_backend_free(git_odb_backend *backend) {
  backend->free(backend);
}
