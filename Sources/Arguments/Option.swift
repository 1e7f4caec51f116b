/// A value with a name: `--output site`, `--output=site`, `-o site` or `-osite`.
///
/// The type says how often it is given: `Option<String?>` may be left out, `Option<String>` is
/// required or has a default, `Option<[String]>` may be repeated.
///
///     let output = Option<String?>("output", short: "o", value: "dir", help: "Where the site goes.")
///     let format = Option<Format>("format", value: "format", default: .text, help: "How to print.")
public struct Option<Value: Sendable>: Parameter {
  public let outline: ParameterOutline
  private let decode: @Sendable ([GivenValue]) throws(InvalidGivenValue) -> Value

  public func value(of given: [GivenValue]) throws(InvalidGivenValue) -> Value {
    try decode(given)
  }
}

extension Option {
  /// An option that may be left out.
  public init<Wrapped: ArgumentValue>(
    _ name: String, short: Unicode.Scalar? = nil, value: String, help: String,
    completes: Completion = .none
  ) where Value == Wrapped? {
    outline = ParameterOutline(
      kind: .option, name: name, short: short, valueName: value, help: help,
      choices: Wrapped.choices, completion: completes)
    decode = { given throws(InvalidGivenValue) in
      guard let last = given.last else { return nil }
      return try Wrapped(last)
    }
  }

  /// An option that has a default when it is left out.
  public init(
    _ name: String, short: Unicode.Scalar? = nil, value: String, default: Value, help: String,
    completes: Completion = .none
  ) where Value: ArgumentValue {
    outline = ParameterOutline(
      kind: .option, name: name, short: short, valueName: value, help: help,
      defaultText: `default`.argument, choices: Value.choices, completion: completes)
    decode = { given throws(InvalidGivenValue) in
      guard let last = given.last else { return `default` }
      return try Value(last)
    }
  }

  /// An option that must be given.
  public init(
    _ name: String, short: Unicode.Scalar? = nil, value: String, help: String,
    completes: Completion = .none
  ) where Value: ArgumentValue {
    outline = ParameterOutline(
      kind: .option, name: name, short: short, valueName: value, help: help, arity: .required,
      choices: Value.choices, completion: completes)
    decode = { given throws(InvalidGivenValue) in
      try Value(given[given.startIndex])
    }
  }

  /// An option that may be repeated; the values keep the order in which they were given.
  public init<Element: ArgumentValue>(
    _ name: String, short: Unicode.Scalar? = nil, value: String, atLeast minimum: Int = 0,
    help: String, completes: Completion = .none
  ) where Value == [Element] {
    outline = ParameterOutline(
      kind: .option, name: name, short: short, valueName: value, help: help,
      arity: .many(atLeast: minimum), choices: Element.choices, completion: completes)
    decode = { given throws(InvalidGivenValue) in
      try given.map { value throws(InvalidGivenValue) in try Element(value) }
    }
  }
}
