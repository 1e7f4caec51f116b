extension RuleCase {
  private typealias F = Fixture

  private static func people(_ ada: String, _ dave: String) -> [String: String] {
    [
      "index/identities/ada.json": F.identity("ada", #""accounts": {\#(ada)}"#),
      "index/identities/dave.json": F.identity("dave", #""accounts": {\#(dave)}"#),
    ]
  }

  private static func keys(_ keys: String...) -> [String: String] {
    [
      "index/identities/dave.json": F.identity(
        "dave", #""keys": [\#(keys.joined(separator: ", "))]"#)
    ]
  }

  /// Identities: their accounts and keys.
  static let identityCases = [
    RuleCase(
      "an account, by its id, of two",
      people(#""github": ②{"login": "ada", "id": 3}"#, #""github": ①{"login": "dave", "id": 3}"#),
      expect: .error("account", at: "①", note: "②")),
    RuleCase(
      "an account, by its login, of two",
      people(#""github": ②{"login": "dave", "id": 3}"#, #""github": ①{"login": "Dave"}"#),
      expect: .error("account", at: "①", note: "②")),
    RuleCase(
      "accounts of one login that have ids, or other forges",
      people(
        #""github": {"login": "dave", "id": 3}, "gitlab": {"id": 4}"#,
        #""github": {"login": "dave", "id": 4}, "codeberg": {"login": "dave", "id": 3}"#)),
    RuleCase(
      "an account without id and login, on no forge",
      people(#""github": ①{}"#, #"②"GitHub": {"id": 3}"#),
      expect: .error("schema", at: "①"), .error("schema", at: "②")),
    RuleCase(
      "a key that is none",
      keys(#"{"type": "ssh", "public": ①"ssh-ed25519 AAAA"}"#), expect: .error("key", at: "①")),
    RuleCase(
      "a key that ends before it begins",
      keys(
        F.key(
          F.key,
          #", "validFrom": ②"2030-01-01T00:00:00Z", "validUntil": ①"2029-01-01T00:00:00Z""#)),
      expect: .error("key", at: "①", note: "②")),
    RuleCase(
      "a key twice", keys("②" + F.key(F.key), "①" + F.key(F.key + " dave@example.org")),
      expect: .error("key", at: "①", note: "②")),
    RuleCase(
      "a key that has expired",
      keys(
        F.key(F.key, #", "validUntil": ①"2026-06-01T00:00:00Z""#),
        F.key(F.otherKey, #", "validUntil": "2026-06-01T00:00:01Z""#)),
      expect: .warning("expired-key", at: "①")),
  ]
}
