internal import Authoring
internal import Changes
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// What a command has changed of a version index, for people or for a program.
struct EditReport {
  let path: RepositoryPath
  let lines: [LineChanges]
  let review: ChangeReview
  let authorship: Authorship

  /// Says what changed, and what comes next.
  ///
  /// - Parameters:
  ///   - summary: "acme/libfoo 1.0.0 is revoked".
  ///   - notes: What else there is to know.
  ///   - commit: The message of the commit that is proposed.
  func text(_ summary: String, notes: [String] = [], commit: String) {
    let standpoint = authorship.standpoint
    let path = standpoint.path(path)
    authorship.tool.console.output(
      "\(path): \(VisibleText.line(summary))\n" + lines.map(ChangedLines.text).joined())
    for note in notes { authorship.tool.note(note) }
    guard !isAsCommitted else {
      return authorship.tool.note("\(path) is as in HEAD again: there is nothing to commit")
    }
    let git = standpoint.git
    let commit = "\(git) add \(path) && \(git) commit -m \(Standpoint.word(commit))"
    authorship.next((["\(commit), and open a pull request"] + agreement).joined(separator: "; "))
  }

  /// Answers with what changed, and what a command has to add.
  func json(_ schema: String, _ more: (inout JSONWriter) -> Void = { _ in }) {
    authorship.tool.answer(schema) { writer in
      writer.member("path", path.description)
      writer.key("changes")
      writer.array { writer in
        for decision in review.decisions { writer.object { $0.decision(decision) } }
      }
      more(&writer)
    }
  }

  /// Whether the file is what the last commit has: the edit took back one that was not committed.
  private var isAsCommitted: Bool {
    guard let committed = (try? authorship.committed(path)) ?? nil else { return false }
    return (try? authorship.checkout.read(path)) == committed
  }

  /// Who has to agree to the change, by roles and CODEOWNERS of base.
  private var agreement: [String] {
    guard review.base.hasRegistry else { return [] }
    var sentences: [String] = []
    for decision in review.decisions where !decision.isAllowed {
      let people = decision.approvers.filter { $0.ground != .consent }.map(\.shown)
      let sentence =
        people.isEmpty
        ? "operations has to agree, of whom base names nobody"
        : "\(anyOne(of: people)) has to open or approve it"
      if !sentences.contains(sentence) { sentences.append(sentence) }
      guard decision.change.kind == .packageOwners else { continue }
      let owners = decision.change.people.map { owner in
        (owner.utf8.contains(UInt8(ascii: "/")) ? "somebody of " : "") + VisibleText.line(owner)
      }
      guard let last = owners.last else { continue }
      sentences.append(
        owners.count == 1
          ? "\(last) has to agree to become an owner"
          : "\(owners.dropLast().joined(separator: ", ")) and \(last) each have to agree to become owners"
      )
    }
    return sentences
  }

  private func anyOne(of people: [String]) -> String {
    guard people.count > 1, let last = people.prefix(10).last else { return people.joined() }
    let rest = people.count - 10
    return rest > 0
      ? "one of \(people.prefix(10).joined(separator: ", ")) and \(rest) more"
      : "one of \(people.dropLast().joined(separator: ", ")) or \(last)"
  }
}

extension Approver {
  /// Who, and by which role.
  fileprivate var shown: String {
    let handle = VisibleText.line(handle)
    guard case .role(let role, _) = ground else { return handle }
    return "\(handle) (\(role))"
  }
}
