internal import Changes
internal import Diagnostics
internal import IndexModel

extension CheckReport.Decided {
  /// What is to be known of a head that does not contain base; nil where it does, or where nobody can tell.
  ///
  /// - Parameter revision: What to merge, as a person there can name it.
  func behindSentence(merging revision: String, _ code: (String) -> String) -> String? {
    guard let behind, behind > 0 else { return nil }
    let command = code("git merge \(Standpoint.word(revision))")
    return
      "head does not contain base (\(counted(behind, "commit")) missing): what came to base since looks removed "
      + "here; merge base into the branch first (\(command)), or check the merge"
  }

  /// The same on a line, with base as it was named.
  var behindSentence: String? {
    behindSentence(merging: baseName) { VisibleText.line($0) }
  }
}

extension Witnesses {
  /// Who counted as there, and which approvals did not, and why: each begins with a word of ours.
  func lines(_ code: (String) -> String) -> [String] {
    var lines = [
      "present: " + ([pusher(code)] + approvers.map { approver($0, code) }).joined(separator: ", ")
    ]
    lines += ignored.prefix(10).map { ignored in
      let why =
        switch ignored.reason {
        case .otherCommit: "it is of commit \(code(ignored.approval.commit.hex)), not of head"
        case .unknownAccount: "no identity of those who could allow this has the account"
        }
      return "ignored: the approval of \(code(ignored.approval.account.text)), \(why)"
    }
    if ignored.count > 10 { lines.append("ignored: \(ignored.count - 10) approvals more") }
    return lines
  }

  private func pusher(_ code: (String) -> String) -> String {
    guard let actor else { return "nobody is known as the one who pushed" }
    guard let handle = actor.handle else {
      return "\(code(actor.account.text)), who pushed, is none of those who could allow this"
    }
    return "\(code(handle)) (\(code(actor.account.text))), who pushed"
  }

  private func approver(_ witness: Witness, _ code: (String) -> String) -> String {
    let account = code(witness.account.text)
    return "\(witness.handle.map { "\(code($0)) (\(account))" } ?? account), who approved"
  }
}
