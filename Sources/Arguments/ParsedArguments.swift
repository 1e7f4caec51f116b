/// What a command was given, read by the parameters that declare it.
///
///     let folder = arguments[Build.output]   // String?
public struct ParsedArguments: Sendable {
  /// The names of the command, from the program's own: `["cairn", "import", "ndc-hub"]`.
  public let command: [String]

  private let values: [String: any Sendable]
  private let given: [String: [GivenValue]]
  private let usage: String

  init(
    command: [String], parameters: [any Parameter], given: [String: [GivenValue]], usage: String
  ) throws(InvalidParameter) {
    var values: [String: any Sendable] = [:]
    for parameter in parameters {
      values[parameter.outline.label] = try Self.box(parameter, given)
    }
    self.command = command
    self.values = values
    self.given = given
    self.usage = usage
  }

  /// The value of a parameter, with its default where nothing was given.
  ///
  /// The command, or the program for all commands, must declare the parameter.
  public subscript<Key: Parameter>(parameter: Key) -> Key.Value {
    guard let box = values[parameter.outline.label] as? Box<Key.Value> else {
      preconditionFailure(
        "'\(command.joined(separator: " "))' does not declare \(parameter.outline.label)")
    }
    return box.value
  }

  /// Whether the parameter stands on the command line, rather than having its default.
  public func isGiven(_ parameter: some Parameter) -> Bool {
    !origins(of: parameter).isEmpty
  }

  /// Where on the command line the values of a parameter came from, in order.
  public func origins(of parameter: some Parameter) -> [Origin] {
    given[parameter.outline.label, default: []].map(\.origin)
  }

  /// A usage error about a value that parsed but is of no use, for a command to throw.
  ///
  ///     throw arguments.invalid(Build.output, expected: "a folder that exists")
  public func invalid(_ parameter: some Parameter, expected: String) -> UsageError {
    let label = parameter.outline.label
    let problem: UsageProblem =
      if let last = given[label]?.last {
        .invalidValue(last, expected: expected, suggestion: nil)
      } else {
        .other("invalid default of '\(label)': expected \(expected)")
      }
    return UsageError(problem, command: command, usage: usage)
  }

  /// A usage error about what the words mean together, for a command to throw: one sentence that says
  /// the way out too.
  public func misuse(_ message: String) -> UsageError {
    UsageError(.other(message), command: command, usage: usage)
  }

  /// Keeps a value apart from its own optionality, which a cast from `any Sendable` would flatten.
  private struct Box<Value: Sendable>: Sendable {
    let value: Value
  }

  private static func box<Key: Parameter>(
    _ parameter: Key, _ given: [String: [GivenValue]]
  ) throws(InvalidParameter) -> any Sendable {
    do {
      return Box(value: try parameter.value(of: given[parameter.outline.label, default: []]))
    } catch {
      throw InvalidParameter(value: error, choices: parameter.outline.choices)
    }
  }
}

/// A value that its parameter refused.
struct InvalidParameter: Error {
  let value: InvalidGivenValue
  let choices: [String]
}
