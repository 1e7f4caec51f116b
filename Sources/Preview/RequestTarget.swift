import IndexModel

/// What the target of a request names in the site.
enum RequestTarget: Equatable {
  /// A file; for a folder with its slash, the entry in it.
  case path(SitePath)
  /// Well formed, but no path that a site can have.
  case nowhere
  case malformed

  /// Reads a target in origin form (`/path?query`) or absolute form (`http://host/path`).
  ///
  /// The path is decoded once, then must be a `SitePath`: nothing is resolved or normalised.
  init(_ target: [UInt8]) {
    guard let path = Self.path(of: target[...]), let decoded = Self.decoded(path) else {
      self = .malformed
      return
    }
    var text = String(decoding: decoded.dropFirst(), as: UTF8.self)
    if text.utf8.last == nil || text.utf8.last == UInt8(ascii: "/") { text += "index.json" }
    self = SitePath(text).map { .path($0) } ?? .nowhere
  }

  /// The path with its first slash, without scheme, authority and query.
  private static func path(of target: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var target = target
    let scheme = "http://".utf8
    if target.prefix(scheme.count).elementsEqual(scheme) {
      target = target.dropFirst(scheme.count).drop { $0 != UInt8(ascii: "/") }
    }
    guard target.first == UInt8(ascii: "/") else { return nil }
    guard !target.contains(UInt8(ascii: "#")) else { return nil }
    return target.prefix { $0 != UInt8(ascii: "?") }
  }

  /// The bytes with each `%xx` decoded; nil where an escape is broken.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      decoded.append(high << 4 | low)
    }
    return decoded
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
