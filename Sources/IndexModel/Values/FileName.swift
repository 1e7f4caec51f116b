/// The name of a file of a release: one name, or a relative path of names joined by `/`.
///
/// The bytes are those of `SitePath`, for the name is the end of a coordinate. A component has at
/// most 128 bytes and the whole at most 200. No component begins with a dot, for a host may serve
/// by it (`.htaccess`) or hide it; none begins with a hyphen, for a shell would take it for an
/// option; none ends in a dot or is named like a Windows device, for Windows could not hold what
/// was downloaded.
public struct FileName: Hashable, Sendable {
  public let text: String

  /// The longest name and component, in bytes.
  public static let limits = (bytes: 200, component: 128)

  /// Reads a name.
  public init(_ text: String) throws(Problem) {
    let bytes = text.utf8.span
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= Self.limits.bytes else { throw .tooLong(bytes.count) }
    for at in bytes.indices
    where bytes[at] != UInt8(ascii: "/") && !SafeByte.isSafe(bytes[at]) {
      throw .forbidden(bytes[at], at: at)
    }
    var rest = Substring(text).utf8
    while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
      try Self.check(rest[..<slash])
      rest = rest[rest.index(after: slash)...]
    }
    try Self.check(rest)
    self.text = text
  }

  private static func check(_ component: Substring.UTF8View) throws(Problem) {
    guard let first = component.first, let last = component.last else { throw .emptyComponent }
    var name: String { String(Substring(component)) }
    guard component.count <= limits.component else {
      throw .componentTooLong(name, bytes: component.count)
    }
    guard first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { throw .badStart(name) }
    guard last != UInt8(ascii: ".") else { throw .trailingDot(name) }
    guard !WindowsDevice.isNamed(by: component) else { throw .windowsDevice(name) }
    guard !GitLookalike.isNamed(by: component) else { throw .gitLookalike(name) }
  }

  /// The components between the slashes.
  public var components: [Substring] { text.split(separator: "/") }

  /// The name in lower case: the files of one release have distinct ones, for file systems that
  /// ignore case.
  public var folded: String { text.asciiLowered }
}

extension FileName: Comparable {
  public static func < (left: FileName, right: FileName) -> Bool { left.text < right.text }
}

extension FileName: CustomStringConvertible {
  public var description: String { text }
}

extension FileName {
  /// Why a text is no file's name.
  public enum Problem: Error, Hashable, Sendable {
    case empty
    /// The length found, in bytes.
    case tooLong(Int)
    case emptyComponent
    case componentTooLong(String, bytes: Int)
    /// A byte that no file's name holds, and its offset.
    case forbidden(UInt8, at: Int)
    /// A component that begins with a dot or hyphen.
    case badStart(String)
    case trailingDot(String)
    case windowsDevice(String)
    case gitLookalike(String)

    public var message: String {
      switch self {
      case .empty: "the file's name is empty, expected a relative path"
      case .tooLong(let count):
        "the file's name has \(count) bytes, expected at most \(FileName.limits.bytes)"
      case .emptyComponent:
        "the file's name has an empty component, expected single slashes between names"
      case .componentTooLong(let name, let count):
        "`\(name)` has \(count) bytes, expected at most \(FileName.limits.component)"
      case .forbidden(let byte, let at):
        "found \(byte.shown) at byte \(at + 1) of the file's name, "
          + "expected letters, digits and `._~+@-`"
      case .badStart(let name): "`\(name)` begins with a dot or hyphen, expected a letter or digit"
      case .trailingDot(let name): "`\(name)` ends in a dot, which Windows drops"
      case .windowsDevice(let name):
        "`\(name)` is a device on Windows, where no file can have that name"
      case .gitLookalike(let name): "`\(name)` is taken for git's own on some system"
      }
    }
  }
}
