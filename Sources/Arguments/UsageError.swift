/// A command line that cannot be understood: a message of one line, and how the command is used.
public struct UsageError: Error, Sendable {
  /// `EX_USAGE` of sysexits.
  public static let exitCode: Int32 = 64

  /// What is wrong, in one line without a full stop. Control bytes of the command line are escaped.
  public let message: String
  /// The names of the command that was understood so far.
  public let command: [String]
  /// How that command is used, as help would say it; nil where only a value is wrong.
  public let usage: String?

  init(_ problem: UsageProblem, command: [String], usage: String) {
    self.message = problem.message
    self.command = command
    self.usage = problem.isOfSyntax ? usage : nil
  }
}

extension UsageError: CustomStringConvertible {
  /// The whole text for standard error, with its final newline.
  public var description: String {
    let command = command.joined(separator: " ")
    let usage = usage.map { "\($0)\n" } ?? ""
    return "error: \(message)\n\(usage)  See '\(command) --help' for more information.\n"
  }
}

/// What can be wrong with a command line.
enum UsageProblem: Error {
  case unknownOption(String, hint: String?)
  case unknownCommand(String, suggestion: String?)
  case missingCommand
  case missingValue(of: String, valueName: String, next: String?)
  case unexpectedValue(of: String, String)
  case missingParameters([ParameterOutline])
  case unexpectedArgument(String, hint: String?)
  case repeated(first: Origin, second: Origin)
  case invalidValue(GivenValue, expected: String, suggestion: String?)
  case exclusive([String])
  case noneOf([String])
  case incomplete(given: String, missing: [String])
  case other(String)

  /// Whether the words do not fit together, rather than one of them having no meaning.
  var isOfSyntax: Bool {
    switch self {
    case .invalidValue, .other: false
    default: true
    }
  }

  var message: String {
    switch self {
    case .unknownOption(let spelling, let hint):
      "unknown option \(quoted(spelling))" + (hint.map { "; \($0)" } ?? "")
    case .unknownCommand(let word, let suggestion): unknownCommand(word, suggestion)
    case .missingCommand: "missing subcommand"
    case .missingValue(let spelling, let name, let next): missingValue(spelling, name, next)
    case .unexpectedValue(let flag, let value):
      "unexpected value \(quoted(value)) for '\(flag)', which takes none"
    case .missingParameters(let parameters):
      "missing \(parameters.map(missingParameter).joined(separator: ", ", last: " and "))"
    case .unexpectedArgument(let word, let hint):
      "unexpected argument \(quoted(word))" + (hint.map { "; \(visible($0))" } ?? "")
    case .repeated(let first, let second): repeated(first, second)
    case .invalidValue(let given, let expected, let suggestion):
      invalidValue(given, expected, suggestion)
    case .exclusive(let labels):
      "\(labels.map(quoted).joined(separator: ", ", last: " and ")) exclude each other"
    case .noneOf(let usages):
      "missing one of \(usages.map(quoted).joined(separator: ", ", last: " and "))"
    case .incomplete(let given, let missing):
      "\(quoted(given)) needs \(missing.map(quoted).joined(separator: ", ", last: " and ")) too"
    case .other(let message): visible(message)
    }
  }

  private func unknownCommand(_ word: String, _ suggestion: String?) -> String {
    let message = "unknown subcommand \(quoted(word))"
    guard let suggestion else { return message }
    return message + "; did you mean '\(suggestion)'?"
  }

  private func missingValue(_ spelling: String, _ name: String, _ next: String?) -> String {
    let message = "missing value for '\(spelling) <\(name)>'"
    guard let next, spelling.hasPrefix("--") else { return message }
    return message + "; for a value with a dash in front write \(quoted("\(spelling)=\(next)"))"
  }

  private func missingParameter(_ parameter: ParameterOutline) -> String {
    switch parameter.kind {
    case .argument: "argument '\(parameter.label)'"
    case .option, .flag: "option '\(parameter.usage)'"
    }
  }

  private func repeated(_ first: Origin, _ second: Origin) -> String {
    let spelling = second.spelling
    return "'\(spelling)' is given twice, as arguments \(first.position) and \(second.position)"
  }

  private func invalidValue(
    _ given: GivenValue, _ expected: String, _ suggestion: String?
  ) -> String {
    let message = "invalid value \(quoted(given.text)) for '\(given.origin.spelling)'"
    if let suggestion { return message + "; did you mean '\(suggestion)'?" }
    return message + ": expected \(expected)"
  }
}

private func quoted(_ text: String) -> String { "'\(visible(text))'" }

/// The text with its control characters escaped, so that it stays on one line of a terminal.
private func visible(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      shown += "\\u{\(String(scalar.value, radix: 16))}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}
