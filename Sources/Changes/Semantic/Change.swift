public import Diagnostics
public import IndexModel
public import Registry

/// One thing that a change of the tree does to the registry.
public struct Change: Hashable, Sendable {
  public let kind: ChangeKind
  public let subject: Subject
  /// Where it stands: in head, or for what goes in base.
  public let range: SourceRange
  /// Whom it names: the voter of a vote, or the owners that come to a package.
  public let people: [String]
  /// What the file is to the registry.
  let place: SourcePlace

  /// The file: in head, or for what goes in base.
  public var path: RepositoryPath { range.path }

  init(
    _ kind: ChangeKind, _ subject: Subject, at range: SourceRange, of place: SourcePlace,
    people: [String] = []
  ) {
    self.kind = kind
    self.subject = subject
    self.range = range
    self.place = place
    self.people = people
  }
}

extension Change: Comparable {
  /// By path, position, kind and subject: the order is total.
  public static func < (left: Change, right: Change) -> Bool {
    guard left.path == right.path else { return left.path < right.path }
    let (mine, theirs) = (left.range.bytes.lowerBound, right.range.bytes.lowerBound)
    guard mine == theirs else { return mine < theirs }
    guard left.kind == right.kind else { return left.kind.rawValue < right.kind.rawValue }
    guard left.subject.text == right.subject.text else {
      return left.subject.text < right.subject.text
    }
    return left.people.lexicographicallyPrecedes(right.people)
  }
}

extension Change {
  /// What a change is about.
  public enum Subject: Hashable, Sendable {
    /// A file as such.
    case path(RepositoryPath)
    case identity(String)
    case project(String)
    case packageIndex(String)
    case advisory(String)
    case package(project: String, name: String)
    case release(project: String, name: String, version: String)

    /// As events name it: `acme/libfoo@1.0.2`, a handle, a path.
    public var text: String {
      switch self {
      case .path(let path): path.description
      case .identity(let name), .project(let name), .packageIndex(let name), .advisory(let name):
        name
      case .package(let project, let name): "\(project)/\(name)"
      case .release(let project, let name, let version): "\(project)/\(name)@\(version)"
      }
    }
  }
}
