/// When a file goes to a store that has no exchange of whole trees, so that at no time something leads to what is not
/// there: first what others lead to, then what leads there, then where clients begin, and last what goes.
public enum UploadPhase: String, Hashable, Sendable, CaseIterable {
  case bodies, lists, pointers, deletions

  /// The phase in which a file of the site is uploaded.
  public static func of(_ path: SitePath) -> UploadPhase {
    if let original = SiteLayout.originalOfCopy(path) { return of(original) }
    if entrances.contains(path) { return .pointers }
    let parts = path.text.split(separator: "/")
    switch parts[0] {
    case "hosting": return .pointers
    case "packages", "snapshot": return .lists
    case "candidate", "current", "revoked":
      if parts.dropFirst(2).contains(where: { $0 == "latest" || $0 == "latest.json" }) {
        return .pointers
      }
      return parts.count == 3 ? .lists : .bodies
    default:
      // The parts of a list stand in a folder beside it.
      return parts.last == "index.json" || parts.dropLast().contains("index") ? .lists : .bodies
    }
  }

  private static let entrances: Set<SitePath> = [
    SiteLayout.index, SiteLayout.snapshot, SiteLayout.headers, SiteLayout.redirects,
  ]
}
