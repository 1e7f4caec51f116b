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

  private static let headers = """
    /*
      Access-Control-Allow-Origin: *
      Cache-Control: \(CachePolicy.text)
      X-Content-Type-Options: nosniff
      Content-Security-Policy: \(ContentPolicy.text)
    /schema/*
      Content-Type: application/schema+json

    """
}
