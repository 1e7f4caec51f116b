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
    try Self.check(text.utf8.span)
    self.text = text
  }

  /// Whether bytes are such a name, without making one.
  package static func check(_ text: Span<UInt8>) throws(Problem) {
    guard !text.isEmpty else { throw .empty }
    guard text.count <= limits.bytes else { throw .tooLong(text.count) }
    for at in text.indices where text[at] != UInt8(ascii: "/") && !SafeByte.isSafe(text[at]) {
      throw .forbidden(text[at], at: at)
    }
    var start = 0
    for at in text.indices where text[at] == UInt8(ascii: "/") {
      try check(component: text.extracting(start..<at))
      start = at + 1
    }
    try check(component: text.extracting(start..<text.count))
  }

  private static func check(component: Span<UInt8>) throws(Problem) {
    guard !component.isEmpty else { throw .emptyComponent }
    guard component.count <= limits.component else {
      throw .componentTooLong(String(component), bytes: component.count)
    }
    guard component[0] != UInt8(ascii: "."), component[0] != UInt8(ascii: "-") else {
      throw .badStart(String(component))
    }
    guard component[component.count - 1] != UInt8(ascii: ".") else {
      throw .trailingDot(String(component))
    }
    guard !WindowsDevice.isNamed(by: component) else { throw .windowsDevice(String(component)) }
    guard !GitLookalike.isNamed(by: component) else { throw .gitLookalike(String(component)) }
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
