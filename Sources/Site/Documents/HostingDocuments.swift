internal import IndexModel
internal import Registry

/// The adapters for hosts: types, caching, and redirects to files that stand elsewhere.
enum HostingDocuments {
  /// Those that depend on the settings of the registry and of the build alone.
  static func render(_ context: Context, _ options: SiteOptions) -> [SiteDocument] {
    [
      text(SiteLayout.headers, headers),
      text(SiteLayout.nginx, Nginx.server),
      text(SiteLayout.nginxLocations, Nginx.locations(context.policy.artifactURL, options)),
      text(SiteLayout.nginxMaps, Nginx.maps),
    ]
  }

  /// The largest number of redirects that hosts with a `_redirects` file take.
  static let redirectLines = 2000

  /// `_redirects`, for hosts such as Netlify and Cloudflare Pages.
  ///
  /// - Parameter redirects: Every redirect that no rule covers; nil where they are too many to list.
  static func redirects(_ redirects: [Redirect]?, _ context: Context) -> SiteDocument {
    var lines = (redirects ?? []).map { "/\($0.coordinate.text) \($0.url) 302" }
    if let template = context.policy.artifactURL {
      let target = template.url(
        project: ":project", package: ":package", version: ":version", file: ":splat")
      for stage in Stage.allCases {
        lines.append("/\(stage.rawValue)/:project/:package/:version/* \(target) 302")
      }
    }
    return text(SiteLayout.redirects, lines.map { $0 + "\n" }.joined())
  }

  private static func text(_ path: SitePath, _ text: String) -> SiteDocument {
    SiteDocument(path: path, bytes: Array(text.utf8))
  }

  /// Hosts put together the values that several rules give one field, so there is one rule for each field of each file.
  private static let headers: String = {
    let spaces = SiteLayout.SearchSpace.allCases.map(\.rawValue)
    let folders = SiteLayout.folders.subtracting(["schema", "search"]).sorted().map { "\($0)/*" }
    let current =
      ["", ":file"] + folders + spaces.map { "search/\($0)/:map" }
      + ["search/prefixes/*", "search/tails/*"]
    return rule(
      "*", "Access-Control-Allow-Origin: *", "X-Content-Type-Options: nosniff",
      "Content-Security-Policy: \(ContentPolicy.text)")
      + rule("schema/*", "Content-Type: application/schema+json", caching(.current))
      + current.map { rule($0, caching(.current)) }.joined()
      + spaces.map { rule("search/\($0)/:part/*", caching(.lasting)) }.joined()
  }()

  private static func rule(_ path: String, _ fields: String...) -> String {
    "/\(path)\n" + fields.map { "  \($0)\n" }.joined()
  }

  private static func caching(_ policy: CachePolicy) -> String {
    "Cache-Control: \(policy.rawValue)"
  }
}
