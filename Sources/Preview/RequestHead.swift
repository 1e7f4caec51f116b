/// The request line and the header fields of an HTTP/1.1 request, as far as a static server needs
/// them.
struct RequestHead: Equatable {
  /// Why a head is refused.
  enum Refusal: Error, Equatable {
    case malformed
    case unsupportedVersion
    case body
  }

  let method: String
  let target: [UInt8]
  /// Whether the connection stays open after the response.
  let keepsAlive: Bool
  /// The entity tags of `If-None-Match`, as written.
  let knownTags: [String]

  /// Parses a head without the empty line at its end. Strict: lines end with CRLF, and nothing is
  /// repaired.
  init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    let lines = try Self.lines(bytes)
    let parts = lines[0].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(Self.isToken) else {
      throw .malformed
    }
    let version = String(decoding: parts[2], as: UTF8.self)
    guard version.utf8.starts(with: "HTTP/".utf8) else { throw .malformed }
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else { throw .unsupportedVersion }

    let fields = try Self.fields(lines.dropFirst())
    let hosts = fields.count { $0.name == "host" }
    guard hosts == 1 || (hosts == 0 && version == "HTTP/1.0") else { throw .malformed }
    let length = fields.filter { $0.name == "content-length" }
    guard length.allSatisfy({ $0.value == "0" }) else { throw .body }
    guard !fields.contains(where: { $0.name == "transfer-encoding" }) else { throw .body }

    method = String(decoding: parts[0], as: UTF8.self)
    target = Array(parts[1])
    let connection = fields.filter { $0.name == "connection" }.flatMap { Self.list($0.value) }
    keepsAlive = version == "HTTP/1.1" && !connection.contains { $0.lowercased() == "close" }
    knownTags = fields.filter { $0.name == "if-none-match" }.flatMap { Self.list($0.value) }
  }

  /// Whether the client has what this tag stands for, by weak comparison.
  func knows(_ etag: String) -> Bool {
    func opaque(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }
    return knownTags.contains { $0 == "*" || opaque($0) == opaque(etag) }
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes
    while let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
      guard feed > rest.startIndex, rest[feed - 1] == UInt8(ascii: "\r") else { throw .malformed }
      lines.append(rest[rest.startIndex..<(feed - 1)])
      rest = rest[(feed + 1)...]
    }
    lines.append(rest)
    for line in lines where line.contains(where: isForbidden) { throw .malformed }
    return lines
  }

  private static func fields(
    _ lines: ArraySlice<ArraySlice<UInt8>>
  ) throws(Refusal) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for line in lines {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(isToken)
      else { throw .malformed }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      fields.append((name, trimmed(line[(colon + 1)...])))
    }
    return fields
  }

  private static func list(_ value: String) -> [String] {
    value.utf8.split(separator: UInt8(ascii: ",")).map { trimmed(Array($0)[...]) }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let start = bytes.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex
    return String(decoding: start[..<end], as: UTF8.self)
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != UInt8(ascii: "\t")) || byte == 0x7F
  }

  /// A character of a token (RFC 9110, section 5.6.2).
  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
