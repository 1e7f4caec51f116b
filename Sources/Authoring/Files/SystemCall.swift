internal import Glibc

/// Which system call failed, and the number by which the kernel says why.
struct SystemError: Error {
  let call: StaticString
  let number: CInt

  /// Whether nothing is there by that name.
  var isAbsence: Bool { number == ENOENT }

  /// Whether a link, or a file in a folder's place, stands in the way.
  var isOddity: Bool { number == ELOOP || number == ENOTDIR || number == EISDIR }

  /// Whether the file system has no second names for a file.
  var meansNoLinks: Bool { [EPERM, EMLINK, EOPNOTSUPP, ENOSYS].contains(number) }
}

/// Makes a system call, again while signals interrupt it.
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

extension Collection<UInt8> {
  /// The bytes as a name for C, with the zero at its end.
  var cName: [CChar] { map(CChar.init(bitPattern:)) + [0] }
}
