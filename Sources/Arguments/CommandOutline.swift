/// What parsing, help and completions know of a command.
public struct CommandOutline: Sendable {
  /// Subcommands under one heading.
  public struct Group: Sendable {
    public let audience: String?
    public let commands: [CommandOutline]
  }

  public let name: String
  public let summary: String
  public let discussion: String
  public let examples: [Example]
  public let parameters: [any Parameter]
  public let constraints: [Constraint]
  public let groups: [Group]
  /// Words that people try for a subcommand, with what they mean.
  public let synonyms: [String: String]
  /// What was probably meant by the words that were taken and the first that is too many.
  let rereading: (@Sendable (_ taken: [String], _ extra: String) -> String?)?

  /// The subcommands of all groups.
  public var subcommands: [CommandOutline] { groups.flatMap(\.commands) }

  /// Whether the command only holds others: a word has to say which.
  var isGroup: Bool { !subcommands.isEmpty && arguments.isEmpty }

  var outlines: [ParameterOutline] { parameters.map(\.outline) }
  var options: [ParameterOutline] { outlines.filter { $0.kind != .argument } }
  var arguments: [ParameterOutline] { outlines.filter { $0.kind == .argument } }

  init(
    name: String, summary: String, discussion: String, examples: [Example],
    parameters: [any Parameter], constraints: [Constraint], groups: [Group],
    synonyms: [String: String] = [:],
    rereading: (@Sendable (_ taken: [String], _ extra: String) -> String?)? = nil
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.examples = examples
    self.parameters = parameters
    self.constraints = constraints
    self.groups = groups
    self.synonyms = synonyms
    self.rereading = rereading
    checkDeclaration()
  }

  /// Finds mistakes of the program that declares the command, never of its user.
  private func checkDeclaration() {
    let labels = outlines.map(\.label)
    precondition(Set(labels).count == labels.count, "a parameter of '\(name)' is declared twice")
    let names = subcommands.map(\.name)
    precondition(Set(names).count == names.count, "a subcommand of '\(name)' is declared twice")
    let open = arguments.dropLast().contains { if case .many = $0.arity { true } else { false } }
    precondition(!open, "only the last argument of '\(name)' may take all the words that are left")
    for constraint in constraints {
      precondition(
        constraint.labels.allSatisfy(labels.contains),
        "a constraint of '\(name)' names a parameter that the command does not declare")
    }
  }
}

extension [CommandOutline] {
  /// The parameters that count at the end of a path of commands. One that does something by itself
  /// has its parameters for itself.
  var parametersInForce: [any Parameter] { inForce.flatMap(\.parameters) }

  /// The options and flags among them.
  var optionsInForce: [ParameterOutline] { inForce.flatMap(\.options) }

  /// What a script asks the program with, for the command at the end of the path: the options that it knows and that
  /// may stand on any command line, but for those that ask for something else.
  var optionsToPassOn: [ParameterOutline] {
    let others = [BuiltIn.help.outline.label, BuiltIn.version.outline.label]
    return optionsInForce.filter { !others.contains($0.label) }
  }

  /// The commands whose parameters and constraints count.
  var inForce: [CommandOutline] { filter(\.isGroup) + suffix(1).filter { !$0.isGroup } }
}

extension CommandOutline {
  /// The commands of a program that print what `Completion.program` offers, each as the end of its path.
  var completing: [[CommandOutline]] {
    paths.filter { $0.count == 3 && $0[1].name == BuiltIn.completionsName }
  }
}
