import IndexModel

/// A public key as OpenSSH writes it: the algorithm, a blank, the blob in base64, and perhaps a
/// blank and a comment.
///
/// The blob is a container of RFC 4253, section 6.6: strings with their length in four bytes before
/// them, the first of which repeats the algorithm. It is checked to be whole, to hold the parts of
/// its algorithm at their sizes, and nothing more; whether a point lies on its curve is for whoever
/// verifies with it.
struct SSHKeyLine {
  let algorithm: String
  let blob: [UInt8]

  /// The longest line, in bytes: an RSA key of 16,384 bits has some 2,800.
  static let limit = 4_096

  /// What RSA moduli are taken: OpenSSH's own upper bound, and as lower one the smallest that is
  /// not yet deprecated.
  static let rsaBits = 2_048...16_384

  init(_ text: String) throws(KeyProblem) {
    try Self.checkText(text)
    let words = text.utf8.split(
      separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2, !words[0].isEmpty, !words[1].isEmpty else { throw .notALine }
    algorithm = Self.shown(words[0])
    guard let parts = Self.parts(of: algorithm) else { throw .unknownAlgorithm(algorithm) }
    guard let blob = BitEncoding.base64.decode(words[1]) else { throw .badBase64 }
    self.blob = blob
    try Self.check(blob, algorithm: algorithm, parts)
  }

  private static func checkText(_ text: String) throws(KeyProblem) {
    let bytes = text.utf8
    guard bytes.count <= limit else { throw .tooLong(bytes.count) }
    guard !bytes.starts(with: "-----BEGIN".utf8) else { throw .privateKey }
    for (at, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x7F {
      throw .forbidden(byte, at: at)
    }
  }

  /// At most 64 bytes of a word, for a message.
  private static func shown(_ word: some Collection<UInt8>) -> String {
    String(decoding: word.prefix(64).map { $0.isVisible ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  // MARK: What the blobs hold

  private enum Part {
    /// So many bytes.
    case bytes(Int)
    /// This very text.
    case text(String)
    /// An uncompressed point: the byte 4 and two coordinates of so many bytes.
    case point(coordinate: Int)
    /// The application of a key that a token holds: any text but none.
    case application
    case rsaExponent, rsaModulus
  }

  /// The parts behind the algorithm's name, by RFC 4253, 5656 and 8709 and OpenSSH's PROTOCOL.u2f.
  /// DSA keys are left out: OpenSSH itself has dropped them.
  private static func parts(of algorithm: String) -> [Part]? {
    switch algorithm {
    case "ssh-ed25519": [.bytes(32)]
    case "ssh-rsa": [.rsaExponent, .rsaModulus]
    case "ecdsa-sha2-nistp256": [.text("nistp256"), .point(coordinate: 32)]
    case "ecdsa-sha2-nistp384": [.text("nistp384"), .point(coordinate: 48)]
    case "ecdsa-sha2-nistp521": [.text("nistp521"), .point(coordinate: 66)]
    case "sk-ssh-ed25519@openssh.com": [.bytes(32), .application]
    case "sk-ecdsa-sha2-nistp256@openssh.com":
      [.text("nistp256"), .point(coordinate: 32), .application]
    default: nil
    }
  }

  private static func check(
    _ blob: [UInt8], algorithm: String, _ parts: [Part]
  ) throws(KeyProblem) {
    var rest = blob[...]
    guard let name = takeString(from: &rest) else { throw .badBlob(algorithm: algorithm) }
    guard name.elementsEqual(algorithm.utf8) else {
      throw .otherAlgorithm(found: shown(name), expected: algorithm)
    }
    for part in parts {
      guard let value = takeString(from: &rest), isWhole(value, part) else {
        throw .badBlob(algorithm: algorithm)
      }
      if case .rsaModulus = part { try checkModulus(value) }
    }
    guard rest.isEmpty else { throw .badBlob(algorithm: algorithm) }
  }

  /// The next string: four big-endian bytes of length, then as many bytes.
  private static func takeString(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard rest.count >= 4 else { return nil }
    let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    rest = rest.dropFirst(4)
    guard length <= rest.count else { return nil }
    defer { rest = rest.dropFirst(length) }
    return rest.prefix(length)
  }

  private static func isWhole(_ value: ArraySlice<UInt8>, _ part: Part) -> Bool {
    switch part {
    case .bytes(let count): value.count == count
    case .text(let text): value.elementsEqual(text.utf8)
    case .point(let coordinate): value.count == 1 + 2 * coordinate && value.first == 4
    case .application: !value.isEmpty
    case .rsaExponent:
      isPositiveInteger(value) && value.last! & 1 == 1 && value.count <= 8 && bits(of: value) > 1
    case .rsaModulus: isPositiveInteger(value) && value.last! & 1 == 1
    }
  }

  /// An `mpint` of RFC 4251 above zero: no sign bit, and a zero byte before it only where it keeps
  /// one away.
  private static func isPositiveInteger(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, first < 0x80 else { return false }
    return first != 0 || value.dropFirst().first ?? 0 >= 0x80
  }

  private static func bits(of value: ArraySlice<UInt8>) -> Int {
    guard let top = value.firstIndex(where: { $0 != 0 }) else { return 0 }
    return (value.endIndex - top) * 8 - value[top].leadingZeroBitCount
  }

  private static func checkModulus(_ modulus: ArraySlice<UInt8>) throws(KeyProblem) {
    let bits = bits(of: modulus)
    guard rsaBits.contains(bits) else { throw .weakRSA(bits: bits) }
  }
}
