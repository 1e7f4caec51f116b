internal import Arguments
internal import Diagnostics

/// The program `cairn`.
public enum Cairn {
  /// The version of the program, also of what it renders.
  public static let version = "0.1.0"

  static let program = Program<Tool>(
    "cairn", version: version,
    summary: "Turn a git repository of JSON files into a package registry.",
    discussion: """
      Authors open pull requests on version indexes, which are JSON files, one for each package; `cairn check` says what is \
      wrong with them, and `cairn build` renders a static site that any web host can serve. The site is a pure function of a commit.
      """,
    examples: [
      Example("Check the registry around this folder", "cairn check"),
      Example("Render it and look at it", "cairn build --output public && cairn serve public"),
      Example("Say what a rule asks, and why", "cairn explain canonical-form"),
    ],
    options: Tool.Global.all, constraints: [.atMostOne(Tool.Global.revision, Tool.Global.worktree)],
    synonyms: ["version": "cairn --version"], completing: [PackageNames.command],
    groups: [
      CommandGroup(
        for: "authors",
        [
          Init.command, New.command, ReleaseCommand.command, Vote.command, Promote.command,
          Revoke.command, Deprecate.command, OwnerCommand.command, FormatCommand.command,
        ]),
      CommandGroup(
        for: "pull requests", [Check.command, Diff.command, Explain.command, Doctor.command]),
      CommandGroup(for: "the site", [Build.command, Serve.command, Verify.command]),
      CommandGroup(
        for: "clients",
        [SearchCommand.command, Show.command, Resolve.command, Portable.command]),
      CommandGroup(for: "adopters", [Import.command]),
    ])

  /// Runs the program and returns its exit code.
  ///
  /// - Parameter words: The arguments after the program's name.
  public static func run(_ words: [String]) -> Int32 {
    run(words, console: .standard)
  }

  static func run(_ words: [String], console: Console) -> Int32 {
    do {
      let code = try program.run(
        words, output: { console.output($0) }, errors: { console.error($0) },
        context: { Tool($0, console: console) })
      if let loss = console.loss() { throw loss }
      return code
    } catch {
      let failure = Failure(of: error)
      // Names of files, of arguments and of git's objects are in these words: none may begin a line of a log.
      console.error("cairn: \(VisibleText.line(failure.message))\n")
      if let wayOut = failure.wayOut { console.error("  \(VisibleText.line(wayOut))\n") }
      return failure.code.rawValue
    }
  }
}
