import IndexModel
import Testing

@Suite struct LicenseExpressionTests {
  @Test(arguments: [
    "MIT", "Apache-2.0 OR MIT", "Apache-2.0+", "(MIT)", "((MIT AND 0BSD) OR Zlib)",
    "GPL-2.0-or-later WITH Classpath-exception-2.0 AND MIT", "LicenseRef-Acme.1-x",
    "DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2", "  MIT  ", "MIT AND(0BSD)",
    "(GPL-2.0-only WITH Linux-syscall-note) OR MIT",
  ])
  func takesTheGrammarOfSPDX(_ text: String) throws {
    let license = try LicenseExpression(text)
    #expect(license.text == text)
    #expect(license.advice == [])
  }

  @Test(arguments: [
    ("", LicenseExpression.Problem.expectedLicense(found: "", at: 0)),
    ("MIT OR", .expectedLicense(found: "", at: 6)),
    ("OR MIT", .expectedLicense(found: "OR", at: 0)),
    ("MIT 0BSD", .expectedOperator(found: "0BSD", at: 4)),
    ("MIT or 0BSD", .lowerCaseOperator("or", at: 4)),
    ("MIT/0BSD", .unknownLicense("MIT/0BSD", at: 0)), ("MIT, 0BSD", .unknownLicense("MIT,", at: 0)),
    ("Apache 2.0", .unknownLicense("Apache", at: 0)),
    ("MIT +", .expectedOperator(found: "+", at: 4)),
    ("MIT++", .unknownLicense("MIT++", at: 0)), ("+", .unknownLicense("+", at: 0)),
    ("(MIT", .unbalanced(at: 0)), ("MIT)", .unbalanced(at: 3)),
    ("()", .expectedLicense(found: ")", at: 1)),
    ("(MIT OR 0BSD) WITH LLVM-exception", .expectedOperator(found: "WITH", at: 14)),
    ("MIT WITH", .unknownException("", at: 8)), ("MIT WITH MIT", .unknownException("MIT", at: 9)),
    ("LLVM-exception", .unknownLicense("LLVM-exception", at: 0)),
    ("LicenseRef-", .unknownLicense("LicenseRef-", at: 0)),
    ("LicenseRef-a_b", .unknownLicense("LicenseRef-a_b", at: 0)),
    ("DocumentRef-a", .unknownLicense("DocumentRef-a", at: 0)),
    ("DocumentRef-:LicenseRef-a", .unknownLicense("DocumentRef-:LicenseRef-a", at: 0)),
    ("a:b:c", .unknownLicense("a:b:c", at: 0)), ("MIT\tOR", .unknownLicense("MIT\tOR", at: 0)),
    ("NONE", .unknownLicense("NONE", at: 0)), ("SEE LICENSE", .unknownLicense("SEE", at: 0)),
  ])
  func pointsAtWhatIsWrong(_ text: String, _ problem: LicenseExpression.Problem) {
    #expect(throws: problem) { try LicenseExpression(text) }
  }

  @Test(arguments: [
    ("Apache2.0", "`Apache2.0` is no licence of SPDX, expected `Apache-2.0`"),
    ("MTI", "`MTI` is no licence of SPDX, expected an identifier or `LicenseRef-…`"),
    ("BSD-3-Claus", "`BSD-3-Claus` is no licence of SPDX, expected `BSD-3-Clause`"),
    (
      "MIT WITH LLVM-exeption",
      "`LLVM-exeption` is no licence exception of SPDX, expected `LLVM-exception`"
    ),
    ("x\u{1B}[2J", "`x?[2J` is no licence of SPDX, expected an identifier or `LicenseRef-…`"),
  ])
  func namesTheNearestKnownSpelling(_ text: String, _ message: String) {
    let problem = #expect(throws: LicenseExpression.Problem.self) { try LicenseExpression(text) }
    #expect(problem?.message == message)
  }

  @Test func advisesOnCaseAndDeprecation() throws {
    #expect(
      try LicenseExpression("mit OR GPL-2.0+").advice == [
        .otherCase("mit", canonical: "MIT", at: 0), .deprecated("GPL-2.0+", at: 7),
      ])
    let old = try LicenseExpression("gpl-3.0").advice
    #expect(old.count == 2)
    #expect(
      old.first?.message
        == "`GPL-3.0` is deprecated by SPDX, expected `GPL-3.0-only` or `GPL-3.0-or-later`")
    #expect(
      try LicenseExpression("GPL-2.0+").advice.first?.message
        == "`GPL-2.0+` is deprecated by SPDX, expected `GPL-2.0-or-later`")
  }

  @Test func depthAndLengthAreBounded() throws {
    let deep = String(repeating: "(", count: 510) + "MIT" + String(repeating: ")", count: 510)
    #expect(try LicenseExpression(deep).text == deep)
    #expect(throws: LicenseExpression.Problem.tooLong(1_025)) {
      try LicenseExpression(String(repeating: "(", count: 1_025))
    }
  }
}
