import IndexModel

extension SitePath {
  /// Whether the other path leads through this one.
  func isAbove(_ other: SitePath) -> Bool {
    other.text.utf8.starts(with: text.utf8 + [UInt8(ascii: "/")])
  }

  /// The folders on the way, from the top.
  var folders: [String] {
    text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: "/") }.map { String(text[..<$0]) }
  }
}
