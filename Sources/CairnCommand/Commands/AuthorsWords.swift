internal import Arguments
internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import Registry

/// An account on the command line: `github:12`, `github:ada` or `github:12/ada`.
struct AccountWord: ArgumentValue {
  let claim: AccountClaim
  let argument: String

  init(argument: String) throws(InvalidValue) {
    do throws(Account.Problem) {
      claim = try AccountClaim(argument)
    } catch {
      throw InvalidValue(expected: "one such as github:12 or github:12/ada (\(error.message))")
    }
    self.argument = argument
    guard !isOfKnownForge, let near = Likeness.closest(to: claim.forge, among: Self.forges) else {
      return
    }
    throw InvalidValue(
      expected: "one of \(Self.forges.joined(separator: ", ")) or a forge of another name; "
        + "did you mean \(near)\(argument.dropFirst(claim.forge.utf8.count))?")
  }

  /// Forges that people have accounts at. Others are allowed, unless they read like one of these.
  static let forges = ["github", "gitlab", "forgejo", "codeberg", "bitbucket", "gitea"]

  var isOfKnownForge: Bool { Self.forges.contains(claim.forge) }
}

/// What a file is for, on the command line.
struct RoleWord: ArgumentValue {
  let role: Release.File.Role

  init(argument: String) throws(InvalidValue) {
    guard let role = Release.File.Role(rawValue: argument) else {
      throw InvalidValue(expected: "one of \(Self.choices.joined(separator: ", "))")
    }
    self.role = role
  }

  var argument: String { role.rawValue }

  static let choices = Release.File.Role.allCases.map(\.rawValue)
}

/// A dependency on the command line: `libbar=^1.2.0`.
struct DependencyWord: ArgumentValue {
  let target: String
  let range: String

  init(argument: String) throws(InvalidValue) {
    // The name ends at the first equals sign; a range may begin with one, as in `libbar=>=1`.
    guard let equals = argument.utf8.firstIndex(of: UInt8(ascii: "=")), equals > argument.startIndex
    else { throw InvalidValue(expected: "a name and a range, such as libbar=^1.2.0") }
    target = String(argument[..<equals])
    range = String(argument[argument.utf8.index(after: equals)...])
    guard range.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else {
      throw InvalidValue(expected: "a name and a range, such as libbar=^1.2.0; * is any version")
    }
  }

  var argument: String { "\(target)=\(range)" }
}

/// Why something is so, on the command line: whoever reads it later has to learn something.
struct ReasonText: ArgumentValue {
  let argument: String

  init(argument: String) throws(InvalidValue) {
    guard argument.utf8.contains(where: { $0 > UInt8(ascii: " ") }) else {
      throw InvalidValue(expected: "a reason in words")
    }
    self.argument = argument
  }
}
