internal import Cryptography
public import IndexModel
public import JSONText

/// `index/identities/<handle>.json`: a person or robot.
public struct Identity: Sendable {
  public let handle: String
  public let accounts: [ForgeAccount]
  public let keys: [Key]

  /// An account on a forge. The numeric id is what counts: a login can be renamed and taken by another.
  public struct ForgeAccount: Sendable {
    public let forge: String
    public let login: String?
    public let id: Int?
    public let node: JSONDocument.Node
  }

  /// A public key that signs for the identity.
  public struct Key: Sendable {
    public let type: String
    public let text: String
    /// Lower-case hexadecimal; nil where the key is not well formed.
    public let fingerprint: String?
    public let validFrom: Placed<Timestamp>?
    public let validUntil: Placed<Timestamp>?
    public let node: JSONDocument.Node
  }

  /// `<handle>:<fingerprint of the first key>`: what the identity is called outside this registry.
  public var fullName: String? {
    keys.first?.fingerprint.map { "\(handle):\($0)" }
  }
}

extension Kind {
  static let identity = Kind.resource(
    "Identity", "A person or robot: accounts on forges, and public keys.",
    path: "index/identities/<name>.json",
    belongs: { if case .identity = $0 { true } else { false } },
    metadata: metadata(name: .handle, "The handle by which roles and owners name this identity."),
    spec: .object(
      .optional(
        "accounts",
        .map(
          .forge,
          to: .object(
            .optional("login", .string(.login), "The name of the account, for people."),
            .optional(
              "id", .integer(1...9_007_199_254_740_991),
              "The account's number: it stays when a login is renamed."))),
        "Accounts by forge: `github`, `gitlab`, `forgejo` and the like."),
      .optional(
        "keys",
        .array(
          of: .object(
            .required(
              "type", .choice(PublicKey.Kind.allCases.map(\.rawValue)), "The kind of key."),
            .required(
              "public", .string(.text(atMost: 16_384)),
              "The key as `ssh-keygen` writes it, or an OpenPGP fingerprint."),
            .optional("validFrom", .string(.time), "Signatures before this time do not count."),
            .optional("validUntil", .string(.time), "Signatures after this time do not count."))),
        "Public keys; the first gives the identity its full name.")),
    decode: decodeIdentity)

  private static func decodeIdentity(_ decoding: inout Decoding) -> Resource? {
    guard let handle = decoding.string("name", of: decoding.metadata) else { return nil }
    let accounts = decoding.members("accounts", of: decoding.spec).map { account in
      Identity.ForgeAccount(
        forge: account.key, login: decoding.string("login", of: account.value),
        id: decoding.integer("id", of: account.value), node: account.value)
    }
    for account in accounts
    where decoding.document.kind(of: account.node) == .object
      && decoding.member("login", of: account.node) == nil
      && decoding.member("id", of: account.node) == nil
    {
      decoding.report(
        .schema, at: account.node, "the account has neither \"id\" nor \"login\"",
        help: "state the account's numeric id: a login can be renamed and taken by another")
    }
    let keys = decoding.elements("keys", of: decoding.spec).compactMap { node -> Identity.Key? in
      guard let type = decoding.string("type", of: node),
        let text = decoding.reference("public", of: node)
      else { return nil }
      return Identity.Key(
        type: type, text: text.text, fingerprint: decoding.fingerprint(of: text, type: type),
        validFrom: decoding.time("validFrom", of: node),
        validUntil: decoding.time("validUntil", of: node), node: node)
    }
    return .identity(Identity(handle: handle, accounts: accounts, keys: keys))
  }
}

extension Decoding {
  /// Reads a public key, and reports one that is not well formed.
  fileprivate mutating func fingerprint(of key: Reference, type: String) -> String? {
    guard let kind = PublicKey.Kind(rawValue: type) else { return nil }
    do throws(KeyProblem) {
      return try PublicKey(key.text, kind: kind).fingerprint
    } catch {
      report(.key, at: key.node, error.message, help: help(for: kind))
      return nil
    }
  }

  private func help(for kind: PublicKey.Kind) -> String {
    switch kind {
    case .ssh: "copy the whole line of the file that ends in `.pub`"
    case .openpgp: "`gpg --with-colons --fingerprint` prints it; write it in lower case"
    }
  }
}
