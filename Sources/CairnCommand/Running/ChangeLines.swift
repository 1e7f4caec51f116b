internal import Changes
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Change {
  /// The change on one line, which begins with a word of ours.
  var line: String {
    let subject = VisibleText.line(subject.text)
    let path = VisibleText.path(path)
    return "\(kind.rawValue) \(subject)" + (subject == path ? "" : " in \(path)")
  }
}

extension Decision {
  /// The decision as lines: the change, then who allowed it or who could.
  var lines: String {
    switch outcome {
    case .allowed: "allowed: \(change.line)\n  \(people)\n"
    case .forbidden: "refused: \(change.line)\n  \(people)\n"
    case .open: "needs review: \(change.line)\n  \(people)\n"
    }
  }

  /// Who allowed the change, or who could.
  var people: String { people { VisibleText.line($0) } }

  /// The same, with handles as a format shows them.
  func people(_ handle: (String) -> String) -> String {
    switch outcome {
    case .allowed: "by \(Self.list(allowedBy, handle))"
    case .forbidden: "nobody may do this"
    case .open: needs.map { Self.oneOf($0, handle) }.joined(separator: "; and ")
    }
  }

  private static func oneOf(_ group: [Approver], _ handle: (String) -> String) -> String {
    switch group.count {
    case 0: "by operations, of whom base names nobody"
    case 1: "by \(list(group, handle))"
    default: "by one of \(list(group, handle))"
    }
  }

  private static func list(_ approvers: [Approver], _ handle: (String) -> String) -> String {
    let shown = approvers.prefix(10).map { "\(handle($0.handle)) (\($0.ground))" }
    let rest = approvers.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension JSONWriter {
  /// The members of a change.
  mutating func change(_ change: Change) {
    member("kind", change.kind.rawValue)
    member("subject", change.subject.text)
    member("path", change.path.description)
  }

  /// The members of a decision: those of its change, and what is decided.
  mutating func decision(_ decision: Decision) {
    change(decision.change)
    member("allowed", decision.isAllowed)
    key("approvers")
    array { writer in
      for approver in decision.approvers { writer.string(approver.handle) }
    }
    key("needs")
    array { writer in
      for group in decision.needs {
        writer.array { writer in for approver in group { writer.string(approver.handle) } }
      }
    }
    grounds("allowedBy", decision.allowedBy)
    grounds("couldAllow", decision.approvers)
  }

  private mutating func grounds(_ key: String, _ approvers: [Approver]) {
    self.key(key)
    array { writer in
      for approver in approvers {
        writer.object { writer in
          writer.member("handle", approver.handle)
          writer.member("ground", approver.ground.description)
          guard case .role(let role, let line) = approver.ground else { return }
          writer.member("role", role.text)
          if let line { writer.member("line", line) }
        }
      }
    }
  }
}
