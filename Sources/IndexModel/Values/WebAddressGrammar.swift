/// The passes over a URL's bytes: authority, then path and query.
enum WebAddressGrammar {
  static let scheme = "https://"

  /// The offsets behind the host and behind the port.
  static func parse(
    _ bytes: Span<UInt8>
  ) throws(WebAddress.Problem) -> (host: Int, origin: Int) {
    let start = scheme.utf8.count
    guard begins(bytes, with: scheme) else { throw .notHTTPS }
    var originEnd = start
    while originEnd < bytes.count, !endsAuthority(bytes[originEnd]) { originEnd += 1 }
    for at in start..<originEnd {
      guard bytes[at] != UInt8(ascii: "@") else { throw .userInfo }
      guard bytes[at].isVisible else { throw .forbidden(bytes[at], at: at) }
    }
    let hostEnd = try hostEnd(bytes, start, originEnd)
    guard hostEnd > start else { throw .noHost }
    guard isHost(bytes, start, hostEnd) else {
      throw .badHost(String(bytes.extracting(start..<hostEnd)))
    }
    guard hostEnd == originEnd || isPort(bytes, hostEnd + 1, originEnd) else {
      throw .badPort(String(bytes.extracting(hostEnd + 1..<originEnd)))
    }
    try checkRest(bytes, from: originEnd)
    return (hostEnd, originEnd)
  }

  private static func begins(_ bytes: Span<UInt8>, with prefix: String) -> Bool {
    guard bytes.count >= prefix.utf8.count else { return false }
    var at = 0
    for byte in prefix.utf8 {
      guard bytes[at] == byte else { return false }
      at += 1
    }
    return true
  }

  /// A backslash ends the authority for browsers: refusing it later, in the path, says what is
  /// wrong.
  private static func endsAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): true
    default: false
    }
  }

  /// Where the port's colon stands, or the end of the authority.
  private static func hostEnd(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) throws(WebAddress.Problem) -> Int {
    var at = start
    if start < end, bytes[start] == UInt8(ascii: "[") {
      while at < end, bytes[at] != UInt8(ascii: "]") { at += 1 }
      guard at < end, at + 1 == end || bytes[at + 1] == UInt8(ascii: ":") else {
        throw .badHost(String(bytes.extracting(start..<end)))
      }
      return at + 1
    }
    while at < end, bytes[at] != UInt8(ascii: ":") { at += 1 }
    return at
  }

  private static func isPort(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard (1...5).contains(end - start) else { return false }
    var value = 0
    for at in start..<end {
      guard bytes[at].isDigit else { return false }
      value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
    }
    return (1...65_535).contains(value) && bytes[start] != UInt8(ascii: "0")
  }

  // MARK: Hosts

  private static func isHost(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if bytes[start] == UInt8(ascii: "[") { return isIPv6(bytes, start + 1, end - 1) }
    guard end - start <= 253 else { return false }
    var labelStart = start
    for at in start...end where at == end || bytes[at] == UInt8(ascii: ".") {
      guard isLabel(bytes, labelStart, at) else { return false }
      guard at == end else {
        labelStart = at + 1
        continue
      }
      // A last label that begins with a digit is read as an IPv4 address by browsers: then it must
      // be one.
      return !bytes[labelStart].isDigit || isIPv4(bytes, start, end)
    }
    return false
  }

  /// A label of DNS (RFC 1123): 1 to 63 letters, digits and inner hyphens.
  private static func isLabel(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard (1...63).contains(end - start) else { return false }
    for at in start..<end where !bytes[at].isAlphanumeric {
      guard bytes[at] == UInt8(ascii: "-"), at > start, at < end - 1 else { return false }
    }
    return true
  }

  /// Four numbers from 0 to 255 without leading zeros.
  private static func isIPv4(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var numbers = 0
    var value: Int?
    for at in start...end {
      if at == end || bytes[at] == UInt8(ascii: ".") {
        guard value != nil else { return false }
        numbers += 1
        value = nil
      } else {
        guard bytes[at].isDigit, value != 0 else { return false }
        value = (value ?? 0) * 10 + Int(bytes[at] - UInt8(ascii: "0"))
        guard value! <= 255 else { return false }
      }
    }
    return numbers == 4
  }

  /// Eight groups of one to four hexadecimal digits, one run of zero groups written as `::`. No
  /// zone, no IPv4 at the end.
  private static func isIPv6(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var groups = 0
    var isShortened = false
    var at = start
    while at < end {
      if at + 1 < end, bytes[at] == UInt8(ascii: ":"), bytes[at + 1] == UInt8(ascii: ":") {
        guard !isShortened else { return false }
        isShortened = true
        at += 2
        continue
      }
      if at > start, bytes[at - 1] != UInt8(ascii: ":") {
        guard bytes[at] == UInt8(ascii: ":") else { return false }
        at += 1
      }
      let group = at
      while at < end, bytes[at].hexValue != nil { at += 1 }
      guard (1...4).contains(at - group) else { return false }
      groups += 1
    }
    return isShortened ? groups < 8 : groups == 8
  }

  // MARK: Path and query

  private static func checkRest(_ bytes: Span<UInt8>, from start: Int) throws(WebAddress.Problem) {
    var at = start
    var dotAt: Int?
    while at < bytes.count {
      let here = at
      var byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "%") {
        guard let escaped = escaped(bytes, here), escaped >= 0x20, escaped != 0x7F else {
          throw .badEscape(at: here)
        }
        byte = escaped
        at += 2
      } else if byte == UInt8(ascii: "#") {
        throw .fragment(at: here)
      } else if !isPathByte(byte) {
        throw .forbidden(byte, at: here)
      }
      guard byte == UInt8(ascii: ".") else {
        dotAt = nil
        continue
      }
      if let dotAt { throw .twoDots(at: dotAt) }
      dotAt = here
    }
  }

  private static func escaped(_ bytes: Span<UInt8>, _ percent: Int) -> UInt8? {
    guard percent + 2 < bytes.count, let high = bytes[percent + 1].hexValue,
      let low = bytes[percent + 2].hexValue
    else { return nil }
    return high << 4 | low
  }

  /// `pchar`, `/` and `?` of RFC 3986, but for the percent sign.
  private static func isPathByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || pathPunctuation.contains(byte)
  }

  private static let pathPunctuation = ASCIISet("-._~!$&'()*+,;=:@/?")
}
