public import IndexModel

/// What a closure is made from: a package index as it is now, and as it was when its marks were made.
public protocol ClosureSource {
  /// The releases that an alias has now, ascending; nil where the index has no such alias.
  func releases(of alias: String) throws -> [ReleaseNode]?

  /// The releases that an alias had, with what was marked; nil where it was not there. Asked for aliases that did not
  /// change too: their marks are taken from here.
  func before(_ alias: String) throws -> [MarkedRelease]?

  /// The aliases whose releases depend on an alias now, whether there is one of that name or not.
  func dependents(of alias: String) throws -> [Dependent]

  /// The alias that a target stands for where a release of `dependent` declares it. It need not be there.
  func alias(for target: String, from dependent: String) throws -> String

  /// What a range means that a release declares; nil if nothing.
  func range(_ text: String) -> VersionRange?
}

/// A release with the targets that nothing met.
public struct MarkedRelease: Sendable {
  public let release: ReleaseNode
  public let unmet: [String]

  public init(_ release: ReleaseNode, unmet: [String]) {
    self.release = release
    self.unmet = unmet
  }
}

/// An alias that depends on another, and by which ranges.
public struct Dependent: Hashable, Sendable {
  public let alias: String
  /// As written, each once.
  public let ranges: [String]

  public init(alias: String, ranges: [String]) {
    self.alias = alias
    self.ranges = ranges
  }
}
