/// A command as a value: what it is called, what it is given, what it does.
///
/// The description is the only one: parsing, help and completions all read it.
public struct Command<Context>: Sendable {
  /// What a command does. Its result is the exit code of the program.
  public typealias Action = @Sendable (ParsedArguments, Context) throws -> Int32

  enum Body: Sendable {
    case action(Action)
    case subcommands([Command])
  }

  /// What parsing, help and completions know of the command.
  public let outline: CommandOutline
  let body: Body

  /// A command that does something.
  ///
  /// - Parameters:
  ///   - name: The word that calls it.
  ///   - summary: One line for lists of commands.
  ///   - discussion: Paragraphs that teach, parted by blank lines; an indented line is kept as it is.
  ///   - examples: Commands to copy, each with what it does.
  ///   - parameters: Options and flags in the order of help, arguments in that of the command line.
  ///   - constraints: Which parameters exclude or need each other.
  ///   - rereading: What was probably meant by a word too many, behind those that were taken.
  ///   - action: The work.
  public init(
    _ name: String, summary: String, discussion: String = "", examples: [Example] = [],
    parameters: [any Parameter] = [], constraints: [Constraint] = [],
    rereading: (@Sendable (_ taken: [String], _ extra: String) -> String?)? = nil,
    action: @escaping Action
  ) {
    outline = CommandOutline(
      name: name, summary: summary, discussion: discussion, examples: examples,
      parameters: parameters, constraints: constraints, groups: [], rereading: rereading)
    body = .action(action)
  }

  /// A command that only holds others, as `import` holds `import ndc-hub`.
  public init(
    _ name: String, summary: String, discussion: String = "", examples: [Example] = [],
    subcommands: [Command]
  ) {
    outline = CommandOutline(
      name: name, summary: summary, discussion: discussion, examples: examples, parameters: [],
      constraints: [],
      groups: [CommandOutline.Group(audience: nil, commands: subcommands.map(\.outline))])
    body = .subcommands(subcommands)
  }

  /// The action at the end of a path of names below this command.
  func action(at path: ArraySlice<String>) -> Action? {
    switch body {
    case .action(let action): return path.isEmpty ? action : nil
    case .subcommands(let commands):
      guard let name = path.first else { return nil }
      return commands.first { $0.outline.name == name }?.action(at: path.dropFirst())
    }
  }
}

/// Commands for one kind of reader, under one heading of the program's help.
public struct CommandGroup<Context>: Sendable {
  let audience: String?
  let commands: [Command<Context>]

  /// Commands under `SUBCOMMANDS FOR …`, or just `SUBCOMMANDS`.
  public init(for audience: String? = nil, _ commands: [Command<Context>]) {
    self.audience = audience
    self.commands = commands
  }
}

/// A command line to copy, and what it does.
public struct Example: Hashable, Sendable {
  /// What the command line does, as the start of a sentence.
  public let purpose: String
  /// The command line, or several lines.
  public let command: String

  public init(_ purpose: String, _ command: String) {
    self.purpose = purpose
    self.command = command
  }
}
