/// The place on the command line that a value came from.
public struct Origin: Hashable, Sendable {
  /// The position among the arguments; the first after the program's name is 1.
  public let position: Int
  /// How the parameter was spelled there: `--output`, `-o`, or `<path>` for a word without a name.
  public let spelling: String
}

/// A text that was given for a parameter, with where it came from.
public struct GivenValue: Hashable, Sendable {
  /// The value as written; empty for a flag.
  public let text: String
  public let origin: Origin
}

/// A given text that is no value of its parameter.
public struct InvalidGivenValue: Error, Equatable, Sendable {
  public let given: GivenValue
  public let problem: InvalidValue
}

extension ArgumentValue {
  init(_ given: GivenValue) throws(InvalidGivenValue) {
    do { try self.init(argument: given.text) } catch {
      throw InvalidGivenValue(given: given, problem: error)
    }
  }
}
