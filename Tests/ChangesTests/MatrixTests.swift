import Changes
import Registry
import Testing

/// Actor by actor and change by change: who may do what alone.
@Suite struct MatrixTests {
  static let actors: [String?] =
    SampleRegistry.people.map(Optional.some) + [nil, "github:99", "gitlab:1"]

  @Test(arguments: Scenario.all)
  func letsThoseWhoMayAndNobodyElse(_ scenario: Scenario) throws {
    for actor in Self.actors {
      let trial = Trial(from: scenario.begin, actor: actor, scenario.change)
      let verdict = try trial.verdict()
      let expected: Verdict.Outcome =
        scenario.isForbidden
        ? .fail : actor.map(scenario.allowed.contains) ?? false ? .pass : .needsReview
      #expect(
        verdict.outcome == expected, "\(scenario.name) by \(actor ?? "nobody"): \(verdict.account)")
      #expect(Set(verdict.kinds) == Set(scenario.kinds), "\(scenario.name)")
    }
  }

  /// The same by approval: it counts at exactly head's commit, and no other.
  @Test(arguments: Scenario.all)
  func approvalsCountAtHeadOnly(_ scenario: Scenario) throws {
    for approver in scenario.allowed.sorted() + ["audrey", "zoe"] {
      var trial = Trial(
        from: scenario.begin, actor: "github:99", approvals: [approver], scenario.change)
      let isAllowed = scenario.allowed.contains(approver)
      #expect(
        try trial.verdict().outcome
          == (scenario.isForbidden ? .fail : isAllowed ? .pass : .needsReview),
        "\(scenario.name), approved by \(approver)")
      (trial.approvals, trial.staleApprovals) = ([], [approver])
      #expect(try trial.verdict().outcome != .pass, "\(scenario.name), stale by \(approver)")
    }
  }

  @Test(arguments: Scenario.all)
  func saysWhoCouldApprove(_ scenario: Scenario) throws {
    let verdict = try Trial(from: scenario.begin, scenario.change).verdict()
    for decision in verdict.decisions {
      let approvers = Set(decision.approvers.map(\.handle))
      if decision.outcome == .forbidden { #expect(approvers.isEmpty) }
      guard !scenario.isForbidden else { continue }
      #expect(approvers == scenario.allowed, "\(scenario.name)")
    }
  }

  @Test func everyKindIsInTheMatrix() {
    let covered = Set(Scenario.all.flatMap(\.kinds))
    // The registry's first commit and files that cannot be read have tests of their own.
    let others: Set<ChangeKind> = [.registryAdded, .strayEdited, .fileUnreadable]
    #expect(Set(ChangeKind.allCases).subtracting(covered).subtracting(others) == [])
    #expect(Scenario.all.count * Self.actors.count >= 120)
  }
}
