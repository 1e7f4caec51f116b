internal import Compression
internal import IndexModel

/// What whoever builds a site asks for, beside what the registry says.
public struct SiteOptions: Hashable, Sendable {
  /// Whether a copy in the form of gzip stands beside each JSON document, for hosts that serve such copies as they are.
  public var compresses: Bool

  public init(compresses: Bool = false) {
    self.compresses = compresses
  }

  /// What the bytes of the site depend on because of the options; nil where nothing is asked for.
  var text: String? { compresses ? "gzip by \(Gzip.encoder)" : nil }
}

extension SiteOptions {
  /// A document, and the copies that go beside it. What a release carries is served as it is.
  func withCopies(_ document: SiteDocument) -> [SiteDocument] {
    guard let path = pathOfCopy(of: document) else { return [document] }
    return [document, SiteDocument(path: path, bytes: Gzip.compressed(document.bytes))]
  }

  /// The paths of a document and of the copies that go beside it.
  func pathsWithCopies(_ document: SiteDocument) -> [SitePath] {
    [document.path] + (pathOfCopy(of: document).map { [$0] } ?? [])
  }

  private func pathOfCopy(of document: SiteDocument) -> SitePath? {
    compresses && !document.isCarried ? SiteLayout.compressedCopy(of: document.path) : nil
  }
}
