/// Something that a command can be given: an `Option`, a `Flag` or an `Argument`.
///
/// A parameter is declared once, as a constant. The constant describes it to the parser, to help
/// and to completions, and it is the key that reads the value from `ParsedArguments`.
public protocol Parameter<Value>: Sendable {
  /// What `arguments[parameter]` gives.
  associatedtype Value: Sendable

  /// What parsing, help and completions know of the parameter.
  var outline: ParameterOutline { get }

  /// The value of everything that was given for the parameter; of nothing, its default.
  func value(of given: [GivenValue]) throws(InvalidGivenValue) -> Value
}

/// What parsing, help and completions know of a parameter.
public struct ParameterOutline: Sendable {
  /// How a parameter is written on the command line.
  public enum Kind: Hashable, Sendable {
    /// `--name <value>`.
    case option
    /// `--name`.
    case flag
    /// A word that needs no name.
    case argument
  }

  /// How often a parameter is given.
  public enum Arity: Hashable, Sendable {
    case optional
    case required
    case many(atLeast: Int)
  }

  public let kind: Kind
  /// The name without dashes.
  public let name: String
  /// The letter of the short spelling.
  public let short: Unicode.Scalar?
  /// What stands for the value in help, without its angle brackets; empty for a flag.
  public let valueName: String
  public let help: String
  public let arity: Arity
  /// How the default is spelled, where it is worth a word.
  public let defaultText: String?
  /// The spellings of the value, where they are few.
  public let choices: [String]
  /// What a shell offers for the value.
  public let completion: Completion

  init(
    kind: Kind, name: String, short: Unicode.Scalar? = nil, valueName: String = "", help: String,
    arity: Arity = .optional, defaultText: String? = nil, choices: [String] = [],
    completion: Completion = .none
  ) {
    precondition(
      !name.isEmpty && name.utf8.allSatisfy(Self.isNameByte) && !name.hasPrefix("-"),
      "the name of a parameter is made of lower-case letters, digits and dashes")
    self.kind = kind
    self.name = name
    self.short = short
    self.valueName = valueName
    self.help = help
    self.arity = arity
    self.defaultText = defaultText
    self.choices = choices
    self.completion = choices.isEmpty ? completion : .words(choices)
  }

  /// How messages and help spell the parameter: `--output`, or `<path>` for an argument.
  public var label: String { kind == .argument ? "<\(name)>" : "--\(name)" }

  /// The label with what stands for the value: `--output <dir>`.
  public var usage: String { kind == .option ? "--\(name) <\(valueName)>" : label }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// What a shell offers when a value is to be completed.
public enum Completion: Hashable, Sendable {
  case none
  case files
  case folders
  /// One of these words, each without blanks and quotes.
  case words([String])
  /// What the program itself prints when its command `completions <name>` is given the word, one a line: see
  /// `Program.init(…, completing:)`.
  case program(String)
}
