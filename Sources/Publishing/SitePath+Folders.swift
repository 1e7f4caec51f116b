import IndexModel

extension SitePath {
  /// The folders on the way, from the top.
  var folders: [String] {
    text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: "/") }.map { String(text[..<$0]) }
  }
}
