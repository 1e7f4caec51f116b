import IndexModel

/// Where a site is served: an `https` URL, or an `http` one of this very machine, for a preview.
struct SiteAddress: Hashable, Sendable {
  /// The URL of the root, with the slash at its end: ASCII that needs no quoting.
  let root: String
  /// Whether the connection is in the clear, which never leaves the machine.
  let isLoopback: Bool

  private static let loopback: Set<Substring> = ["localhost", "127.0.0.1", "[::1]"]

  init(_ text: String) throws(SiteError) {
    // The grammar of https URLs is what is read: an http one is read as if it were https.
    let isPlain = text.hasPrefix("http://")
    let address: WebAddress
    do {
      address = try WebAddress(isPlain ? "https" + text.dropFirst(4) : text)
    } catch {
      throw .notAnAddress(text, reason: error.message)
    }
    guard !isPlain || Self.loopback.contains(address.host) else {
      throw .notAnAddress(text, reason: "http is for this machine only, expected https")
    }
    guard !address.text.utf8.contains(UInt8(ascii: "?")) else {
      throw .notAnAddress(text, reason: "it has a query, expected the root of a site")
    }
    let slash = text.utf8.last == UInt8(ascii: "/") ? "" : "/"
    root = text + slash
    isLoopback = isPlain
  }

  func url(of path: SitePath) -> String { root + path.text }
}
