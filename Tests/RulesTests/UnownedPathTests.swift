import Diagnostics
import Testing

@Suite struct UnownedPathTests {
  @Test func aForgottenLineIsNotOneFindingForEachFile() throws {
    let people = (10..<60).map { "p\($0)" }
    let files = people.map { ("index/identities/\($0).json", Fixture.identity($0)) }
    let forgetful = RuleCase(
      "a line for a package alone",
      Dictionary(uniqueKeysWithValues: files).merging(
        ["index/CODEOWNERS": "/packages/ @ada\n/index/*.json @ada\n/index/CODEOWNERS @ada\n"]
      ) { $1 })
    let findings = try forgetful.check().map(\.diagnostic).filter { $0.rule == "unowned-path" }
    // Two identities and a project stand in the small registry besides.
    #expect(findings.count == 20)
    #expect(findings.dropLast().allSatisfy { !$0.message.contains("others") })
    #expect(findings.last?.message.contains("nor 33 others in index/") == true)
    #expect(findings.allSatisfy { $0.help?.contains("`/index/ @roles`") == true })
  }
}
