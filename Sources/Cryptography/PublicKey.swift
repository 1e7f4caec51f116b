import IndexModel

/// A public key of an identity, and its fingerprint. Whether a signature is good is not asked here:
/// a registry states which keys are whose, and clients verify.
public struct PublicKey: Hashable, Sendable {
  /// How the key is given: the `type` of a key in an identity.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A line of OpenSSH's `.pub` files and `authorized_keys`, without options: `ssh-ed25519 AAAA…
    /// [comment]`.
    case ssh
    /// An OpenPGP key, named by its fingerprint alone.
    case openpgp
  }

  public let kind: Kind
  /// The key's text as its author wrote it.
  public let text: String
  /// The key's algorithm as OpenSSH names it; `openpgp` for an OpenPGP key, whose fingerprint does
  /// not tell.
  public let algorithm: String
  /// Lower-case hexadecimal: for SSH the SHA-256 of the key's blob, which `ssh-keygen -l` shows in
  /// base64; for OpenPGP the fingerprint of version 4 (40 digits) or of version 5 and 6 (64
  /// digits).
  public let fingerprint: String

  /// Reads a key.
  public init(_ text: String, kind: Kind) throws(KeyProblem) {
    switch kind {
    case .ssh:
      let line = try SSHKeyLine(text)
      algorithm = line.algorithm
      fingerprint = SHA256.digest(of: line.blob).hex
    case .openpgp:
      algorithm = kind.rawValue
      fingerprint = try Self.openPGPFingerprint(text)
    }
    self.kind = kind
    self.text = text
  }

  private static func openPGPFingerprint(_ text: String) throws(KeyProblem) -> String {
    let count = text.utf8.count
    guard count == 40 || count == 64 else { throw .wrongFingerprintLength(count) }
    for (at, byte) in text.utf8.enumerated() where Hexadecimal.value(of: byte) == nil {
      throw .badFingerprint(byte, at: at)
    }
    return text
  }
}

extension PublicKey: CustomStringConvertible {
  public var description: String { text }
}

/// Why a text is no public key.
public enum KeyProblem: Error, Hashable, Sendable {
  /// The length found, in bytes.
  case tooLong(Int)
  /// A control byte, and its offset.
  case forbidden(UInt8, at: Int)
  /// The text is not an algorithm, a blank and base64.
  case notALine
  /// A private key, or what looks like one.
  case privateKey
  case unknownAlgorithm(String)
  /// The blob is not strict base64.
  case badBase64
  /// The blob is of another algorithm than the text before it says.
  case otherAlgorithm(found: String, expected: String)
  /// The blob is cut off, holds more than the key, or a part of it has the wrong size or form.
  case badBlob(algorithm: String)
  /// An RSA modulus of so many bits.
  case weakRSA(bits: Int)
  case wrongFingerprintLength(Int)
  case badFingerprint(UInt8, at: Int)

  public var message: String {
    switch self {
    case .tooLong(let count):
      "the key has \(count) bytes, expected at most \(SSHKeyLine.limit)"
    case .forbidden(let byte, let at):
      "found \(byte.shown) at byte \(at + 1) of the key, expected one line of text"
    case .notALine: "not a public key, expected a line such as `ssh-ed25519 AAAA… comment`"
    case .privateKey:
      "this looks like a private key: treat it as lost, and expect a public one here"
    case .unknownAlgorithm(let name):
      "`\(name)` is no known kind of key, expected one such as `ssh-ed25519`"
    case .badBase64: "the key's second word is not base64, expected it with its padding"
    case .otherAlgorithm(let found, let expected):
      "the key holds a blob of `\(found)`, expected `\(expected)` as its first word says"
    case .badBlob(let algorithm): "the key's blob is damaged, expected a whole one of \(algorithm)"
    case .weakRSA(let bits):
      "the RSA key has \(bits) bits, expected \(SSHKeyLine.rsaBits.lowerBound) "
        + "to \(SSHKeyLine.rsaBits.upperBound)"
    case .wrongFingerprintLength(let count):
      "the fingerprint has \(count) bytes, expected 40 or 64 hexadecimal digits"
    case .badFingerprint(let byte, let at):
      "found \(byte.shown) at byte \(at + 1) of the fingerprint, expected lower-case hexadecimal"
    }
  }
}
