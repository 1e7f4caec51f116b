public import IndexModel
internal import JSONText
internal import Registry
internal import Synchronization

/// Compares what is to be published with what was published last: a published release is never altered, and never gone.
///
/// The verdict on a pull request compares trees. This guards the site against what no pull request saw: a history that
/// was rewritten, a wrong folder, a registry that was emptied.
public final class RewriteGuard: Sendable {
  /// A release, or a package, that would no longer be what was published.
  public struct Rewrite: Hashable, Sendable {
    public let subject: String
    public let problem: String
  }

  private let found = Mutex<[Rewrite]>([])

  public init() {}

  /// What would be rewritten, by subject.
  public var rewrites: [Rewrite] {
    found.withLock { $0 }.sorted { ($0.subject, $0.problem) < ($1.subject, $1.problem) }
  }

  /// Whether a document says what was released.
  public static func watches(_ path: SitePath) -> Bool { subject(of: path) != nil }

  private static func subject(of path: SitePath) -> String? {
    let parts = path.text.split(separator: "/")
    guard parts.count == 3, parts[0] == "packages", parts[2] != "index.json" else { return nil }
    return "\(parts[1])/\(parts[2].dropLast(5))"
  }

  /// Compares a version index with the published one. May be called from several threads.
  public func compare(_ path: SitePath, published: [UInt8], with next: [UInt8]) {
    guard let package = Self.subject(of: path), let old = Releases(published) else { return }
    let new = Releases(next)
    for release in old.all where release.isPublished {
      guard let problem = release.problem(of: new?.release(release.version)) else { continue }
      found.withLock {
        $0.append(Rewrite(subject: "\(package)@\(release.version)", problem: problem))
      }
    }
  }

  /// Takes the documents that are to go.
  ///
  /// - Parameter published: The bytes of a document as they were published.
  public func take(gone: [SitePath], published: (SitePath) throws -> [UInt8]?) rethrows {
    for path in gone {
      guard Self.watches(path), let bytes = try published(path) else { continue }
      compare(path, published: bytes, with: [])
    }
  }
}

/// The releases of a published version index.
private struct Releases {
  let all: [Published]

  init?(_ bytes: [UInt8]) {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document,
      let array = document.node(at: ["spec", "releases"]), document.kind(of: array) == .array
    else { return nil }
    all = document.elements(of: array).compactMap { Published($0, of: document) }
  }

  func release(_ version: String) -> Published? { all.first { $0.version == version } }
}

/// One release as it was published.
private struct Published {
  let version: String
  let stage: Stage
  private let members: [String: JSONValue]

  var isPublished: Bool { stage != .candidate }

  init?(_ node: JSONDocument.Node, of document: JSONDocument) {
    guard case .object(let members)? = JSONValue(node, of: document) else { return nil }
    self.members = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    guard case .string(let version)? = self.members["version"],
      case .string(let text)? = self.members["stage"], let stage = Stage(rawValue: text)
    else { return nil }
    self.version = version
    self.stage = stage
  }

  /// What may still change of a published release.
  private static let mutable: Set = ["stage", "revocation", "deprecated", "notes", "files"]

  /// How a release would break what was published; nil if it does not.
  func problem(of next: Published?) -> String? {
    guard let next else { return "it is gone" }
    guard next.stage == stage || stage.canMove(to: next.stage) else {
      return "its stage goes back from \(stage.rawValue) to \(next.stage.rawValue)"
    }
    for key in Set(members.keys).union(next.members.keys).subtracting(Self.mutable).sorted()
    where members[key] != next.members[key] {
      return "its \(key) would change"
    }
    return lostFile(of: next).map { "its file \($0) would change or go" }
  }

  /// The first file that is no longer there as it was. Files may be added.
  private func lostFile(of next: Published) -> String? {
    guard case .array(let old)? = members["files"] else { return nil }
    var kept: Set<JSONValue> = []
    if case .array(let new)? = next.members["files"] { kept = Set(new) }
    return old.first { !kept.contains($0) }.map { file in
      if case .string(let name)? = file["name"] { name } else { "?" }
    }
  }
}
