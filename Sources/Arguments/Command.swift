/// A command as a value: what it is called, what it is given, what it does.
///
/// The description is the only one: parsing, help and completions all read it.
public struct Command<Context>: Sendable {
  /// What a command does. Its result is the exit code of the program.
  public typealias Action = @Sendable (ParsedArguments, Context) throws -> Int32

  /// What parsing, help and completions know of the command.
  public let outline: CommandOutline
  /// What the command does where none of its subcommands is named; nil if it only holds others.
  private let work: Action?
  private let subcommands: [Command]

  /// A command that does something, and perhaps holds others, as `owner <path>` and `owner add` do.
  ///
  /// - Parameters:
  ///   - name: The word that calls it.
  ///   - summary: One line for lists of commands.
  ///   - discussion: Paragraphs that teach, parted by blank lines; an indented line is kept as it is.
  ///   - examples: Commands to copy, each with what it does.
  ///   - parameters: Options and flags in the order of help, arguments in that of the command line.
  ///   - constraints: Which parameters exclude or need each other.
  ///   - rereading: What was probably meant by a word too many, behind those that were taken.
  ///   - subcommands: Commands whose names are no first argument of this one. They have parameters
  ///     of their own only.
  ///   - action: The work.
  public init(
    _ name: String, summary: String, discussion: String = "", examples: [Example] = [],
    parameters: [any Parameter] = [], constraints: [Constraint] = [],
    rereading: (@Sendable (_ taken: [String], _ extra: String) -> String?)? = nil,
    subcommands: [Command] = [], action: @escaping Action
  ) {
    let groups = CommandOutline.Group(audience: nil, commands: subcommands.map(\.outline))
    outline = CommandOutline(
      name: name, summary: summary, discussion: discussion, examples: examples,
      parameters: parameters, constraints: constraints, groups: subcommands.isEmpty ? [] : [groups],
      rereading: rereading)
    precondition(
      subcommands.isEmpty || !outline.arguments.isEmpty,
      "'\(name)' does something by itself, so it needs an argument beside its subcommands")
    work = action
    self.subcommands = subcommands
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
    work = nil
    self.subcommands = subcommands
  }

  /// The action at the end of a path of names below this command.
  func action(at path: ArraySlice<String>) -> Action? {
    guard let name = path.first else { return work }
    return subcommands.first { $0.outline.name == name }?.action(at: path.dropFirst())
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
