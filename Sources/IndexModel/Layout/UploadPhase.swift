/// When a file goes to a store that has no exchange of whole trees: first what others lead to, then what leads there,
/// then where clients begin, and last what goes.
public enum UploadPhase: String, Hashable, Sendable, CaseIterable {
  case bodies, documents, lists, pointers, deletions
}

/// The place of a file in the order of uploads, finer than its phase. No file leads by `href`, or as a list by its parts,
/// to one of the same or a later turn; so the files of a turn may be uploaded side by side.
///
/// Links up, such as that of a release to its package, are left out: they make circles.
public struct UploadTurn: Hashable, Sendable {
  public let phase: UploadPhase
  private let rank: Int
  private let depth: Int

  private init(_ phase: UploadPhase, _ rank: Int = 0, depth: Int = 0) {
    self.phase = phase
    self.rank = rank
    self.depth = depth
  }

  /// The turn in which a file of the site is uploaded; that of a compressed copy is its document's.
  public static func of(_ path: SitePath) -> UploadTurn {
    if let original = SiteLayout.originalOfCopy(path) { return of(original) }
    let parts = path.text.split(separator: "/").map(String.init)
    return switch parts[0] {
    case "candidate", "current", "revoked": ofStage(parts)
    case "advisories", "identities", "package-indexes", "packages", "projects": ofResource(parts)
    case "search": ofSearch(parts)
    case "snapshot": ofPart(parts, rank: 0)
    case "hosting" where parts.dropLast().contains("redirects") && parts.last != "all.conf":
      ofPart(parts, rank: 0)
    case SiteLayout.index.text: UploadTurn(.pointers, 3)
    case "hosting", SiteLayout.snapshot.text, SiteLayout.headers.text, SiteLayout.redirects.text:
      UploadTurn(.pointers, 2)
    default: UploadTurn(.bodies)
    }
  }

  /// Files of releases, releases, their lists; then `latest`.
  private static func ofStage(_ parts: [String]) -> UploadTurn {
    if parts.last == "latest.json" { return UploadTurn(.pointers, 1) }
    if parts.dropFirst(2).contains("latest") { return UploadTurn(.pointers, 0) }
    if parts.count == 3 { return UploadTurn(.documents, 1) }
    let isRelease = parts.count == 4 && parts[3].utf8.suffix(5).elementsEqual(".json".utf8)
    return isRelease ? UploadTurn(.documents, 0) : UploadTurn(.bodies)
  }

  /// A package leads to the lists of its releases, what resolvers need of it to the package, and the list of all projects
  /// to that of each.
  private static func ofResource(_ parts: [String]) -> UploadTurn {
    if parts.dropLast().contains("index") { return ofPart(parts, rank: 2 - parts.count) }
    let isDependents = parts.count > 2 && parts[2] == "dependents"
    if parts.last == "index.json" || isDependents { return UploadTurn(.lists, 1 - parts.count) }
    return UploadTurn(.documents, parts[0] == "package-indexes" ? 3 : 2)
  }

  /// Answers lead to packages, maps to shards, and beyond these to the list of all packages of a term.
  private static func ofSearch(_ parts: [String]) -> UploadTurn {
    if parts[1] == "tails" {
      return parts.count > 3 ? ofPart(parts, rank: -1) : UploadTurn(.lists, -1)
    }
    return parts.count > 3 || parts[1] == "prefixes"
      ? UploadTurn(.documents, 4) : UploadTurn(.lists, 0)
  }

  /// A part is named by its prefix; the longer that is, the deeper it stands.
  private static func ofPart(_ parts: [String], rank: Int) -> UploadTurn {
    UploadTurn(.lists, rank, depth: -(parts.last?.utf8.count ?? 0))
  }
}

extension UploadTurn: Comparable {
  public static func < (left: UploadTurn, right: UploadTurn) -> Bool {
    left.order.lexicographicallyPrecedes(right.order)
  }

  private var order: [Int] {
    [UploadPhase.allCases.firstIndex(of: phase) ?? 0, rank, depth]
  }
}
