public import IndexModel
internal import JSONText

/// The best answers to the beginning of a name by which there are many.
public struct SearchPrefix: Hashable, Sendable {
  public let packages: [SearchDocument]

  public init(_ packages: [SearchDocument]) { self.packages = packages }

  static let kind = "SearchPrefix"

  /// How many are kept.
  public static let most = 20

  public func bytes(of prefix: Term) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.searchHead(Self.kind, prefix: prefix.bytes)
      writer.searchPackages(packages)
    }
    return writer.finish()
  }

  public init(_ bytes: [UInt8], at path: SitePath) throws(SearchError) {
    packages = try SearchText(bytes, at: path, kind: Self.kind).packages("packages")
  }
}
