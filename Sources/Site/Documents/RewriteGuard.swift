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

  /// Reads a document of a site; nil where there is none.
  public typealias Read = (SitePath) throws -> [UInt8]?

  private struct Seen {
    var rewrites: [Rewrite] = []
    var packages = 0
    /// Published releases whose stage moves on: their documents move with it.
    var moves: [Move] = []
  }

  private struct Move {
    let release: String
    let from: SitePath
    let to: SitePath
  }

  private let seen = Mutex(Seen())

  public init() {}

  /// Takes a document that was published and is to be published again. May be called from several threads.
  ///
  /// - Parameter published: The published bytes; nil if they are equal.
  public func take(_ path: SitePath, _ next: [UInt8], published: [UInt8]?) {
    switch Watched(path) {
    case .package(let package)?:
      seen.withLock { $0.packages += 1 }
      if let published { compare(package, published, next) }
    case .release(let release)?:
      if let published { compareCarried(release, published, next) }
    case nil: break
    }
  }

  /// Whether a document says what was released.
  public static func watches(_ path: SitePath) -> Bool { Watched(path) != nil }

  /// All that would be rewritten, by subject.
  ///
  /// - Parameters:
  ///   - gone: The published documents that are to go.
  ///   - published: Reads the site as it is.
  ///   - upcoming: Reads the site as it is to be.
  ///   - count: Counts the packages of the site as it is to be, where not all of them were taken.
  public func judge(
    gone: [SitePath], published: Read, upcoming: Read, count: (() throws -> Int)? = nil
  ) rethrows -> [Rewrite] {
    var packagesGone = 0
    for path in gone {
      guard case .package(let package)? = Watched(path), let bytes = try published(path) else {
        continue
      }
      packagesGone += 1
      compare(package, bytes, [])
    }
    for move in seen.withLock({ $0.moves }) {
      guard let old = try published(move.from) else { continue }
      compareCarried(move.release, old, try upcoming(move.to) ?? [])
    }
    let (found, kept) = seen.withLock { ($0.rewrites, $0.packages) }
    let all = found.sorted { ($0.subject, $0.problem) < ($1.subject, $1.problem) }
    // A registry that loses many packages at once, even unpublished ones, is more likely the wrong one.
    guard packagesGone > 0 else { return all }
    let before = packagesGone + (try count?() ?? kept)
    guard packagesGone * 100 > before else { return all }
    let shrinkage = "\(packagesGone) of \(before) packages would be gone"
    return all + [Rewrite(subject: "the registry", problem: shrinkage)]
  }

  private func report(_ subject: String, _ problem: String) {
    seen.withLock { $0.rewrites.append(Rewrite(subject: subject, problem: problem)) }
  }

  private func compare(_ package: String, _ published: [UInt8], _ next: [UInt8]) {
    guard let old = Releases(published) else {
      return report(package, "what was published of it cannot be read, so nothing can be compared")
    }
    let new = Releases(next)
    for release in old.all where release.isPublished {
      let subject = "\(package)@\(release.version)"
      let successor = new?.release(release.version)
      if let problem = release.problem(of: successor) {
        report(subject, problem)
      } else if let successor, successor.stage != release.stage,
        let from = Watched.path(of: release, in: package),
        let to = Watched.path(of: successor, in: package)
      {
        seen.withLock { $0.moves.append(Move(release: subject, from: from, to: to)) }
      }
    }
  }

  /// Compares what two documents of one release say of the files that the registry carries.
  private func compareCarried(_ release: String, _ published: [UInt8], _ next: [UInt8]) {
    let new = Releases.carried(next)
    for (name, digest) in Releases.carried(published) where new[name] != digest {
      report(release, "the bytes of its file \(name) would change or go")
    }
  }
}

/// A document that says what was released.
private enum Watched {
  case package(String)
  /// Of a release that is published: `<project>/<package>@<version>`.
  case release(String)

  init?(_ path: SitePath) {
    let parts = path.text.split(separator: "/")
    guard let last = parts.last, last.hasSuffix(".json") else { return nil }
    switch (parts.first, parts.count) {
    // `packages/index/` has the parts of the list of projects.
    case ("packages", 3) where last != "index.json" && parts[1] != "index":
      self = .package("\(parts[1])/\(last.dropLast(5))")
    case ("current", 4) where last != "latest.json", ("revoked", 4) where last != "latest.json":
      self = .release("\(parts[1])/\(parts[2])@\(last.dropLast(5))")
    default: return nil
    }
  }

  /// Where the document of a release stands.
  static func path(of release: Published, in package: String) -> SitePath? {
    let version = release.version.prefix { $0 != "+" }
    return SitePath("\(release.stage.rawValue)/\(package)/\(version).json")
  }
}

/// The releases of a published version index.
private struct Releases {
  let all: [Published]
  private let byVersion: [String: Published]

  init?(_ bytes: [UInt8]) {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document,
      let array = document.node(at: ["spec", "releases"]), document.kind(of: array) == .array
    else { return nil }
    all = document.elements(of: array).compactMap { Published($0, of: document) }
    byVersion = Dictionary(all.map { ($0.version, $0) }) { first, _ in first }
  }

  func release(_ version: String) -> Published? { byVersion[version] }

  /// The digests of the files that the registry carries, by name, as a release's document states them.
  static func carried(_ bytes: [UInt8]) -> [String: String] {
    guard
      let document = JSONDocument.read(
        bytes, limits: JSONLimits(depth: 32, bytes: JSONLimits.largest)
      ).document, let files = document.node(at: ["status", "files"])
    else { return [:] }
    var digests: [String: String] = [:]
    for file in document.elements(of: files) {
      guard let name = document.member("name", of: file).flatMap({ document.string($0) }),
        let digest = document.member("sha256", of: file).flatMap({ document.string($0) })
      else { continue }
      digests[name] = digest
    }
    return digests
  }
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

  /// What may still change of a published release. Its revocation comes with the stage, and stays as it came.
  private var mutable: Set<String> {
    let always: Set = ["stage", "deprecated", "notes", "files"]
    return stage == .revoked ? always : always.union(["revocation"])
  }

  /// Roles of files that may be added to a published release: they speak of its other files.
  private static let companions: Set = ["signature", "checksum", "sbom", "provenance", "changelog"]

  /// How a release would break what was published; nil if it does not.
  func problem(of next: Published?) -> String? {
    guard let next else { return "it is gone" }
    guard next.stage == stage || stage.canMove(to: next.stage) else {
      return "its stage goes back from \(stage.rawValue) to \(next.stage.rawValue)"
    }
    for key in Set(members.keys).union(next.members.keys).subtracting(mutable).sorted()
    where members[key] != next.members[key] {
      return "its \(key) would change"
    }
    return fileProblem(in: next)
  }

  /// The files of a published release stay as they are and in their order; companions may come between them.
  private func fileProblem(in next: Published) -> String? {
    var old = files[...]
    for file in next.files {
      if file == old.first {
        old.removeFirst()
      } else if case .string(let role)? = file["role"], !Self.companions.contains(role) {
        return "its files would change: \(Self.name(of: file)) is new or altered"
      }
    }
    return old.first.map { "its file \(Self.name(of: $0)) would change or go" }
  }

  private var files: [JSONValue] {
    guard case .array(let files)? = members["files"] else { return [] }
    return files
  }

  private static func name(of file: JSONValue) -> String {
    if case .string(let name)? = file["name"] { name } else { "?" }
  }
}
