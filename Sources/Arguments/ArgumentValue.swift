/// A type whose values can be written on a command line.
///
/// An enumeration of strings needs one line: `extension Format: ArgumentValue {}`.
public protocol ArgumentValue: Sendable {
  /// The value that `argument` spells.
  init(argument: String) throws(InvalidValue)

  /// How the value is spelled, for help to show a default.
  var argument: String { get }

  /// Every spelling, for help and completions; empty where there is no end to them.
  static var choices: [String] { get }
}

/// Why a text is no value of a type: says what was expected, as a noun phrase.
public struct InvalidValue: Error, Equatable, Sendable {
  /// What was expected instead, such as `a whole number`.
  public let expected: String

  /// A problem that reads `…: expected a whole number`.
  public init(expected: String) {
    self.expected = expected
  }
}

extension ArgumentValue {
  /// Endless: no spelling is named.
  public static var choices: [String] { [] }
}

extension ArgumentValue where Self: RawRepresentable<String>, Self: CaseIterable {
  /// The case whose raw value is `argument`, byte for byte.
  public init(argument: String) throws(InvalidValue) {
    let found = Self.allCases.first { $0.rawValue.utf8.elementsEqual(argument.utf8) }
    guard let found else {
      throw InvalidValue(expected: Self.choices.joined(separator: ", ", last: " or "))
    }
    self = found
  }

  /// The raw value.
  public var argument: String { rawValue }

  /// The raw values, in the order of the cases.
  public static var choices: [String] { allCases.map(\.rawValue) }
}

extension String: ArgumentValue {
  /// Any text, the empty one too.
  public init(argument: String) { self = argument }

  /// The text itself.
  public var argument: String { self }
}

extension Int: ArgumentValue {
  /// A whole number in decimal digits, perhaps after a sign.
  public init(argument: String) throws(InvalidValue) {
    guard let number = Int(argument) else { throw InvalidValue(expected: "a whole number") }
    self = number
  }

  /// The decimal digits.
  public var argument: String { String(self) }
}

extension [String] {
  /// The words as an enumeration in prose: `a, b or c`.
  func joined(separator: String, last: String) -> String {
    guard count > 1, let final = self.last else { return first ?? "" }
    return dropLast().joined(separator: separator) + last + final
  }
}
