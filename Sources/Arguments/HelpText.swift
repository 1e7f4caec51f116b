/// The help of a command, in the manner of swift-argument-parser, wrapped at 80 columns.
struct HelpText {
  /// The program and the commands down to the one that is explained.
  let path: [CommandOutline]

  private var command: CommandOutline { path[path.count - 1] }
  private var names: String { path.map(\.name).joined(separator: " ") }

  /// All sections, parted by blank lines, with a final newline.
  var text: String {
    let sections =
      [overview, TextColumn.paragraphs(command.discussion), synopsis(heading: "USAGE: ")]
      + [rows("ARGUMENTS", command.arguments)]
      + [path.count > 1 ? rows("OPTIONS", command.options) : ""]
      + command.groups.enumerated().map { subcommands($1, isFirst: $0 == 0) }
      + [rows("GLOBAL OPTIONS", path[0].options), examples, pointer]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// The synopsis for error messages.
  var usage: String { synopsis(heading: "Usage: ") }

  private var overview: String {
    TextColumn.wrap(["OVERVIEW:"] + TextColumn.words(command.summary), indent: 0)
  }

  private var examples: String {
    guard !command.examples.isEmpty else { return "" }
    let blocks = command.examples.map { example in
      let purpose = TextColumn.wrap(TextColumn.words(example.purpose + ":"), indent: 2)
      let lines = example.command.split(separator: "\n", omittingEmptySubsequences: false)
      return purpose + "\n" + lines.map { "    " + $0 }.joined(separator: "\n")
    }
    return "EXAMPLES:\n" + blocks.joined(separator: "\n\n")
  }

  private var pointer: String {
    guard !command.subcommands.isEmpty else { return "" }
    let topic = (path.dropFirst().map(\.name) + ["<subcommand>"]).joined(separator: " ")
    return "  See '\(path[0].name) help \(topic)' for detailed help."
  }

  private func synopsis(heading: String) -> String {
    let parts = UsageLine(command: command, isProgram: path.count == 1).parts
    let own = TextColumn.wrap([heading + names] + parts, indent: 0, hanging: heading.count + 2)
    guard !command.subcommands.isEmpty, !command.isGroup else { return own }
    return own + "\n\(String(repeating: " ", count: heading.count))\(names) <subcommand>"
  }

  private func subcommands(_ group: CommandOutline.Group, isFirst: Bool) -> String {
    let heading =
      switch group.audience {
      case let audience?: "SUBCOMMANDS FOR \(audience.uppercased())"
      case nil: isFirst ? "SUBCOMMANDS" : "OTHER SUBCOMMANDS"
      }
    return "\(heading):\n"
      + group.commands.map { TextColumn.row($0.name, $0.summary) }.joined(separator: "\n")
  }

  private func rows(_ heading: String, _ parameters: [ParameterOutline]) -> String {
    guard !parameters.isEmpty else { return "" }
    return "\(heading):\n"
      + parameters.map { TextColumn.row(label(of: $0), explanation(of: $0)) }
      .joined(separator: "\n")
  }

  private func label(of parameter: ParameterOutline) -> String {
    guard let short = parameter.short else { return parameter.usage }
    return "-\(short), \(parameter.usage)"
  }

  private func explanation(of parameter: ParameterOutline) -> String {
    var facts: [String] = []
    if !parameter.choices.isEmpty {
      facts.append("values: " + parameter.choices.joined(separator: ", "))
    }
    if let text = parameter.defaultText, !text.isEmpty { facts.append("default: \(text)") }
    if parameter.kind == .option, parameter.takesMany { facts.append("may be repeated") }
    if parameter.kind == .option, parameter.arity == .required { facts.append("required") }
    return facts.isEmpty ? parameter.help : "\(parameter.help) (\(facts.joined(separator: "; ")))"
  }
}
