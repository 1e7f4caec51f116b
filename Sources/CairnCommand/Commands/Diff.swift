internal import Arguments
internal import Changes
internal import Diagnostics
internal import GitStore
internal import IndexModel
internal import JSONText

/// `cairn diff`: what the way from one commit to another does to the registry.
enum Diff {
  private static let old = Argument<String>("old", help: "The commit before.")
  private static let new = Argument<String>("new", help: "The commit after.")

  static let command = Command<Tool>(
    "diff", summary: "Say what changes between two commits.",
    discussion: """
      Compares two trees and names each change by its kind and its subject: the same list that `cairn check --base` \
      decides about, and that events are made from. Nobody is asked whether they may.

      Then it says who depends on what changes: which releases could be met before and cannot any more, and which \
      packages accept what is new. The registry is searched for them, unless --site names the site of the old commit.
      """,
    examples: [
      Example("See what the last commit did", "cairn diff HEAD~1 HEAD"),
      Example("See what a branch would do", "cairn diff main my-branch"),
    ],
    parameters: [old, new, ImpactChoice.site, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let repository = try GitRepository.open(at: tool.folder ?? ".", discover: true)
    let base = try repository.resolve(arguments[old])
    let before = try repository.snapshot(of: base)
    let after = try repository.snapshot(of: try repository.resolve(arguments[new]))
    let comparison = try Comparison(before, after)
    let changes = comparison.changes
    let impact = try ImpactChoice.impact(
      of: comparison, from: base, searchesForTakers: true, arguments, tool)
    if arguments[Tool.json] {
      let effects = try Effects(of: comparison)
      tool.answer("diff") { writer in
        writer.key("changes")
        writer.array { writer in
          for change in changes { writer.object { $0.change(change) } }
        }
        writer.key("effects")
        writer.object { writer in
          writer.effects(effects)
          writer.impact(impact)
        }
      }
    } else {
      for change in changes { tool.console.output(change.line + "\n") }
      tool.console.output(impact.lines)
      if changes.isEmpty { tool.note("nothing differs") }
    }
    return .good
  }
}
