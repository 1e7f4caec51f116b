/// Gives every word of a command line to a command or to a parameter, without reading any value.
///
/// Options of the program stand anywhere; those of a command stand after its name. `--` ends the
/// options.
struct Matcher {
  /// The commands that were named so far, from the program itself.
  private(set) var path: [CommandOutline]
  /// What was given, by the label of the parameter.
  private(set) var given: [String: [GivenValue]] = [:]

  private let words: [String]
  private var next = 0
  private var optionsEnded = false
  private var loose: [GivenValue] = []

  init(program: CommandOutline, words: [String]) {
    path = [program]
    self.words = words
  }

  private var command: CommandOutline { path[path.count - 1] }
  private var options: [ParameterOutline] { path.optionsInForce }

  /// Reads all words.
  mutating func match() throws(UsageProblem) {
    while next < words.count {
      let word = words[next]
      next += 1
      if optionsEnded {
        try takeWord(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word.utf8.starts(with: "--".utf8) {
        try takeLong(word)
      } else if isCluster(word) {
        try takeCluster(word)
      } else {
        try takeWord(word)
      }
    }
  }

  /// Gives the loose words to the arguments, and finds what is missing or does not go together.
  mutating func finish() throws(UsageProblem) {
    guard !command.isGroup else { throw .missingCommand }
    try assignArguments()
    let missing = path.parametersInForce.map(\.outline).filter { parameter in
      let count = given[parameter.label]?.count ?? 0
      return switch parameter.arity {
      case .required: count == 0
      case .many(let minimum): count < minimum
      default: false
      }
    }
    guard missing.isEmpty else { throw .missingParameters(missing) }
    let labels = Set(given.keys)
    for constraint in path.inForce.flatMap(\.constraints) {
      if let problem = constraint.problem(given: labels) { throw problem }
    }
  }

  // MARK: Words

  private mutating func takeWord(_ word: String) throws(UsageProblem) {
    if loose.isEmpty,
      let found = command.subcommands.first(where: { $0.name.utf8.elementsEqual(word.utf8) })
    {
      path.append(found)
    } else if command.isGroup {
      throw .unknownCommand(word, suggestion: commandLike(word))
    } else {
      loose.append(GivenValue(text: word, origin: Origin(position: next, spelling: "")))
    }
  }

  private mutating func assignArguments() throws(UsageProblem) {
    var words = loose[...]
    for argument in command.arguments {
      var taken = 0
      while let word = words.first, taken == 0 || argument.takesMany {
        let origin = Origin(position: word.origin.position, spelling: argument.label)
        given[argument.label, default: []].append(GivenValue(text: word.text, origin: origin))
        words.removeFirst()
        taken += 1
      }
    }
    if let extra = words.first {
      throw .unexpectedArgument(extra.text, hint: hint(forLoose: extra.text))
    }
  }

  // MARK: Options

  private mutating func takeLong(_ word: String) throws(UsageProblem) {
    let equals = word.utf8.firstIndex(of: UInt8(ascii: "="))
    let spelling = String(word[..<(equals ?? word.endIndex)])
    let joined = equals.map { String(word[word.utf8.index(after: $0)...]) }
    guard let option = options.first(where: { $0.label.utf8.elementsEqual(spelling.utf8) }) else {
      throw .unknownOption(spelling, hint: hint(for: spelling))
    }
    if option.kind == .flag, let joined { throw .unexpectedValue(of: spelling, joined) }
    try take(option, spelling: spelling, joined: joined)
  }

  /// Reads `-abc`: flags by their letters, up to an option that takes the rest as its value.
  private mutating func takeCluster(_ word: String) throws(UsageProblem) {
    let letters = word.unicodeScalars.dropFirst()
    for index in letters.indices {
      let spelling = "-\(letters[index])"
      guard let option = options.first(where: { $0.short == letters[index] }) else {
        throw .unknownOption(spelling, hint: hint(for: "-" + word))
      }
      guard option.kind == .option else {
        try take(option, spelling: spelling, joined: nil)
        continue
      }
      let rest = letters[letters.index(after: index)...]
      try take(option, spelling: spelling, joined: rest.isEmpty ? nil : String(rest))
      return
    }
  }

  private mutating func take(
    _ option: ParameterOutline, spelling: String, joined: String?
  ) throws(UsageProblem) {
    let origin = Origin(position: next, spelling: spelling)
    if option.kind == .option, !option.takesMany, let first = given[option.label]?.first {
      throw .repeated(first: first.origin, second: origin)
    }
    var text = ""
    if option.kind == .option {
      text = if let joined { joined } else { try takeValue(of: option, spelling: spelling) }
    }
    given[option.label, default: []].append(GivenValue(text: text, origin: origin))
  }

  /// The next word, unless it looks like an option.
  private mutating func takeValue(
    of option: ParameterOutline, spelling: String
  ) throws(UsageProblem) -> String {
    guard next < words.count else {
      throw .missingValue(of: spelling, valueName: option.valueName, next: nil)
    }
    let word = words[next]
    guard !word.utf8.starts(with: "--".utf8), !isCluster(word) else {
      let example = word == "--" ? nil : word
      throw .missingValue(of: spelling, valueName: option.valueName, next: example)
    }
    next += 1
    return word
  }

  /// Whether a word is `-` with letters. A lone `-` and negative numbers are values.
  private func isCluster(_ word: String) -> Bool {
    let bytes = word.utf8.prefix(2)
    guard bytes.count == 2, bytes.first == UInt8(ascii: "-"), let second = bytes.last else {
      return false
    }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second)
    return !isDigit || options.contains { $0.short == Unicode.Scalar(second) }
  }

  // MARK: Suggestions

  /// What a person may have meant by an option that is unknown here.
  private func hint(for spelling: String) -> String? {
    let owner = owners(of: spelling).first
    if let owner, owner.count > path.count { return "write it after '\(joined(owner))'" }
    if let near = Suggestion.closest(to: spelling, among: options.map(\.label)) {
      return "did you mean '\(near)'?"
    }
    return owner.map { "it is an option of '\(joined($0))'" }
  }

  /// What a person may have meant by a word too many.
  private func hint(forLoose word: String) -> String? {
    let taken = command.arguments.flatMap { given[$0.label, default: []] }.map(\.text)
    if let reading = command.rereading?(taken, word) { return "did you mean '\(reading)'?" }
    if let first = loose.first?.text, !command.subcommands.isEmpty,
      let near = Suggestion.closest(to: first, among: command.subcommands.map(\.name))
    {
      return "did you mean '\(joined(path)) \(near)'?"
    }
    if let missing, missing.kind == .option { return "did you mean '\(missing.label) \(word)'?" }
    return command.arguments.isEmpty ? "'\(joined(path))' takes none" : nil
  }

  /// A parameter that has to be given and is not: by itself, or as the first of those of which one has to.
  private var missing: ParameterOutline? {
    command.options.first { $0.isRequired && given[$0.label] == nil }
      ?? command.constraints.first { constraint in
        constraint.kind == .exactlyOne && constraint.labels.allSatisfy { given[$0] == nil }
      }?.parameters.first
  }

  /// The command that a person may have meant: one of this level, or of any level by its exact
  /// name.
  private func commandLike(_ word: String) -> String? {
    let names = command.subcommands.map(\.name)
    if let synonym = command.synonyms[word] { return synonym }
    if let near = Suggestion.closest(to: word, among: names) { return near }
    let deep = path[0].paths.first { $0.count > 1 && $0.last?.name == word }
    return deep.map { joined($0) }
  }

  /// The commands below the current one, then all others, that have an option of this spelling.
  private func owners(of spelling: String) -> [[CommandOutline]] {
    let all = path[0].paths.filter { $0.last?.options.contains { $0.label == spelling } ?? false }
    let names = path.map(\.name)
    let below = all.filter { $0.prefix(names.count).map(\.name) == names }
    return below + all.filter { $0.count <= names.count }
  }

  private func joined(_ path: [CommandOutline]) -> String {
    path.map(\.name).joined(separator: " ")
  }
}

extension ParameterOutline {
  /// Whether the parameter may be given more than once.
  var takesMany: Bool {
    if case .many = arity { true } else { false }
  }
}

extension CommandOutline {
  /// The command and all commands below it, each with the commands on the way, parents first.
  var paths: [[CommandOutline]] {
    [[self]] + subcommands.flatMap(\.paths).map { [self] + $0 }
  }
}
