/// A search for the files that may say something of one of some names, told from their bytes alone.
///
/// The key and the names are looked for as everybody spells them; a file that spells any with escapes is one that may.
package struct MentionSearch: Sendable {
  private let key: ByteSearch
  private let names: [ByteSearch]?
  // The letters of a key are escaped so, and those of a name with a backslash in any case.
  private let escapedKey = ByteSearch("\\u00")
  private let escape = ByteSearch("\\")

  /// - Parameters:
  ///   - names: None of them empty; nil for whatever is named.
  ///   - key: The key of the member that names one.
  package init(of names: Set<String>?, by key: String) {
    self.key = ByteSearch("\"\(key)\"")
    self.names = names.map { $0.sorted().map { ByteSearch($0) } }
  }

  /// Whether a file of these bytes has to be read to know.
  package func mayFind(in bytes: [UInt8]) -> Bool {
    guard key.finds(in: bytes) || escapedKey.finds(in: bytes) else { return false }
    guard let names else { return true }
    return names.contains { $0.finds(in: bytes) } || escape.finds(in: bytes)
  }
}
