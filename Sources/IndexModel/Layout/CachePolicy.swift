/// How long a file of a site may be served from a cache.
public enum CachePolicy {
  /// The same for every file: a release never changes where it is, but its stage may, so everything is asked for anew
  /// after a short while. It is the value of `Cache-Control`.
  public static let text = "public, max-age=60, stale-while-revalidate=600"
}
