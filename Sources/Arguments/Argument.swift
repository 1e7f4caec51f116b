/// A value without a name, known by its place among the words of a command.
///
/// As for `Option`, the type says how often it is given: `Argument<String>` once,
/// `Argument<String?>` at most once, `Argument<[String]>` any number of times. The optional and the
/// repeated come last.
///
///     let package = Argument<String>("package", help: "The package, as project/name.")
public struct Argument<Value: Sendable>: Parameter {
  public let outline: ParameterOutline
  private let decode: @Sendable ([GivenValue]) throws(InvalidGivenValue) -> Value

  public func value(of given: [GivenValue]) throws(InvalidGivenValue) -> Value {
    try decode(given)
  }
}

extension Argument {
  /// An argument that must be given.
  public init(_ name: String, help: String, completes: Completion = .none)
  where Value: ArgumentValue {
    outline = ParameterOutline(
      kind: .argument, name: name, help: help, arity: .required, choices: Value.choices,
      completion: completes)
    decode = { given throws(InvalidGivenValue) in
      try Value(given[given.startIndex])
    }
  }

  /// An argument that may be left out.
  public init<Wrapped: ArgumentValue>(
    _ name: String, help: String, completes: Completion = .none
  ) where Value == Wrapped? {
    outline = ParameterOutline(
      kind: .argument, name: name, help: help, choices: Wrapped.choices, completion: completes)
    decode = { given throws(InvalidGivenValue) in
      guard let first = given.first else { return nil }
      return try Wrapped(first)
    }
  }

  /// An argument that has a default when it is left out.
  public init(_ name: String, default: Value, help: String, completes: Completion = .none)
  where Value: ArgumentValue {
    outline = ParameterOutline(
      kind: .argument, name: name, help: help, defaultText: `default`.argument,
      choices: Value.choices, completion: completes)
    decode = { given throws(InvalidGivenValue) in
      guard let first = given.first else { return `default` }
      return try Value(first)
    }
  }

  /// An argument that takes all the words that are left.
  public init<Element: ArgumentValue>(
    _ name: String, atLeast minimum: Int = 0, help: String, completes: Completion = .none
  ) where Value == [Element] {
    outline = ParameterOutline(
      kind: .argument, name: name, help: help, arity: .many(atLeast: minimum),
      choices: Element.choices, completion: completes)
    decode = { given throws(InvalidGivenValue) in
      try given.map { value throws(InvalidGivenValue) in try Element(value) }
    }
  }
}
