extension Name {
  /// The folded form of a text that need not be a well-formed name: what it is unique by, wherever it stands.
  public static func fold(_ text: String) -> String {
    String(decoding: text.utf8.map(fold), as: UTF8.self)
  }
}
