internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let votePolicy = Rule(
    "vote-policy", .integrity, .forward, "a narrower vote policy is no laxer than the wider one",
    """
    A candidate leaves by the policy of its release, else of its package, else of its project. The \
    narrower one may ask for more and never for less, or whoever owns a package could vote \
    themselves past the project. What a policy leaves out counts as its default, which asks for \
    nothing: state it as the wider policy does. Only candidates are looked at; what was promoted \
    keeps the policy that it met.
    """)
}

extension Check {
  static let votePolicy = Check(
    .votePolicy,
    .forward { (unit, view) throws(SnapshotError) in
      guard let index = unit.versionIndex else { return [] }
      let candidates = index.releases.filter { $0.stage == .candidate }.compactMap(\.votePolicy)
      guard index.votePolicy != nil || !candidates.isEmpty else { return [] }
      let home = try view.lookup.unit(at: SourcePlace.path(ofProject: index.id.project.text))
      let project = home.flatMap { home in
        home.project?.votePolicy.map { Wider(policy: $0, unit: home, owner: "project") }
      }
      let package = index.votePolicy.map { Wider(policy: $0, unit: unit, owner: "package") }
      return [index.votePolicy].compactMap { finding(of: $0, below: project, in: unit) }
        + candidates.compactMap { finding(of: $0, below: package ?? project, in: unit) }
    })

  /// The policy that another is measured by.
  private struct Wider {
    let policy: Placed<VotePolicy>
    let unit: Unit
    let owner: String
  }

  private static func finding(
    of policy: Placed<VotePolicy>?, below wider: Wider?, in unit: Unit
  ) -> Diagnostic? {
    guard let policy, let wider, !policy.value.isAtLeastAsStrict(as: wider.policy.value) else {
      return nil
    }
    return unit.finding(
      .votePolicy, at: policy.node,
      "the policy asks for \(policy.value.phrase), less than the \(wider.policy.value.phrase) "
        + "of its \(wider.owner)",
      help: "ask for no less, or leave the policy out",
      notes: [wider.unit.note(at: wider.policy.node, "the policy of the \(wider.owner)")])
  }
}

extension VotePolicy {
  fileprivate var phrase: String {
    "\(minimumBinding) binding votes, \(minimumHours) hours and \(voters.rawValue) voters"
  }
}
