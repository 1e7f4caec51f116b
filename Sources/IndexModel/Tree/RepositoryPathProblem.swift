/// What a path below `index/` and `packages/` may be, so that every system and every web host can
/// hold it.
///
/// At most 8 components of at most 64 bytes, 200 bytes in all, each of `[A-Za-z0-9._~+@-]`; neither
/// `.` nor `..`, nothing that some file system opens as `.git`, no name of a Windows device, no dot
/// at the end.
extension RepositoryPath {
  /// The longest path and component, in bytes, and the deepest path, in components.
  public static let limits = (bytes: 200, component: 64, depth: 8)

  /// Why a path cannot stand in a registry.
  public enum Problem: Error, Hashable, Sendable {
    /// The length found, in bytes.
    case tooLong(Int)
    /// The components found.
    case tooDeep(Int)
    case emptyComponent
    case componentTooLong(String, bytes: Int)
    /// A component that is `.` or `..`.
    case relative(String)
    /// A component that Git on some system takes for its own folder or settings.
    case gitLookalike(String)
    /// A byte that no path holds, and its offset in the path.
    case forbidden(UInt8, at: Int)
    case windowsDevice(String)
    case trailingDot(String)

    public var message: String {
      switch self {
      case .tooLong(let count):
        "the path has \(count) bytes, expected at most \(RepositoryPath.limits.bytes)"
      case .tooDeep(let count):
        "the path has \(count) components, expected at most \(RepositoryPath.limits.depth)"
      case .emptyComponent: "the path has an empty component, expected single slashes between names"
      case .componentTooLong(let name, let count):
        "`\(name)` has \(count) bytes, expected at most \(RepositoryPath.limits.component)"
      case .relative(let name): "the path has a component `\(name)`, expected names"
      case .gitLookalike(let name): "`\(name)` is taken for git's own on some system"
      case .forbidden(let byte, let at):
        "found \(byte.shown) at byte \(at + 1) of the path, expected letters, digits and `._~+@-`"
      case .windowsDevice(let name):
        "`\(name)` is a device on Windows, where no file can have that name"
      case .trailingDot(let name): "`\(name)` ends in a dot, which Windows drops"
      }
    }
  }

  /// The first reason against this path, if there is one.
  public func problem() -> Problem? {
    guard bytes.count <= Self.limits.bytes else { return .tooLong(bytes.count) }
    let components = self.components
    guard components.count <= Self.limits.depth else { return .tooDeep(components.count) }
    for component in components {
      if let problem = Self.problem(of: component) { return problem }
    }
    return nil
  }

  private static func problem(of name: ArraySlice<UInt8>) -> Problem? {
    guard !name.isEmpty else { return .emptyComponent }
    guard !isDots(name) else { return .relative(shown(name)) }
    guard !GitLookalike.isNamed(by: name.span) else { return .gitLookalike(shown(name)) }
    for at in name.indices where !SafeByte.isSafe(name[at]) { return .forbidden(name[at], at: at) }
    guard name.count <= limits.component else {
      return .componentTooLong(shown(name), bytes: name.count)
    }
    guard !WindowsDevice.isNamed(by: name.span) else { return .windowsDevice(shown(name)) }
    guard name.last != UInt8(ascii: ".") else { return .trailingDot(shown(name)) }
    return nil
  }

  private static func isDots(_ name: ArraySlice<UInt8>) -> Bool {
    name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
  }

  /// For a message: what is not visible becomes `?`.
  private static func shown(_ name: ArraySlice<UInt8>) -> String {
    String(decoding: name.map { $0.isVisible ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}

/// The bytes that are safe in a path and in a URL's path alike.
enum SafeByte {
  static func isSafe(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || punctuation.contains(byte)
  }

  private static let punctuation = ASCIISet("._~+@-")
}
