import Changes
import Diagnostics
import IndexModel
import Registry
import Rules
import TestSupport

/// A change of the sample registry, and who stands behind it.
struct Trial {
  var base = SampleRegistry()
  var head = SampleRegistry()
  var oddBase: [String: TreeEntry.Kind] = [:]
  var oddHead: [String: TreeEntry.Kind] = [:]
  /// A handle, an account, or nil where nobody knows.
  var actor: String?
  /// Who approved head's commit.
  var approvals: [String] = []
  /// Who approved a commit before it.
  var staleApprovals: [String] = []
  var history = BaseHistory.unknown
  var now = Trial.now

  static let commit = ObjectID(content: Array("head".utf8))
  static let earlier = ObjectID(content: Array("earlier".utf8))
  static let now = Timestamp(seconds: 1_780_272_000)!  // 2026-06-01

  /// The account of a handle by its number; a text with a colon as it stands.
  static func account(_ text: String) throws -> Account {
    try Account(text.contains(":") ? text : "github:\(SampleRegistry.number(of: text))")
  }

  func verdict() throws -> Verdict {
    try Verdict(
      Proposal(
        base: LiteralSnapshot(base.files, odd: oddBase),
        head: LiteralSnapshot(head.files, odd: oddHead), commit: Self.commit,
        actor: try actor.map(Self.account),
        approvals: try approvals.map {
          Approval(account: try Self.account($0), commit: Self.commit)
        }
          + (try staleApprovals.map {
            Approval(account: try Self.account($0), commit: Self.earlier)
          }), moment: Moment(commit: Self.now, now: now), history: history))
  }

  /// Changes head, which then begins as base is.
  init(actor: String? = nil, approvals: [String] = [], _ change: (inout SampleRegistry) -> Void) {
    self.actor = actor
    self.approvals = approvals
    change(&head)
  }

  /// Changes base, and head from there.
  init(
    from begin: (inout SampleRegistry) -> Void, actor: String? = nil, approvals: [String] = [],
    _ change: (inout SampleRegistry) -> Void
  ) {
    self.actor = actor
    self.approvals = approvals
    begin(&base)
    head = base
    change(&head)
  }
}

extension Verdict {
  var kinds: [ChangeKind] { decisions.map(\.change.kind) }

  /// The rules that errors are of.
  var errors: [String] { findings.filter { $0.severity == .error }.map(\.rule) }

  /// What a failed expectation shows.
  var account: String {
    "\(outcome) "
      + decisions.map { "\($0.change.kind.rawValue) \($0.outcome)" }.joined(separator: ", ")
      + " "
      + findings.filter { $0.severity == .error }.map { "\($0.rule): \($0.message)" }
      .joined(separator: "; ")
  }
}
