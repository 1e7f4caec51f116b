import Foundation
import TestSupport

/// The system calls of a program, as `strace` writes them down, one a line.
struct SystemCalls {
  let code: Int32
  let output: String
  let lines: [String]

  /// The path of `strace`; nil where there is none, or where a sandbox forbids it to trace.
  static let strace = ["/usr/bin/strace", "/bin/strace"].first { path in
    (try? launch(path, ["-f", "-o", "/dev/null", "true"]).0) == 0
  }

  /// What opens, makes, names and writes files, talks to others, or starts a program.
  private static let watched = [
    "%file", "%network", "%process", "write", "writev", "pwrite64", "pwritev", "pwritev2",
    "sendfile", "splice", "copy_file_range", "ftruncate", "fallocate", "mmap", "fchmod", "fchown",
  ]

  /// Runs the program as it was built.
  init(of words: [String]) throws {
    let folder = try TemporaryFolder("calls")
    let trace = folder.path(of: "trace")
    let options = [
      "-f", "-qq", "-y", "-o", trace, "-e", "trace=" + Self.watched.joined(separator: ","),
    ]
    (code, output) = try Self.launch(Self.strace ?? "strace", options + [Executable.cairn] + words)
    lines = String(decoding: try folder.read("trace"), as: UTF8.self).split(separator: "\n")
      // Each begins with the number of its thread.
      .map { String($0.drop { $0.isNumber || $0 == " " }) }
  }

  /// The calls that change a file or could, other than what goes to standard output and error;
  /// those that reach others; and those that start a program after the first.
  var forbidden: [String] {
    var programs = 0
    return lines.filter { line in
      let name = line.prefix { $0 != "(" }
      switch name {
      case "open", "openat", "openat2", "creat":
        let isWriting = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"]
          .contains { line.contains($0) }
        return name == "creat"
          || isWriting && !line.contains("\"/dev/null\"") && !line.contains("\"/dev/tty\"")
      case "write", "writev", "pwrite64", "pwritev", "pwritev2":
        return !line.hasPrefix("\(name)(1<") && !line.hasPrefix("\(name)(2<")
          && !line.contains("<anon_inode:[eventfd]>")
      case "mmap": return line.contains("MAP_SHARED") && line.contains("PROT_WRITE")
      case "execve", "execveat":
        programs += 1
        return programs > 1
      case "clone", "clone3": return !line.contains("CLONE_THREAD")
      default: return Self.writing.contains(String(name))
      }
    }
  }

  private static let writing: Set = [
    "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink",
    "unlinkat", "mkdir", "mkdirat", "rmdir", "mknod", "mknodat", "truncate", "ftruncate",
    "fallocate", "chmod", "fchmod", "fchmodat", "chown", "lchown", "fchown", "fchownat", "utime",
    "utimes", "utimensat", "setxattr", "lsetxattr", "mount", "chroot", "sendfile", "splice",
    "copy_file_range", "socket", "socketpair", "connect", "bind", "listen", "sendto", "sendmsg",
    "sendmmsg", "fork", "vfork",
  ]

  private static func launch(_ path: String, _ words: [String]) throws -> (Int32, String) {
    let files = try TemporaryFolder("calls")
    try files.write("", to: "output")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": files.path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: files.path(of: "output"))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try files.read("output"), as: UTF8.self))
  }
}

/// All that is in a folder, by path: kind, size and time of the last change.
func stamps(of folder: String) throws -> [String: String] {
  var stamps: [String: String] = [:]
  for case let path as String in FileManager.default.enumerator(atPath: folder)! {
    let values = try FileManager.default.attributesOfItem(atPath: folder + "/" + path)
    stamps[path] = [FileAttributeKey.type, .size, .modificationDate, .posixPermissions]
      .map { "\(values[$0] ?? "")" }.joined(separator: " ")
  }
  return stamps
}
