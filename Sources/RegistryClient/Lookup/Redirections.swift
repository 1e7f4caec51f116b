public import IndexModel
internal import JSONText
internal import Registry
internal import Site

/// Where the files stand whose coordinates a site does not hold itself: what a host's redirects say, for clients and
/// for a preview.
public struct Redirections: Sendable {
  private let site: SiteReader

  public init(_ site: SiteReader) { self.site = site }

  /// The URL of the file of a coordinate; nil where nothing says one.
  ///
  /// The site's list comes first, then the one rule of its `artifactURL`, which may lead to a file that is not there:
  /// a rule knows no versions.
  public func location(of coordinate: SitePath) throws -> String? {
    let wanted = RedirectEntry(lookingFor: coordinate)
    let reader = TrieReader(RedirectFormat()) { try site.read($0) }
    let node = try reader.node(holding: wanted)
    if let entry = node.entries.first(where: { $0.id == wanted.id }) { return entry.redirect.url }
    return try ruled(coordinate)
  }

  private func ruled(_ coordinate: SitePath) throws -> String? {
    let parts = coordinate.text.split(separator: "/", maxSplits: 4).map(String.init)
    guard parts.count == 5, Stage(rawValue: parts[0]) != nil, parts[3] != "latest",
      let template = try template()
    else { return nil }
    return template.url(project: parts[1], package: parts[2], version: parts[3], file: parts[4])
  }

  private func template() throws -> ArtifactTemplate? {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let bytes = try site.read(SiteLayout.index),
      let document = JSONDocument.read(bytes, limits: limits).document,
      let text = document.node(at: ["artifactURL"]).flatMap(document.string)
    else { return nil }
    return ArtifactTemplate(text)
  }
}
