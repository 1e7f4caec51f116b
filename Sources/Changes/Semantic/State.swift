public import IndexModel
public import Registry

/// One of the two states that a comparison is of: a tree, read as a registry.
public struct State: Sendable {
  /// All that is asked of the tree goes through here, so nothing is read twice.
  public let lookup: Lookup
  /// Whether the tree holds `index/registry.json` as a plain file that says what its schema asks.
  ///
  /// Of another one it is not known what the policy is, nor who runs the registry.
  public let hasRegistry: Bool

  public var snapshot: any Snapshot { lookup.snapshot }
  public var context: Context { lookup.context }

  /// The state of a tree; one that is no registry is read as if it had the default settings.
  ///
  /// - Parameter listings: Shared with the other state.
  public init(
    _ snapshot: any Snapshot, listings: Listings = Listings()
  ) throws(SnapshotError) {
    do throws(ContextError) {
      lookup = Lookup(snapshot, context: try Context.read(snapshot), listings: listings)
      hasRegistry = lookup.context.isSound
    } catch {
      if case .unreadable(let error) = error { throw error }
      lookup = Lookup(snapshot, context: Context(), listings: listings)
      hasRegistry = false
    }
  }
}

/// The tree without entries, from which a registry's first commit comes.
public struct EmptySnapshot: Snapshot {
  /// The id that git gives to the empty tree.
  public let root = ObjectID(
    high: 0x4b82_5dc6_42cb_6eb9, middle: 0xa060_e54b_f8d6_9288, low: 0xfbee_4904)

  public init() {}

  public func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    guard folder == root else { throw .missing(folder) }
    return []
  }

  public func size(of file: ObjectID) throws(SnapshotError) -> Int { throw .missing(file) }
  public func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] { throw .missing(file) }
}
