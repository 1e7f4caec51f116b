import Glibc

/// A program that does for us what we do not link: run without a shell, with an environment of its own, and with no
/// file of ours but the three that it talks through.
public struct ExternalProgram {
  private let name: String
  private let arguments: [String]
  private let environment: [String]
  private let silence: Duration
  private let patience: Duration

  /// How much of what it says on standard error is kept.
  private static let errorLimit = 4096

  /// - Parameters:
  ///   - environment: `NAME=value`.
  ///   - silence: How long it may say nothing.
  ///   - patience: How long it may take.
  public init(
    name: String, arguments: [String], environment: [String], silence: Duration, patience: Duration
  ) {
    self.name = name
    self.arguments = arguments
    self.environment = environment
    self.silence = silence
    self.patience = patience
  }

  /// How the program ended.
  public struct Ending {
    /// The exit status; nil if it was ended by a signal, or by us for taking too long.
    public let status: Int32?
    /// The beginning of what it said on standard error.
    public let errors: String
  }

  /// Runs the program to its end. `output` takes what it writes, piece by piece.
  public func run(input: [UInt8], output: (ArraySlice<UInt8>) -> Void) throws(NoProgram) -> Ending {
    var child = try Child.start(name, arguments, environment)
    return converse(with: &child, input, output)
  }

  private func converse(
    with child: inout Child, _ input: [UInt8], _ output: (ArraySlice<UInt8>) -> Void
  ) -> Ending {
    var unsent = input[...]
    var errors: [UInt8] = []
    let end = ContinuousClock.now + patience
    var quiet = ContinuousClock.now + silence
    if unsent.isEmpty { child.input.finish() }
    while child.output.isOpen || child.errors.isOpen {
      let wanted = [
        (child.input, POLLOUT, child.input.isOpen && !unsent.isEmpty),
        (child.output, POLLIN, child.output.isOpen), (child.errors, POLLIN, child.errors.isOpen),
      ]
      let now = ContinuousClock.now
      guard now < min(end, quiet), Stream.wait(wanted, atMost: min(end, quiet) - now) else {
        if ContinuousClock.now < min(end, quiet) { continue }
        return Ending(status: nil, errors: String(decoding: errors, as: UTF8.self))
      }
      if !unsent.isEmpty, child.input.isOpen {
        unsent = unsent.dropFirst(child.input.send(unsent))
        if unsent.isEmpty || !child.input.isOpen { child.input.finish() }
      }
      let heard = child.output.receive()
      if !heard.isEmpty { output(heard[...]) }
      let said = child.errors.receive()
      errors += said.prefix(Self.errorLimit - errors.count)
      if !heard.isEmpty || !said.isEmpty { quiet = ContinuousClock.now + silence }
    }
    return Ending(
      status: child.wait(until: end), errors: String(decoding: errors, as: UTF8.self))
  }
}
