public import IndexModel

/// What is to be resolved, and how.
public struct Request: Sendable {
  public var requirements: [Requirement]
  public var strategy: Strategy
  /// Releases published later, or without a time, are not taken.
  public var before: Timestamp?
  /// Whether candidates are taken too.
  public var candidates: Bool
  /// Whether the dependencies for development of what is required are wanted too.
  public var dev: Bool
  /// What is tried first, by alias. A revoked release is only ever taken if it is named here.
  public var locked: [String: Version]
  /// How much the search may do before it gives up: at how many statements about aliases it looks.
  public var effort = Request.usualEffort

  /// Hundreds of times what any question took that was not made up to be hard.
  public static let usualEffort = 100_000_000
  /// Whether to look past releases that the index marks as unmet.
  private var skipsUnmet = true

  /// Whether releases that the index marks as unmet are left out. The marks were made for current releases alone.
  var believesMarks: Bool { skipsUnmet && !candidates && locked.isEmpty }

  /// The same request, for which each release speaks for itself.
  var withoutMarks: Request {
    var request = self
    request.skipsUnmet = false
    return request
  }

  public init(
    _ requirements: [Requirement], strategy: Strategy = .newest, before: Timestamp? = nil,
    candidates: Bool = false, dev: Bool = false, locked: [String: Version] = [:]
  ) {
    self.requirements = requirements
    self.strategy = strategy
    self.before = before
    self.candidates = candidates
    self.dev = dev
    self.locked = locked
  }

  /// Something that the solution has to hold.
  public struct Requirement: Hashable, Sendable {
    public let alias: String
    public let range: VersionRange

    public init(_ alias: String, _ range: VersionRange) {
      self.alias = alias
      self.range = range
    }
  }

  /// Which of several releases is tried first: by precedence, whatever their times.
  public enum Strategy: String, Hashable, Sendable, CaseIterable {
    case newest, oldest
  }
}
