/// How long a file of a site may be served from a cache, as the value of `Cache-Control`.
public enum CachePolicy: String, Sendable, CaseIterable {
  /// A release never changes where it is, but its stage may, so nearly everything is asked for anew after a short while.
  case current = "public, max-age=60, stale-while-revalidate=600"
  /// What is named by its content is never another.
  case lasting = "public, max-age=31536000, immutable"

  public static func of(_ path: SitePath) -> CachePolicy {
    SiteLayout.isNamedByContent(path) ? .lasting : .current
  }
}
