/// What tells one package from all others: its project and its name in that project, `acme/libfoo`.
public struct PackageID: Hashable, Sendable {
  public let project: Name
  public let name: Name

  public init(project: Name, name: Name) {
    self.project = project
    self.name = name
  }

  /// Reads `<project>/<package>`.
  public init(_ text: String, versions: VersionScheme = .semver) throws(Problem) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .notTwoNames }
    do {
      project = try Name(String(parts[0])!, for: .project, versions: versions)
    } catch {
      throw .project(error)
    }
    do {
      name = try Name(String(parts[1])!, for: .package, versions: versions)
    } catch {
      throw .package(error)
    }
  }

  public var text: String { "\(project.text)/\(name.text)" }

  /// The id as its place is unique: both names folded.
  public var folded: String { "\(project.folded)/\(name.folded)" }
}

extension PackageID {
  /// Why a text names no package.
  public enum Problem: Error, Hashable, Sendable {
    case notTwoNames
    case project(Name.Problem)
    case package(Name.Problem)

    public var message: String {
      switch self {
      case .notTwoNames: "expected two names with one slash between, as in `acme/libfoo`"
      case .project(let problem): "the project: \(problem.message)"
      case .package(let problem): "the package: \(problem.message)"
      }
    }
  }
}

extension PackageID: Comparable {
  /// The order of `text` by bytes, in which `a-b/c` comes before `a/c`: a hyphen is less than a
  /// slash.
  public static func < (left: PackageID, right: PackageID) -> Bool {
    guard left.project != right.project else { return left.name < right.name }
    let (mine, theirs) = (left.project.text.utf8, right.project.text.utf8)
    var (at, other) = (mine.startIndex, theirs.startIndex)
    while at != mine.endIndex, other != theirs.endIndex, mine[at] == theirs[other] {
      mine.formIndex(after: &at)
      theirs.formIndex(after: &other)
    }
    let slash = UInt8(ascii: "/")
    return (at == mine.endIndex ? slash : mine[at])
      < (other == theirs.endIndex ? slash : theirs[other])
  }
}

extension PackageID: CustomStringConvertible {
  public var description: String { text }
}
