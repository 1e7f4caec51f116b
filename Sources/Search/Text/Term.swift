internal import IndexModel

/// What packages are found by: a word in lower case, or two scripts' characters that stand together.
///
/// Terms are compared by their bytes, here and in the browser, whatever Unicode holds for the same.
public struct Term: Hashable, Comparable, Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The longest term, in bytes: as long as the longest name.
  static let longest = 59

  var isEmpty: Bool { bytes.isEmpty }
  public var count: Int { bytes.count }

  public func hasPrefix(_ prefix: Term) -> Bool { bytes.starts(with: prefix.bytes) }

  /// The terms one behind the other.
  static func joined(_ terms: some Sequence<Term>) -> Term { Term(terms.flatMap(\.bytes)) }

  /// The terms that are not empty, each once.
  static func distinct(_ terms: [Term]) -> [Term] {
    var distinct: [Term] = []
    for term in terms where !term.isEmpty && !distinct.contains(term) { distinct.append(term) }
    return distinct
  }

  /// What all keys of the map begin with in which this one stands.
  public var part: [UInt8] { SiteLayout.searchPart(of: bytes) }

  /// Whether longer terms that begin with this stand in several maps.
  public var isSpread: Bool { SiteLayout.isSpread(bytes) }

  public static func < (left: Term, right: Term) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension Term: CustomStringConvertible {
  public var text: String { String(decoding: bytes, as: UTF8.self) }
  public var description: String { text }
}

extension Term: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { bytes = Array(text.utf8) }
}
