internal import Arguments
internal import Authoring
internal import Cryptography
internal import IndexModel
internal import Registry

/// `cairn new identity`.
enum NewIdentity {
  private static let handle = Argument<String>(
    "handle", help: "The handle by which roles and owners will name it.")
  private static let accounts = Option<[AccountWord]>(
    "account", value: "forge:account",
    help: "An account, by number and login as github:12/dave; one for each forge.")
  private static let keys = Option<[String]>(
    "key", value: "file",
    help: "A file with a public key of OpenSSH (.pub) or an OpenPGP fingerprint.",
    completes: .files)

  static let command = Command<Tool>(
    "identity", summary: "Register a person or a robot.",
    discussion: """
      A pull request is known by the account of its author, so an identity without accounts can do nothing. Give the \
      account's number, which stays when a login is renamed; for GitHub, `https://api.github.com/users/LOGIN` says it as \
      `id`. Keys verify the signatures that releases carry; the first gives the identity its full name.
      """,
    examples: [
      Example("Register dave", "cairn new identity dave --account github:12/dave"),
      Example(
        "With the key that signs his releases",
        "cairn new identity dave --account github:12/dave --key ~/.ssh/id_ed25519.pub"),
    ],
    parameters: [handle, accounts, keys, Tool.json]
  ) { arguments, tool in
    let authorship = try Authorship(tool)
    let handle = try authorship.name(arguments[handle], for: .identity, "an identity", arguments)
    let claims = try merged(arguments[accounts].map(\.claim), arguments)
    let resource = NewResource.identity(
      handle, accounts: claims, keys: try arguments[keys].map(key))
    let draft = resource.draft(authorship.context)
    let code = try New.write(
      [draft], "the identity", authorship, arguments,
      next: authorship.commit([draft.path], "Register \(handle)")
        + ", and open a pull request; a new identity needs the registry's operations")
    New.noteForges(of: arguments[accounts], tool)
    New.noteLogins(of: claims, tool)
    if arguments[accounts].isEmpty { New.adviseAccount(of: handle, authorship) }
    return code
  }

  /// One account for each forge; a number and a login of one forge are one account.
  private static func merged(
    _ accounts: [AccountClaim], _ arguments: ParsedArguments
  ) throws -> [AccountClaim] {
    var merged: [AccountClaim] = []
    for account in accounts {
      guard let at = merged.firstIndex(where: { $0.forge == account.forge }) else {
        merged.append(account)
        continue
      }
      guard let both = merged[at].merged(with: account) else {
        throw arguments.misuse("an identity has one account at \(account.forge)")
      }
      merged[at] = both
    }
    return merged
  }

  private static func key(_ path: String) throws -> KeyClaim {
    let content = try LocalFile.bytes(of: path, limit: KeyClaim.limit)
    do throws(KeyProblem) {
      return try KeyClaim(content)
    } catch {
      throw Failure(
        .findings, "\(path): \(error.message)",
        wayOut: "name the file that ends in .pub, or one that holds an OpenPGP fingerprint")
    }
  }
}
