#pragma once
// Swift's Glibc module is built without _GNU_SOURCE and so lacks renameat2.
#include <sys/syscall.h>
#include <unistd.h>

/// Exchanges two names in one step: RENAME_EXCHANGE of renameat2(2).
static inline int cairn_rename_exchange(int from_folder, const char *from, int to_folder, const char *to) {
  return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 2u);
}
