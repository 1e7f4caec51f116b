/// A program: its commands, and the options that they share.
///
///     let program = Program<Tool>("cairn", version: "1.0", summary: "…", options: [folder, quiet],
///       groups: [CommandGroup(for: "the site", [Build.command, Serve.command])])
///     exit(try program.run(words, output: …, errors: …) { arguments in Tool(arguments) })
///
/// `--help`, `--version`, `help` and `completions` are there for every program.
public struct Program<Context>: Sendable {
  /// The program as the command above all others; its parameters are the global options.
  public let outline: CommandOutline
  /// What `--version` prints.
  public let version: String
  private let commands: [Command<Context>]
  /// What `completions` holds beside the scripts.
  private let completing: [Command<Context>]

  /// A program of groups of commands. Its options may stand before or after the command.
  ///
  /// - Parameters:
  ///   - synonyms: Words that people try for a command, with what they mean.
  ///   - completing: Commands below `completions` that print what `Completion.program` offers, one a line: the argument
  ///     is what the word begins with. They are given those options of the command line that they know.
  public init(
    _ name: String, version: String, summary: String, discussion: String = "",
    examples: [Example] = [], options: [any Parameter] = [],
    constraints: [Constraint] = [], synonyms: [String: String] = [:],
    completing: [Command<Context>] = [], groups: [CommandGroup<Context>]
  ) {
    self.completing = completing
    commands = groups.flatMap(\.commands)
    let own = groups.map { group in
      CommandOutline.Group(audience: group.audience, commands: group.commands.map(\.outline))
    }
    let names = commands.map(\.outline.name)
    outline = CommandOutline(
      name: name, summary: summary, discussion: discussion, examples: examples,
      parameters: options + [BuiltIn.version, BuiltIn.help], constraints: constraints,
      groups: own + [
        BuiltIn.group(program: name, names: names, completing: completing.map(\.outline))
      ], synonyms: synonyms)
    self.version = version
    let offers = Set(completing.map { Completion.program($0.outline.name) })
    let shared = Set(outline.outlines.map(\.label))
    for path in outline.paths.dropFirst() {
      precondition(
        path[path.count - 1].outlines.allSatisfy { !shared.contains($0.label) },
        "'\(path[path.count - 1].name)' declares an option that all commands share")
      for outline in path[path.count - 1].outlines {
        guard case .program = outline.completion else { continue }
        precondition(
          offers.contains(outline.completion), "nothing completes \(outline.label)")
      }
    }
  }

  /// Understands the words after the program's name.
  public func parse(_ words: [String]) throws(UsageError) -> Invocation<Context> {
    if words.isEmpty { return .print(HelpText(path: [outline]).text) }
    var matcher = Matcher(program: outline, words: words)
    do {
      try matcher.match()
      if let text = try answer(to: matcher) { return .print(text) }
      try matcher.finish()
      return try invocation(matcher)
    } catch {
      guard !asksForHelp(words) else { return .print(HelpText(path: matcher.path).text) }
      let command = matcher.path.map(\.name)
      throw UsageError(error, command: command, usage: HelpText(path: matcher.path).usage)
    }
  }

  /// The help of a command by its names, without the program's; nil if there is no such command.
  public func help(for names: [String] = []) -> String? {
    outline.paths.first { $0.dropFirst().map(\.name) == names }.map { HelpText(path: $0).text }
  }

  /// The script that teaches a shell to complete the program's command lines.
  public func completionScript(for shell: Shell) -> String {
    switch shell {
    case .bash: BashCompletion(program: outline).script
    case .zsh: ZshCompletion(program: outline).script
    case .fish: FishCompletion(program: outline).script
    }
  }

  /// What is asked of the program itself; nil if a command is to run.
  private func answer(to matcher: Matcher) throws(UsageProblem) -> String? {
    if matcher.given[BuiltIn.help.outline.label] != nil { return HelpText(path: matcher.path).text }
    if matcher.given[BuiltIn.version.outline.label] != nil { return version + "\n" }
    return nil
  }

  private func invocation(_ matcher: Matcher) throws(UsageProblem) -> Invocation<Context> {
    let names = matcher.path.map(\.name)
    let arguments: ParsedArguments
    do {
      arguments = try ParsedArguments(
        command: names, parameters: matcher.path.parametersInForce, given: matcher.given,
        usage: HelpText(path: matcher.path).usage)
    } catch {
      let text = error.value.given.text
      throw .invalidValue(
        error.value.given, expected: error.value.problem.expected,
        suggestion: Suggestion.closest(to: text, among: error.choices))
    }
    var path = names.dropFirst()
    var commands = commands
    if path.first == BuiltIn.completionsName, path.count > 1 {
      path = path.dropFirst()
      commands = completing
    }
    let command = commands.first { $0.outline.name == path.first }
    if let action = command?.action(at: path.dropFirst()) { return .run(action, arguments) }
    return .print(try builtIn(arguments))
  }

  private func builtIn(_ arguments: ParsedArguments) throws(UsageProblem) -> String {
    guard arguments.command.last == "help" else {
      return completionScript(for: arguments[BuiltIn.shell])
    }
    var topic = Matcher(program: outline, words: ["--"] + arguments[BuiltIn.topic])
    try topic.match()
    return HelpText(path: topic.path).text
  }

  /// Whether `--help` stands among the options: it is answered even where something else is wrong.
  private func asksForHelp(_ words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }
}

/// What a command line asks for.
public enum Invocation<Context>: Sendable {
  /// Run a command.
  case run(Command<Context>.Action, ParsedArguments)
  /// Print a text on standard output: help, the version, a completion script.
  case print(String)
}

extension Program {
  /// Parses, then runs the command or prints what was asked for, and returns the exit code.
  ///
  /// A usage error, of the command line or thrown by a command, goes to `errors` and gives 64.
  ///
  /// - Parameters:
  ///   - words: The arguments after the program's name.
  ///   - output: Writes to standard output.
  ///   - errors: Writes to standard error.
  ///   - context: Makes what commands work with, from the global options.
  public func run(
    _ words: [String], output: (String) throws -> Void, errors: (String) -> Void,
    context: (ParsedArguments) throws -> Context
  ) throws -> Int32 {
    do {
      switch try parse(words) {
      case .print(let text):
        try output(text)
        return 0
      case .run(let action, let arguments):
        return try action(arguments, context(arguments))
      }
    } catch let error as UsageError {
      errors(error.description)
      return UsageError.exitCode
    }
  }
}
