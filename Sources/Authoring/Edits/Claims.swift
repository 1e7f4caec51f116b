public import Cryptography
public import IndexModel

/// An account that an identity has at a forge: `github:12`, `github:dave`, or both as
/// `github:12/dave`.
public struct AccountClaim: Hashable, Sendable {
  public let forge: String
  /// The number, which stays when the login is renamed.
  public let id: Int?
  public let login: String?

  /// Reads `<forge>:<id>`, `<forge>:<login>` or `<forge>:<id>/<login>`.
  public init(_ text: String) throws(Account.Problem) {
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      let account = try Account(text)
      forge = account.forge
      switch account.holder {
      case .id(let number): (id, login) = (number, nil)
      case .login(let name): (id, login) = (nil, name)
      }
      return
    }
    let account = try Account(String(text[..<slash]))
    let name = String(text[text.utf8.index(after: slash)...])
    guard case .id(let number) = account.holder else { throw .badID }
    guard Account.isLogin(name) else { throw .badLogin }
    (forge, id, login) = (account.forge, number, name)
  }

  private init(_ forge: String, id: Int?, login: String?) {
    (self.forge, self.id, self.login) = (forge, id, login)
  }

  /// The account that both describe, one by its number and the other by its login; nil where they
  /// are two accounts.
  public func merged(with other: AccountClaim) -> AccountClaim? {
    guard forge == other.forge, id == nil || other.id == nil,
      login == nil || other.login == nil
    else { return self == other ? self : nil }
    return AccountClaim(forge, id: id ?? other.id, login: login ?? other.login)
  }

  /// The account as it is read.
  public var text: String {
    "\(forge):" + [id.map(String.init), login].compactMap(\.self).joined(separator: "/")
  }
}

/// A public key that signs for an identity.
public struct KeyClaim: Hashable, Sendable {
  public let kind: PublicKey.Kind
  public let text: String

  /// The largest file that is read as a key, in bytes.
  public static let limit = 1 << 16

  /// Reads the content of a `.pub` file of OpenSSH, or an OpenPGP fingerprint.
  public init(_ content: [UInt8]) throws(KeyProblem) {
    var line = String(decoding: content, as: UTF8.self)[...]
    while line.utf8.last.map({ $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }) == true {
      line = Substring(line.unicodeScalars.dropLast())
    }
    text = String(line)
    let isFingerprint =
      [40, 64].contains(text.utf8.count) && text.utf8.allSatisfy { $0.hexValue != nil }
    kind = isFingerprint ? .openpgp : .ssh
    _ = try PublicKey(text, kind: kind)
  }
}
