import Diagnostics
import IndexModel
import Testing

@Suite struct GitHubPrinterTests {
  @Test func printsOneCommand() {
    let finding = Finding("{\n  \"name\": «\"\"»\n}", message: "expected a name", rule: "name")
    #expect(
      finding.command
        == "::error file=a.json,line=2,col=11,endLine=2,endColumn=13,title=name::expected a name\n")
  }

  @Test func leavesColumnsOutOfARangeOfSeveralLines() {
    #expect(
      Finding("a«b\nc»", severity: .warning).command
        == "::warning file=a.json,line=1,endLine=2,title=rule::wrong\n")
  }

  @Test func leavesThePositionOutWithoutASource() {
    var output = ""
    GitHubPrinter(.none).print([Finding("«a»", severity: .note).diagnostic], to: &output)
    #expect(output == "::notice file=a.json,title=rule::wrong\n")
  }

  @Test func putsHelpAndNotesOnLinesOfTheAnnotation() {
    let note = Diagnostic.Note(
      range: SourceRange(path: "a.json", bytes: 1..<2), message: "first here")
    let command = Finding("x«a»", help: "remove it", notes: [note]).command
    #expect(command.hasSuffix("::wrong%0Ahelp: remove it%0Aa.json:1:2: note: first here\n"))
    #expect(command.split(separator: "\n").count == 1)
  }

  @Test func escapesAsTheRunnerReads() {
    let finding = Finding(
      bytes: [0x61], range: 0..<1, path: "a%0A,b:c\r\n.json",
      message: "100%: a,b\r\n::set-env x\u{1B}[0m%0A", rule: "r,line=9::x")
    #expect(
      finding.command
        == "::error file=a%250A%2Cb%3Ac%0D%0A.json,line=1,col=1,endLine=1,endColumn=2,"
        + "title=r%2Cline=9%3A%3Ax::100%25: a,b%0D%0A::set-env x\\u{1b}[0m%250A\n")
  }
}
