internal import Arguments
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import RegistryClient

/// `cairn verify`: whether a published tree is what its snapshot says.
enum Verify {
  private static let place = Argument<String>(
    "site", help: "The folder of a site, or the https URL where it is served.",
    completes: .folders)

  static let command = Command<Tool>(
    "verify", summary: "Check a published site, file by file.",
    discussion: """
      Every site lists the SHA-256 and size of all its files in snapshot.json and its parts. This reads them all, from a \
      folder or over the network, and reports each file that is missing, differs or, in one of the site's own \
      folders, is not part of the site. Files of your own in the root, such as CNAME, and in other folders there are \
      counted and are no problem.

      This finds what a copy lost and what a disk or a stranger altered. A host that lies can lie in snapshot.json too: \
      that one file has to be the one that your own build of the same commit has.

      The exit code is 0 if nothing is wrong, 1 if something is, 66 if there is no site, 69 if the network fails.
      """,
    examples: [
      Example("Check what cairn build wrote", "cairn verify public"),
      Example("Check what a host serves", "cairn verify https://registry.example.org/"),
    ],
    parameters: [place, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let meter = Meter(tool)
    let verification = try Verification.of(.at(arguments[place])) { done, total in
      meter.show("\(done) of \(total) files")
    }
    meter.clear()
    if arguments[Tool.json] {
      tool.answer("verify") { $0.verification(verification) }
    } else {
      for problem in verification.problems {
        let path = VisibleText.path(RepositoryPath(bytes: Array(problem.path.utf8)))
        tool.console.output("\(path): \(VisibleText.line(problem.message))\n")
      }
      tool.note(summary(verification))
    }
    return verification.isSound ? .good : .findings
  }

  private static func summary(_ verification: Verification) -> String {
    let found =
      switch verification.problems.count {
      case 0: "nothing is wrong"
      case 1: "1 problem"
      case let count: "\(count) problems"
      }
    let others =
      verification.others == 0 ? "" : "; \(counted(verification.others, "file")) of your own"
    return "\(counted(verification.files, "file")), \(found)\(others)"
  }
}

extension JSONWriter {
  fileprivate mutating func verification(_ verification: Verification) {
    member("ok", verification.isSound)
    member("files", verification.files)
    member("others", verification.others)
    key("problems")
    array { writer in
      for problem in verification.problems {
        writer.object { writer in
          writer.member("path", problem.path)
          writer.member("problem", problem.message)
        }
      }
    }
  }
}
