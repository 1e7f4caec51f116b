/// The synopsis of a command: its options, those that exclude each other between bars, then its
/// arguments.
struct UsageLine {
  let command: CommandOutline
  let isProgram: Bool

  /// Pieces that a line may be broken between.
  var parts: [String] {
    let options = isProgram ? [] : optionParts
    return options + command.arguments.filter { !isAlternative($0) }.map(argumentPart)
      + (command.isGroup ? ["<subcommand>"] : [])
  }

  private var optionParts: [String] {
    var shown: Set<String> = []
    var parts: [String] = []
    for option in command.options where !shown.contains(option.label) {
      let alternatives = alternatives(to: option)
      shown.formUnion(alternatives.joined().map(\.label))
      parts += bracketed(alternatives, isRequired: mustChoose(among: alternatives))
    }
    return parts
  }

  /// The units, one of which may be given: each is an option with those that it always comes with.
  private func alternatives(to option: ParameterOutline) -> [[ParameterOutline]] {
    let unit = unit(of: option)
    let labels = Set(unit.map(\.label))
    guard let choice = choices.first(where: { !labels.isDisjoint(with: $0.labels) }) else {
      return [unit]
    }
    return choice.parameters.map(unit(of:))
  }

  private func unit(of option: ParameterOutline) -> [ParameterOutline] {
    let bundle = command.constraints.first {
      $0.kind == .together && $0.labels.contains(option.label)
    }
    return bundle?.parameters ?? [option]
  }

  private func mustChoose(among alternatives: [[ParameterOutline]]) -> Bool {
    if alternatives.count == 1 { return alternatives[0].contains { $0.isRequired } }
    let labels = alternatives.joined().map(\.label)
    return choices.contains { $0.kind == .exactlyOne && labels.contains($0.labels[0]) }
  }

  /// Whether an argument already stands among the options that exclude it.
  private func isAlternative(_ argument: ParameterOutline) -> Bool {
    choices.contains { choice in
      choice.labels.contains(argument.label)
        && choice.parameters.contains { $0.kind != .argument }
    }
  }

  private var choices: [Constraint] {
    command.constraints.filter { $0.kind == .atMostOne || $0.kind == .exactlyOne }
  }

  private func bracketed(_ alternatives: [[ParameterOutline]], isRequired: Bool) -> [String] {
    var pieces: [String] = []
    for alternative in alternatives {
      if !pieces.isEmpty { pieces.append("|") }
      pieces += alternative.map { $0.takesMany ? "\($0.usage) ..." : $0.usage }
    }
    guard !isRequired || pieces.count > 1 else { return pieces }
    pieces[0] = (isRequired ? "(" : "[") + pieces[0]
    pieces[pieces.count - 1] += isRequired ? ")" : "]"
    return pieces
  }

  private func argumentPart(_ argument: ParameterOutline) -> String {
    switch argument.arity {
    case .required: argument.label
    case .optional: "[\(argument.label)]"
    case .many(let minimum): minimum > 0 ? "\(argument.label) ..." : "[\(argument.label) ...]"
    }
  }
}

extension ParameterOutline {
  /// Whether the parameter cannot be left out.
  var isRequired: Bool {
    switch arity {
    case .optional: false
    case .required: true
    case .many(let minimum): minimum > 0
    }
  }
}
