/// An `https` URL by the grammar of RFC 3986, as narrow as a registry wants it.
///
/// ASCII of at most 2,048 bytes; a host that is a DNS name, an IPv4 or a bracketed IPv6 address; no
/// user info, no fragment, no two dots in a row, and no percent escape of a control byte or of a
/// dot in such a pair. The scheme is lower case. Nothing is normalised: identity is the text's
/// bytes.
public struct WebAddress: Hashable, Sendable {
  /// The URL as its author wrote it: ASCII.
  public let text: String
  // Where the host and the port end, behind `https://`.
  private let hostEnd: UInt16
  private let originEnd: UInt16

  /// The longest URL, in bytes.
  public static let limit = 2_048

  /// Reads a URL.
  public init(_ text: String) throws(Problem) {
    let ends = try Self.check(text.utf8.span)
    self.text = text
    hostEnd = UInt16(ends.host)
    originEnd = UInt16(ends.origin)
  }

  /// Where the host and the port of a URL end, without making one.
  @discardableResult
  package static func check(
    _ text: Span<UInt8>
  ) throws(Problem) -> (host: Int, origin: Int) {
    guard text.count <= limit else { throw .tooLong(text.count) }
    return try WebAddressGrammar.parse(text)
  }

  /// The host as written, an IPv6 address with its brackets.
  public var host: Substring {
    slice(WebAddressGrammar.scheme.utf8.count, Int(hostEnd))
  }

  /// Scheme, host and port: `https://files.example.org:8443`.
  public var origin: Substring { slice(0, Int(originEnd)) }

  /// The path, empty or from its first slash on, without the query.
  public var path: Substring {
    let rest = text.utf8.dropFirst(Int(originEnd))
    return slice(Int(originEnd), Int(originEnd) + rest.prefix { $0 != UInt8(ascii: "?") }.count)
  }

  private func slice(_ start: Int, _ end: Int) -> Substring {
    let bytes = text.utf8
    return text[
      bytes.index(bytes.startIndex, offsetBy: start)..<bytes.index(bytes.startIndex, offsetBy: end)]
  }

  /// Whether this address lies at or below `allowed`, byte for byte.
  ///
  /// An entry that ends in a slash covers all that begins with it. Another covers itself and what
  /// follows behind a slash or a question mark: `https://example.org/a` does not cover
  /// `https://example.org/ab`, and a host without slash covers neither a longer host nor another
  /// port.
  public func isCovered(by allowed: WebAddress) -> Bool {
    let (mine, theirs) = (text.utf8, allowed.text.utf8)
    guard mine.starts(with: theirs) else { return false }
    guard theirs.last != UInt8(ascii: "/") else { return true }
    let next = mine.dropFirst(theirs.count).first
    return next == nil || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
  }

  /// The address of a file of the site whose root this is.
  public func address(of path: SitePath) -> String {
    text.utf8.last == UInt8(ascii: "/") ? text + path.text : "\(text)/\(path.text)"
  }
}

extension WebAddress: Comparable {
  public static func < (left: WebAddress, right: WebAddress) -> Bool { left.text < right.text }
}

extension WebAddress: CustomStringConvertible {
  public var description: String { text }
}

extension WebAddress {
  /// Why a text is no address.
  public enum Problem: Error, Hashable, Sendable {
    /// The length found, in bytes.
    case tooLong(Int)
    case notHTTPS
    case userInfo
    case noHost
    case badHost(String)
    case badPort(String)
    case fragment(at: Int)
    /// A byte that no URL holds, and its offset.
    case forbidden(UInt8, at: Int)
    /// A percent sign without two hexadecimal digits behind it, or the escape of a control byte.
    case badEscape(at: Int)
    /// Two dots in a row, escaped or not.
    case twoDots(at: Int)

    public var message: String {
      switch self {
      case .tooLong(let count):
        "the URL has \(count) bytes, expected at most \(WebAddress.limit)"
      case .notHTTPS: "the URL does not begin with `https://`"
      case .userInfo: "the URL has user info before its host, expected the host alone"
      case .noHost: "the URL has no host, expected one behind `https://`"
      case .badHost(let host):
        "`\(host)` is no host, expected a DNS name, an IPv4 or a bracketed IPv6 address"
      case .badPort(let port): "`\(port)` is no port, expected a number from 1 to 65535"
      case .fragment(let at):
        "found a fragment at byte \(at + 1) of the URL, expected none"
      case .forbidden(let byte, let at):
        "found \(byte.shown) at byte \(at + 1) of the URL, where it must be percent-encoded"
      case .badEscape(let at):
        "found a bad percent escape at byte \(at + 1) of the URL, expected one of a visible byte"
      case .twoDots(let at):
        "found `..` at byte \(at + 1) of the URL, expected none, escaped or not"
      }
    }
  }
}
