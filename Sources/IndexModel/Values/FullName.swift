/// What an identity is called in any registry: its handle and the fingerprint of its first key,
/// `dave:<hex>`.
///
/// The fingerprint is the SHA-256 of the key's blob; of an OpenPGP key it is the key's own.
public struct FullName: Hashable, Sendable {
  public let handle: Name
  /// 64 lower-case hexadecimal digits, or 40 of an OpenPGP key of version 4.
  public let fingerprint: String

  /// Reads `<handle>:<fingerprint>`. The handle has to be a project's name, too.
  public init(_ text: String, versions: VersionScheme = .semver) throws(Problem) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .notTwoParts }
    try self.init(handle: String(parts[0])!, fingerprint: String(parts[1])!, versions)
  }

  fileprivate init(
    handle: String, fingerprint: String, _ versions: VersionScheme
  ) throws(Problem) {
    do throws(Name.Problem) {
      self.handle = try Name(handle, for: .identity, versions: versions)
    } catch {
      throw .handle(error)
    }
    let digits = fingerprint.utf8
    guard digits.count == 64 || digits.count == 40,
      digits.allSatisfy({ Hexadecimal.value(of: $0) != nil })
    else { throw .fingerprint }
    self.fingerprint = fingerprint
  }

  public var text: String { "\(handle.text):\(fingerprint)" }

  /// Why a text is no full name.
  public enum Problem: Error, Hashable, Sendable {
    case notTwoParts
    case notThreeParts
    case handle(Name.Problem)
    case fingerprint
    case package(Name.Problem)

    public var message: String {
      switch self {
      case .notTwoParts: "expected a handle, a colon and the fingerprint of a key"
      case .notThreeParts:
        "expected a handle, the fingerprint of a key and a package, with colons between"
      case .handle(let problem): "the handle: \(problem.message)"
      case .fingerprint:
        "the fingerprint: expected 64 lower-case hexadecimal digits, or 40 of an OpenPGP key"
      case .package(let problem): "the package: \(problem.message)"
      }
    }
  }
}

/// What a version index is called in any registry: `dave:<hex>:libfoo`.
public struct VersionIndexFullName: Hashable, Sendable {
  public let owner: FullName
  public let package: Name

  /// Reads `<handle>:<fingerprint>:<package>`.
  public init(_ text: String, versions: VersionScheme = .semver) throws(FullName.Problem) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .notThreeParts }
    owner = try FullName(
      handle: String(parts[0])!, fingerprint: String(parts[1])!, versions)
    do throws(Name.Problem) {
      package = try Name(String(parts[2])!, for: .package, versions: versions)
    } catch {
      throw .package(error)
    }
  }

  /// The package that it is in a registry, where the owner's handle is a project.
  public var id: PackageID { PackageID(project: owner.handle, name: package) }

  public var text: String { "\(owner.text):\(package.text)" }
}
