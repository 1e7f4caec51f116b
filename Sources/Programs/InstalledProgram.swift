import Glibc

/// A program of the machine that other programs rely on.
public enum InstalledProgram {
  /// The first line that `<name> --version` prints; nil where there is no such program, or it does not answer.
  public static func version(of name: String) -> String? {
    let path = unsafe getenv("PATH").map { unsafe "PATH=" + String(cString: $0) }
    var line: [UInt8] = []
    let program = ExternalProgram(
      name: name, arguments: ["--version"], environment: (path.map { [$0] } ?? []) + ["LC_ALL=C"],
      silence: .seconds(5), patience: .seconds(5))
    let ending = try? program.run(input: []) { output in
      line += output.prefix(longest - line.count)
    }
    guard ending?.status == 0 else { return nil }
    let first = line.prefix { $0 != UInt8(ascii: "\n") }
    return first.isEmpty ? nil : String(decoding: first, as: UTF8.self)
  }

  /// So much of what it prints is looked at, in bytes.
  private static let longest = 256
}
