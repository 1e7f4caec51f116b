/// How a package index names a version index: by its place in the registry, `dave/libfoo`, or by
/// its full name, which says whose key the owner has to have.
public enum VersionIndexReference: Hashable, Sendable {
  case package(PackageID)
  case fullName(VersionIndexFullName)

  /// A colon is in every full name, and in no place.
  public init(_ text: String, versions: VersionScheme = .semver) throws(Problem) {
    guard text.utf8.contains(UInt8(ascii: ":")) else {
      do throws(PackageID.Problem) {
        self = .package(try PackageID(text, versions: versions))
        return
      } catch {
        throw .package(error)
      }
    }
    do throws(FullName.Problem) {
      self = .fullName(try VersionIndexFullName(text, versions: versions))
    } catch {
      throw .fullName(error)
    }
  }

  /// The package that is meant.
  public var id: PackageID {
    switch self {
    case .package(let id): id
    case .fullName(let name): name.id
    }
  }

  /// The full name, where that is how it is named.
  public var fullName: VersionIndexFullName? {
    if case .fullName(let name) = self { name } else { nil }
  }

  /// Why a text names no version index.
  public enum Problem: Error, Hashable, Sendable {
    case package(PackageID.Problem)
    case fullName(FullName.Problem)

    public var message: String {
      switch self {
      case .package(let problem): problem.message
      case .fullName(let problem): problem.message
      }
    }
  }
}
