import Changes
import IndexModel
import Registry
import Testing

/// Who answers for a path, on top of who holds a role there.
@Suite struct OwnershipTests {
  /// A decision about a new release under some CODEOWNERS.
  struct Row: Sendable, CustomTestStringConvertible {
    let base: String
    var head: String?
    let allowed: Set<String>
    var testDescription: String { "\(base)\(head.map { " then \($0)" } ?? "")" }
  }

  static let rows = [
    Row(base: "/packages/ @roles", allowed: Scenario.authors),
    Row(base: "* @roles", allowed: Scenario.authors),
    Row(base: "/packages/ @dave", allowed: ["dave", "ops"]),
    Row(base: "/packages/acme/ @acme/core", allowed: ["tom", "ops"]),
    Row(base: "/packages/ @ada @lucy", allowed: ["ada", "lucy", "ops"]),
    Row(base: "/packages/ @roles\n/packages/acme/libfoo.json", allowed: ["ops"]),
    Row(base: "/packages/ @roles\n/packages/acme/ @dave", allowed: ["dave", "ops"]),
    Row(base: "/packages/acme/ @dave\n/packages/ @roles", allowed: Scenario.authors),
    // Whoever is named holds no role by that.
    Row(base: "/packages/ @pat @carl @zoe @audrey", allowed: ["ops"]),
    Row(base: "/packages/ @zed/core", allowed: ["ops"]),
    // A pattern of one level does not reach the package.
    Row(base: "/packages/* @roles", allowed: ["ops"]),
    Row(base: "/index/ @roles", allowed: ["ops"]),
    // Base's file judges, not head's.
    Row(base: "/packages/ @dave", head: "/packages/ @roles", allowed: ["ops"]),
    Row(base: "/packages/ @roles", head: "/packages/ @lucy", allowed: ["ops"]),
    Row(base: "/packages/", head: "/packages/ @pat", allowed: ["ops"]),
    Row(base: "/packages/ @roles", head: "/packages/ @roles", allowed: Scenario.authors),
  ]

  @Test(arguments: rows)
  func namesWhoAnswersForThePath(_ row: Row) throws {
    for actor in SampleRegistry.people {
      let verdict = try Trial(
        from: { $0.files["index/CODEOWNERS"] = "/index/ @roles\n\(row.base)\n* \n".reordered },
        actor: actor
      ) {
        Self.release(&$0)
        if let head = row.head {
          $0.files["index/CODEOWNERS"] = "/index/ @roles\n\(head)\n* \n".reordered
        }
      }.verdict()
      let expected: Verdict.Outcome = row.allowed.contains(actor) ? .pass : .needsReview
      #expect(verdict.outcome == expected, "\(actor): \(verdict.account)")
    }
  }

  static func release(_ registry: inout SampleRegistry) {
    registry.edit(
      SampleRegistry.index, #"-1}]}]"#, #"-1}]}, \#(SampleRegistry.release("3.0.0", "current"))]"#)
  }

  @Test(arguments: [
    "/packages/ @roles\n/[a]\n", "!x\n", "/packages/ roles\n", "\u{FEFF}\n", "/x @é\n",
  ])
  func aBadFileInBaseLeavesAllToOperations(_ text: String) throws {
    for actor in SampleRegistry.people {
      let verdict = try Trial(
        from: { $0.files["index/CODEOWNERS"] = text }, actor: actor
      ) {
        $0.files["index/CODEOWNERS"] = SampleRegistry.owners
        Self.release(&$0)
      }.verdict()
      #expect(verdict.outcome == (actor == "ops" ? .pass : .needsReview), "\(actor)")
      // Not even one's own vote or identity.
      let own = try Trial(
        from: { $0.files["index/CODEOWNERS"] = text }, actor: actor
      ) {
        $0.files["index/CODEOWNERS"] = SampleRegistry.owners
        $0.edit("index/identities/\(actor).json", #""login""#, #""id": 77, "login""#)
      }.verdict()
      #expect(own.outcome != .pass || actor == "ops")
    }
  }

  @Test func whoIsAskedForTwiceIsNamedOnce() throws {
    for actor in ["ops", nil] {
      let verdict = try Trial(
        from: { $0.files["index/CODEOWNERS"] = "!x\n" }, actor: actor
      ) {
        $0.files["index/CODEOWNERS"] = SampleRegistry.owners
      }.verdict()
      let people = verdict.decisions[0].allowedBy + verdict.decisions[0].approvers
      #expect(people == [Approver("ops", .role(.operations, line: nil))])
    }
  }

  @Test func aBadFileInHeadFails() throws {
    let verdict = try Trial(actor: "ops") { $0.files["index/CODEOWNERS"] = "/[a] @roles\n" }
      .verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.errors.contains("codeowners"))
  }

  @Test func aSecondCodeOwnersIsRefusedAndCountsForNothing() throws {
    for path in ["packages/acme/CODEOWNERS", "packages/CODEOWNERS", "index/codeowners"] {
      let verdict = try Trial(actor: "ops") { $0.files[path] = "* @pat\n" }.verdict()
      #expect(verdict.outcome == .fail, "\(path)")
      #expect(verdict.kinds == [.strayEdited])
    }
    for path in ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"] {
      let verdict = try Trial(actor: "pat") {
        $0.files[path] = "* @pat\n"
        Self.release(&$0)
      }.verdict()
      #expect(verdict.outcome == .needsReview, "\(path)")
    }
  }

  @Test func thereIsAReasonForEachApprover() throws {
    let verdict = try Trial { Self.release(&$0) }.verdict()
    let grounds = verdict.decisions[0].approvers.map { "\($0.handle): \($0.ground)" }
    #expect(
      grounds == [
        "lucy: author, line 2 of CODEOWNERS", "tom: author, line 2 of CODEOWNERS",
        "dave: owner, line 2 of CODEOWNERS", "ada: admin, line 2 of CODEOWNERS", "ops: operations",
      ])
  }
}

extension String {
  /// The last line, which is for everything, first.
  fileprivate var reordered: String { "*\n" + replacing("\n* \n", with: "\n") }
}
