public import IndexModel

/// What a person asks of a registry: `acme/libfoo`, `acme/libfoo@1.0.2` or `acme/libfoo@latest`.
public struct PackageQuery: Hashable, Sendable {
  /// Which release of the package.
  public enum Wanted: Hashable, Sendable {
    /// None: the package itself.
    case package
    /// The highest that is current; else the highest candidate, else the highest that was revoked.
    case latest
    case version(Version)
  }

  public let package: PackageID
  public let wanted: Wanted

  public init(_ package: PackageID, _ wanted: Wanted = .package) {
    self.package = package
    self.wanted = wanted
  }

  /// Reads a query. What a version is depends on the registry's policy, which a site need not tell: either of the two
  /// schemes will do.
  public init(_ text: String) throws(Problem) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    package = try Self.package(String(parts[0]))
    guard parts.count > 1 else {
      wanted = .package
      return
    }
    wanted = parts[1] == "latest" ? .latest : .version(try Self.version(String(parts[1])))
  }

  private static func package(_ text: String) throws(Problem) -> PackageID {
    do {
      return try PackageID(text)
    } catch {
      guard let relaxed = try? PackageID(text, versions: .relaxed) else { throw .package(error) }
      return relaxed
    }
  }

  private static func version(_ text: String) throws(Problem) -> Version {
    do {
      return try Version(text)
    } catch {
      guard let relaxed = try? Version(text, scheme: .relaxed) else { throw .version(error) }
      return relaxed
    }
  }

  /// Why a text asks for nothing.
  public enum Problem: Error, Hashable, Sendable {
    case package(PackageID.Problem)
    case version(Version.Problem)

    public var message: String {
      switch self {
      case .package(let problem): problem.message
      case .version(let problem): problem.message
      }
    }
  }
}

extension PackageQuery: CustomStringConvertible {
  public var description: String {
    switch wanted {
    case .package: package.text
    case .latest: "\(package)@latest"
    case .version(let version): "\(package)@\(version)"
    }
  }
}
