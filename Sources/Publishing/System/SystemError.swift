import Glibc

/// Which system call failed, and the number by which the kernel says why.
struct SystemError: Error {
  let call: StaticString
  let number: CInt

  /// Whether nothing is there: no such name, or a file where the path needs a folder.
  var isAbsence: Bool { number == ENOENT || number == ENOTDIR }

  /// Whether a symbolic link stood where a file or a folder should be.
  var isLink: Bool { number == ELOOP }

  /// Whether the file system has no such operation.
  var isLack: Bool { number == EINVAL || number == ENOSYS || number == EOPNOTSUPP }

  /// Whether a path of a new tree is taken, or would need a folder where a file is.
  var isNameTaken: Bool { number == EEXIST || number == EISDIR || number == ENOTDIR }
}

/// Makes a system call, again while signals interrupt it.
@inline(__always)
func system<Answer: SignedInteger>(
  _ name: StaticString, _ call: () -> Answer
) throws(SystemError) -> Answer {
  while true {
    let answer = call()
    if answer >= 0 { return answer }
    let number = errno
    if number != EINTR { throw SystemError(call: name, number: number) }
  }
}
