internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let releaseImmutable = Rule(
    "release-immutable", .integrity, .change, "a published release stays as it is",
    """
    What is current or revoked was downloaded, locked and signed by others, so it never says \
    anything else: only its stage goes forward, with the revocation that goes with it, and \
    `deprecated`, `notes` and further companion files may come. Nobody may make an exception, with \
    no flag and no label. Release the next version, and revoke this one if it must not be used.
    """)

  static let neverRemoved = Rule(
    "never-removed", .integrity, .change, "nothing that has a name is ever removed",
    """
    A name or a version that was free again could be taken by another, and whoever depends on it \
    would get what they never asked for. Releases, packages, projects and identities therefore \
    stay: deletion is the stage `revoked`. Put back what is gone; a move to another path is a \
    removal, too.
    """)

  static let keptVotes = Rule(
    "kept-votes", .integrity, .change, "a candidate that is replaced begins without votes",
    """
    Votes are about what the voters saw. A candidate may be replaced by another content, but not \
    under the votes of the old one. Empty `votes`, and ask the voters again.
    """)
}

extension Diagnostic {
  /// A published release that differs: where it does, and what stood in base, or where it would.
  static func immutable(
    _ message: String, at value: Value, was: Value?, of place: Value
  ) -> Diagnostic {
    let before = was.map { "in base: \(quoted($0.string ?? $0.text))" } ?? "in base: here is none"
    return Diagnostic(
      rule: Rule.releaseImmutable.id, severity: .error, range: value.range,
      pointer: value.pointer, message: message,
      help: "put it back as it was and release the next version; `cairn revoke` withdraws this one",
      notes: [Note(range: (was ?? place).range, message: before)])
  }

  /// A file of a published release whose bytes differ.
  static func carriedAltered(_ pair: FilePair, by release: ReleaseValue) -> Diagnostic {
    let path = pair.old?.path ?? pair.path
    let verb = pair.new == nil ? "is gone" : "differs"
    return Diagnostic(
      rule: Rule.releaseImmutable.id, severity: .error,
      range: .start(of: pair.path, side: pair.new == nil ? .base : .head),
      message: "the file, which the published release \(quoted(release.version)) carries, \(verb)",
      help: "put its bytes back, and carry the new ones in the next release by another path",
      notes: [Note(range: release.head.range, message: "the release that carries \(path)")])
  }

  static func removed(_ what: String, at pair: FilePair) -> Diagnostic {
    removed(what, at: .start(of: pair.old?.path ?? pair.path, side: .base))
  }

  static func removed(_ what: String, at value: Value) -> Diagnostic {
    removed(what, at: value.range)
  }

  private static func removed(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      rule: Rule.neverRemoved.id, severity: .error, range: range,
      message: "\(what) is gone, expected it to stay",
      help: "put it back as it was in base; a release that should not be used is revoked")
  }

  static func keptVotes(_ votes: Value, old: ReleaseValue, subject: String) -> Diagnostic {
    Diagnostic(
      rule: Rule.keptVotes.id, severity: .error, range: votes.range, pointer: votes.pointer,
      message: "the candidate \(subject) is replaced, but still has votes",
      help: "leave \"votes\" out, and ask the voters again",
      notes: [Note(range: old.head.range, message: "in base: the candidate that they saw")])
  }
}

extension Change.Subject {
  /// The subject in a sentence.
  var phrase: String {
    switch self {
    case .path(let path): "the file \(quoted(path.description))"
    case .identity(let handle): "the identity \(quoted(handle))"
    case .project(let name): "the project \(quoted(name))"
    case .packageIndex(let name): "the package index \(quoted(name))"
    case .advisory(let id): "the advisory \(quoted(id))"
    case .package: "the package \(quoted(text))"
    case .release: "the release \(quoted(text))"
    }
  }
}
