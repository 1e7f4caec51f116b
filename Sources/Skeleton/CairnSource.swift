/// Where workflows get the source of `cairn` from, to build it: there are no binaries to download.
public struct CairnSource: Hashable, Sendable {
  /// An https URL that git clones.
  public let url: String
  /// A tag, or best a commit's full id, which nobody can move.
  public let reference: String

  /// The file in which the workflows of a repository keep this: the only one that is meant to be edited.
  public static let fileName = "source.env"

  /// The host of the URL that stands where nobody has said one: it leads nowhere, and the workflows say so.
  static let placeholderHost = "example.org"

  /// What stands there as long as nobody has said where the source is.
  public static func placeholder(version: String) -> CairnSource {
    CairnSource(unchecked: "https://\(placeholderHost)/cairn.git", "v\(version)")
  }

  public var isPlaceholder: Bool { url.hasPrefix("https://\(Self.placeholderHost)/") }

  /// Whether the reference is a commit's full id.
  public var isPinned: Bool { reference.utf8.count == 40 && reference.utf8.allSatisfy(Self.isHex) }

  private init(unchecked url: String, _ reference: String) {
    (self.url, self.reference) = (url, reference)
  }

  /// Reads `URL@REF`; nil unless both are plain words that a shell and a line of settings leave as they are.
  public init?(_ text: String) {
    guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let (url, reference) = (text[..<at], text[text.utf8.index(after: at)...])
    guard url.utf8.starts(with: "https://".utf8), url.utf8.count > 8, url.utf8.count <= 2048,
      url.utf8.allSatisfy({ Self.isWord($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "~") })
    else { return nil }
    guard (1...200).contains(reference.utf8.count), reference.utf8.allSatisfy(Self.isWord),
      let first = reference.utf8.first, Self.isAlphanumeric(first)
    else { return nil }
    (self.url, self.reference) = (String(url), String(reference))
  }

  /// Reads the file back; nil where it does not hold the two lines that it should.
  public init?(settings bytes: [UInt8]) {
    var values: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).utf8.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard parts.count == 2 else { continue }
      values[String(Substring(parts[0]))] = String(Substring(parts[1]))
    }
    guard let url = values["CAIRN_SOURCE"], let reference = values["CAIRN_REF"] else { return nil }
    self.init("\(url)@\(reference)")
  }

  /// The file.
  var settings: String {
    """
    # Where the workflows get `cairn` from: a git repository, and a tag or, better, a commit's full id in it.
    CAIRN_SOURCE=\(url)
    CAIRN_REF=\(reference)

    """
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "-_./".utf8.contains(byte)
  }
}
