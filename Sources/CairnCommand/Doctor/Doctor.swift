internal import Arguments
internal import Diagnostics
internal import GitStore
internal import JSONText

/// `cairn doctor`: whether the surroundings of a registry are as they should be.
enum Doctor {
  private static let site = Option<String?>(
    "site", value: "url",
    help: "Also see whether this site, a URL or a folder, is of the last commit.")

  static let command = Command<Tool>(
    "doctor", summary: "Look for what is amiss around a registry.",
    discussion: """
      Where `cairn check` looks at what a registry says, this looks at what it lives in: the clone and its history, files \
      that a build of the last commit would not see, settings of git that alter bytes, the workflows of the forge, the \
      accounts of those who run it. For each thing it says whether all is well, and if not what to do.

      Advice does not count. The exit code is 1 if there is a problem.
      """,
    examples: [
      Example("Look at this clone", "cairn doctor"),
      Example(
        "See whether the last commit is published",
        "cairn doctor --site https://registry.example.org/"),
    ],
    parameters: [site, Tool.json]
  ) { arguments, tool in
    let findings = try examine(tool, site: arguments[site])
    arguments[Tool.json] ? answer(findings, tool) : print(findings, tool)
    let isIll = findings.contains { $0.symptom.level == .problem }
    return (isIll ? ExitCode.findings : .good).rawValue
  }

  private typealias Finding = (checkup: String, symptom: Symptom)

  private static func examine(_ tool: Tool, site: String?) throws -> [Finding] {
    let patient: Patient
    do {
      patient = try Patient(tool, site: site)
    } catch let error as GitError {
      guard case .notARepository = error else { throw error }
      return [
        (
          "repository",
          .problem("there is no git repository here", next: "git init, then cairn init NAME")
        )
      ]
    }
    return try Checkup.all.flatMap { checkup in
      try checkup.look(patient).map { (checkup.id, $0) }
    }
  }

  private static func print(_ findings: [Finding], _ tool: Tool) {
    for (_, symptom) in findings where !(tool.isQuiet && symptom.level == .ok) {
      tool.console.output("\(symptom.level.rawValue): \(VisibleText.line(symptom.message))\n")
      if let next = symptom.next { tool.console.output("  \(VisibleText.line(next))\n") }
    }
  }

  private static func answer(_ findings: [Finding], _ tool: Tool) {
    tool.answer("doctor") { writer in
      writer.key("findings")
      writer.array { writer in
        for (checkup, symptom) in findings {
          writer.object { writer in
            writer.member("check", checkup)
            writer.member("level", symptom.level.rawValue)
            writer.member("message", symptom.message)
            if let next = symptom.next { writer.member("next", next) }
          }
        }
      }
    }
  }
}
