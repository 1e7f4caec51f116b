#pragma once
// Swift's Glibc module is built without _GNU_SOURCE and so lacks these calls.
#include <spawn.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Exchanges two names in one step: RENAME_EXCHANGE of renameat2(2).
static inline int cairn_rename_exchange(int from_folder, const char *from, int to_folder,
                                        const char *to) {
  return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 2u);
}

/// Opens a path below a folder that passes through no symbolic link: RESOLVE_BENEATH and
/// RESOLVE_NO_SYMLINKS of openat2(2), Linux 5.6.
static inline int cairn_open_beneath(int folder, const char *path, int flags) {
  struct { uint64_t flags, mode, resolve; } how = {(uint64_t)flags, 0, 0x08 | 0x04};
  return (int)syscall(437 /* SYS_openat2 on every architecture */, folder, path, &how, sizeof how);
}

/// Writes all of the file system that holds this descriptor to its disk: syncfs(2).
static inline int cairn_sync_filesystem(int descriptor) {
  return (int)syscall(SYS_syncfs, descriptor);
}

/// Declared by glibc 2.34 and later for _GNU_SOURCE only.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// Has the new process start without the descriptors from this one on.
static inline int cairn_close_from(posix_spawn_file_actions_t *actions, int from) {
  return posix_spawn_file_actions_addclosefrom_np(actions, from);
}

/// How many columns the terminal behind a descriptor has; 0 if it cannot tell.
static inline int cairn_terminal_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
