/// A search for the files that may say something of one of some names, told from their bytes alone.
///
/// The keys and the names are looked for as everybody spells them; a file that spells any with escapes is one that may.
package struct MentionSearch: Sendable {
  private let keys: [ByteSearch]
  private let names: [ByteSearch]?
  // The letters of a key are escaped so, and those of a name with a backslash in any case.
  private let escapedKey = ByteSearch("\\u00")
  private let escape = ByteSearch("\\")

  /// - Parameters:
  ///   - names: None of them empty; nil for whatever is named.
  ///   - keys: The keys of the members that name one.
  package init(of names: Set<String>?, by keys: String...) {
    self.keys = keys.map { ByteSearch("\"\($0)\"") }
    self.names = names.map { $0.sorted().map { ByteSearch($0) } }
  }

  /// Whether a file of these bytes has to be read to know.
  package func mayFind(in bytes: [UInt8]) -> Bool {
    guard keys.contains(where: { $0.finds(in: bytes) }) || escapedKey.finds(in: bytes) else {
      return false
    }
    guard let names else { return true }
    return names.contains { $0.finds(in: bytes) } || escape.finds(in: bytes)
  }
}
