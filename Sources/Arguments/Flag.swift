/// A switch: true when it is given, however often.
///
///     let worktree = Flag("worktree", help: "Read the files of the worktree, not a commit.")
public struct Flag: Parameter {
  public let outline: ParameterOutline

  /// A flag with this name, and perhaps a letter.
  public init(_ name: String, short: Unicode.Scalar? = nil, help: String) {
    outline = ParameterOutline(kind: .flag, name: name, short: short, help: help)
  }

  public func value(of given: [GivenValue]) throws(InvalidGivenValue) -> Bool {
    !given.isEmpty
  }
}
