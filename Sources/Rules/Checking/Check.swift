public import Diagnostics
public import IndexModel
public import Registry

/// When a check takes place. Time is an input: nothing here reads a clock.
public struct Moment: Sendable {
  /// The time of the commit that is checked; nil for an uncommitted work tree.
  public let commit: Timestamp?
  /// What counts as now for things that expire.
  public let now: Timestamp

  public init(commit: Timestamp?, now: Timestamp) {
    self.commit = commit
    self.now = now
  }

  /// The moment of a commit that somebody proposes, whose time is what that person's clock said.
  ///
  /// A time later than now is not believed: the commit that merges it is of now or later, and so
  /// may be built with whatever happened until now. With something later in it, it never could be.
  public init(proposed commit: Timestamp, now: Timestamp) {
    self.init(commit: min(commit, now), now: now)
  }
}

/// What a check of a unit may look at beside the unit.
///
/// A check of scope `file` is handed a view without a lookup, so its scope is what its type says.
public struct FileView: Sendable {
  public let context: Context
  public let moment: Moment

  public init(context: Context, moment: Moment) {
    self.context = context
    self.moment = moment
  }
}

/// What a check may look up: whatever the unit names.
public struct ForwardView: Sendable {
  public let lookup: Lookup
  public let moment: Moment
  public var context: Context { lookup.context }

  public init(lookup: Lookup, moment: Moment) {
    self.lookup = lookup
    self.moment = moment
  }
}

/// A rule with the function that finds its violations: a value without memory, so running it twice
/// is harmless.
public struct Check: Sendable {
  /// What is checked, and with it what may be seen.
  public enum Body: Sendable {
    /// One unit alone.
    case file(@Sendable (Unit, FileView) -> [Diagnostic])
    /// One unit and what it names.
    case forward(@Sendable (Unit, ForwardView) throws(SnapshotError) -> [Diagnostic])
    /// The names in one place.
    case names(@Sendable (NameSpace, Context) -> [Diagnostic])
    /// One entry of a tree, unread, and what stands beside it.
    case entry(@Sendable (Walk.Found, ForwardView) throws(SnapshotError) -> [Diagnostic])
    /// Who answers for which path, and entries of a tree that somebody has to answer for: all of
    /// them, or those that a change brings.
    case owners(@Sendable ([Walk.Found], ForwardView) throws(SnapshotError) -> [Diagnostic])
    /// What a unit claims for itself, and what to say of a claim that another was there before.
    case claims(@Sendable (Unit) -> [Claim], clash: @Sendable (Claim, Claim) -> Diagnostic)
    /// One unit, and the releases of what it depends on. Only asked about packages of which there is
    /// something to say, and about package indexes.
    case dependencies(
      @Sendable (Unit, DependencyView) throws(SnapshotError) -> [DependencyFinding])
  }

  public let rule: Rule
  public let body: Body

  init(_ rule: Rule, _ body: Body) {
    self.rule = rule
    self.body = body
  }
}
