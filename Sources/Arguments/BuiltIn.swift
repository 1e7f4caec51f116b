/// The options and commands of every program.
enum BuiltIn {
  static let help = Flag("help", short: "h", help: "Show help for the program or a command.")
  static let version = Flag("version", help: "Show the version.")
  static let topic = Argument<[String]>("subcommand", help: "The command to explain.")
  static let shell = Argument<Shell>("shell", help: "The shell to write for.")

  static let completionsName = "completions"

  static func group(
    program: String, names: [String], completing: [CommandOutline]
  ) -> CommandOutline.Group {
    CommandOutline.Group(
      audience: nil, commands: [completions(program, completing), help(program, names)])
  }

  private static func completions(
    _ program: String, _ completing: [CommandOutline]
  ) -> CommandOutline {
    CommandOutline(
      name: completionsName, summary: "Print a script that completes command lines in your shell.",
      discussion: """
        The script is made from the same description as this help. It completes the names of commands \
        and options, and the values of options where they are few, are files or are folders.\
        \(completing.isEmpty ? "" : " Names that only the program knows, it asks the program for.")
        """,
      examples: [
        Example("Try it in this bash", "source <(\(program) completions bash)"),
        Example(
          "Install it for zsh, in a folder of $fpath",
          "\(program) completions zsh > ~/.zsh/completions/_\(program)"),
        Example(
          "Install it for fish",
          "\(program) completions fish > ~/.config/fish/completions/\(program).fish"),
      ],
      parameters: [shell], constraints: [],
      groups: completing.isEmpty
        ? [] : [CommandOutline.Group(audience: nil, commands: completing)])
  }

  private static func help(_ program: String, _ names: [String]) -> CommandOutline {
    let topic = Argument<[String]>(
      topic.outline.name, help: topic.outline.help, completes: .words(names))
    return CommandOutline(
      name: "help", summary: "Show help for the program or a command.", discussion: "",
      examples: [], parameters: [topic], constraints: [], groups: [])
  }
}

/// A shell that the program can complete command lines in.
public enum Shell: String, CaseIterable, ArgumentValue {
  case bash, zsh, fish
}
