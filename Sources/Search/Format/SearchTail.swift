public import IndexModel
internal import JSONText

/// All packages of a term that has many: a list of the site in parts, by name. A search reads the root of it, where that
/// is all.
public struct SearchTail: Hashable, Sendable {
  public let packages: [SearchDocument]

  static let kind = "SearchTail"

  /// The power of two up to which a term's packages stand in one document.
  static let largest = 9

  public init(_ bytes: [UInt8], at path: SitePath) throws(SearchError) {
    packages = try SearchText(bytes, at: path, kind: Self.kind).packages("items")
  }
}

/// What documents of the index have that a list of the site writes.
package enum SearchFormat {
  package static let tailKind = SearchTail.kind
  package static let version = SearchText.format
}
