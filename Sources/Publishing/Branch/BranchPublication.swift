public import IndexModel
import Synchronization

/// A new generation of a site, on its way to a branch: the tree of the branch's commit is the site.
///
/// Documents are compared with those of the commit that the branch leads to. The first that is not equal starts a new
/// tree, which begins as the old one: only folders with a document in them that changed are written anew, all others are
/// shared. Where everything is equal, nothing is written, and the branch stays.
///
/// **What readers see.** A commit, whole: the branch is moved last, in one step, and only from where it was found.
///
/// **What survives.** A publisher may be killed at any instruction, or the power cut: the branch leads to the old commit
/// or to the new one. What was made until then is in a folder of its own: see ``BranchWorkshop``.
///
/// **What is ours.** A branch whose tree has files but no marker of ours is refused. Files that the published generation
/// does not list stay in the tree: see ``Provenance``.
public final class BranchPublication: Sink {
  /// What a branch is, as somebody sees it who can read the repository.
  public struct State: Sendable {
    /// The commit that the branch leads to, and its tree; nil where there is no such branch.
    public let tip: (commit: ObjectID, snapshot: any Snapshot)?
    /// Whether the branch is a symbolic reference.
    public let isAlias: Bool
    /// The git folder of a checkout that stands on the branch.
    public let checkout: String?

    public init(
      tip: (commit: ObjectID, snapshot: any Snapshot)?, isAlias: Bool, checkout: String?
    ) {
      self.tip = tip
      self.isAlias = isAlias
      self.checkout = checkout
    }
  }

  let workshop: BranchWorkshop
  let branch: BranchName
  /// What the commit says of itself.
  let label: SiteCommit
  let provenance: Provenance
  /// The commit that the branch led to at the beginning.
  let tip: ObjectID?
  /// The published site; nil where there is none, or an empty tree.
  let site: PublishedTree?
  let ledger = Mutex(Ledger<BranchWork>())
  private let look: @Sendable () throws -> State
  /// The commit that was made.
  let made = Mutex<ObjectID?>(nil)

  private init(
    on branch: BranchName, in gitFolder: String, _ commit: SiteCommit, provenance: Provenance,
    look: @escaping @Sendable () throws -> State
  ) throws {
    self.branch = branch
    label = commit
    self.provenance = provenance
    self.look = look
    // Looked at twice: before the lock, so that a refusal leaves no trace; behind it, since another publisher may have
    // ended in between.
    _ = try Self.site(of: look(), branch, provenance)
    workshop = try BranchWorkshop(for: branch, in: gitFolder)
    do {
      let state = try look()
      tip = state.tip?.commit
      site = try Self.site(of: state, branch, provenance)
    } catch {
      workshop.close()
      throw error
    }
  }

  deinit { abandon() }

  /// Opens a branch for a new generation and locks it.
  ///
  /// - Parameters:
  ///   - gitFolder: The git folder that all checkouts of the repository share.
  ///   - look: Looks at the branch as it is.
  /// - Throws: ``PublishError/busy(output:)`` while another publication of this branch lives; a refusal if the branch is
  ///   not ours to move; what `look` throws.
  public static func begin(
    on branch: BranchName, in gitFolder: String, _ commit: SiteCommit, provenance: Provenance,
    look: @escaping @Sendable () throws -> State
  ) throws -> BranchPublication {
    try BranchPublication(
      on: branch, in: gitFolder, commit, provenance: provenance, look: look)
  }

  private static func site(
    of state: State, _ branch: BranchName, _ provenance: Provenance
  ) throws(PublishError) -> PublishedTree? {
    func refused(_ refusal: BranchRefusal) -> PublishError {
      .refusedBranch(refusal, branch: branch.text)
    }
    if state.isAlias { throw refused(.isAlias) }
    if let checkout = state.checkout { throw refused(.isCheckedOut(in: checkout)) }
    guard let tip = state.tip else { return nil }
    do {
      if try tip.snapshot.list(tip.snapshot.root).isEmpty { return nil }
      let tree = PublishedTree(tip.snapshot)
      guard case .file(let id, _) = try tree.place(provenance.marker),
        provenance.isOurs(try tip.snapshot.read(id))
      else { throw refused(.notASite(marker: provenance.marker)) }
      return tree
    } catch let error as SnapshotError {
      throw refused(.unreadable(detail: error.words))
    } catch let error as PublishError {
      throw error
    } catch {
      preconditionFailure("a snapshot throws nothing else")
    }
  }

  /// Whether the branch leads to a commit now.
  func leads(to commit: ObjectID) -> Bool {
    (try? look().tip?.commit) == commit
  }

  /// The commit that the branch leads to: the one that was made, or the one that was found.
  public var siteCommit: ObjectID? { made.withLock(\.self) ?? tip }
}

/// A new tree on its way.
struct BranchWork: Sendable {
  let scratch: Scratch
  let stream: FastImport
}

// MARK: - Documents

extension BranchPublication {
  public func keepOthers() {
    ledger.withLock { $0.becomeDelta() }
  }

  /// Takes one document of the new generation, and says how it compares with the published one.
  ///
  /// Several threads may put at once. After an error the publication can only be abandoned.
  @discardableResult
  public func put(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing {
    do throws(PublishError) {
      try ledger.withLock { (ledger) throws(PublishError) in
        try ledger.claim(path, size: bytes.count)
      }
      let standing = try compare(path, bytes)
      if standing != .equal {
        try work().stream.put(path, bytes.span)
        ledger.withLock { $0.wrote(path, size: bytes.count) }
      }
      return standing
    } catch {
      fail(error)
      throw error
    }
  }

  @discardableResult
  public func replace(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing {
    do throws(PublishError) {
      guard let old = try upcoming(path) else { throw PublishError.clash(path) }
      let wasWritten = try compare(path, old) != .equal
      let standing = try compare(path, bytes)
      if wasWritten || standing != .equal { try work().stream.put(path, bytes.span) }
      ledger.withLock {
        $0.replaced(path, (old.count, wasWritten), (bytes.count, standing != .equal))
      }
      return standing
    } catch {
      fail(error)
      throw error
    }
  }

  public func remove(_ path: SitePath) throws(PublishError) {
    do throws(PublishError) {
      try ledger.withLock { (ledger) throws(PublishError) in
        precondition(ledger.scope == .delta, "a complete generation removes what is not put")
        precondition(path != provenance.marker, "every generation has its marker")
        try ledger.remove(path)
      }
      guard case .file? = try place(path) else { return }
      try work().stream.remove(path)
      ledger.withLock { $0.removed(path) }
    } catch {
      fail(error)
      throw error
    }
  }

  public func published(_ path: SitePath) throws(PublishError) -> [UInt8]? {
    guard let site else { return nil }
    switch try place(path) {
    case .file(let id, _)?:
      return try reading { () throws(SnapshotError) in try site.snapshot.read(id) }
    case .foreign?: throw refused(.foreignEntry(path.text))
    case .nothing?, .folder?, .behind?, nil: return nil
    }
  }

  public func upcoming(_ path: SitePath) throws(PublishError) -> [UInt8]? {
    let ledger = ledger.withLock(\.self)
    guard
      ledger.claims.contains(path) || ledger.scope == .delta && !ledger.removals.contains(path)
    else { return nil }
    return if let work = ledger.work { try work.stream.read(path) } else { try published(path) }
  }

  public func removals() throws(PublishError) -> [SitePath] {
    let ledger = ledger.withLock(\.self)
    return try ledger.goes { () throws(PublishError) in
      site == nil ? [] : try provenance.files(of: "the branch '\(branch)'", published)
    }
  }

  /// Compares with what is published at a path, and refuses what a file there would take away unsaid.
  private func compare(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing {
    switch try place(path) {
    case nil, .nothing?: return .added
    case .foreign?: throw refused(.foreignEntry(path.text))
    case .behind(let file)?:
      try expectGone([file], for: path)
      return .added
    case .folder(let id)?:
      let files = try reading { () throws(SnapshotError) in try site?.files(in: id, at: path) }
      guard let files else { throw refused(.foreignEntry(path.text)) }
      try expectGone(files, for: path)
      return .added
    case .file(let id, let isPlain)?:
      guard isPlain, let site else { return .changed }
      let isEqual = try reading { () throws(SnapshotError) in
        guard try site.snapshot.size(of: id) == bytes.count else { return false }
        return try site.snapshot.read(id) == bytes
      }
      return isEqual ? .equal : .changed
    }
  }

  /// In a delta, what stands in the way of a document has to be removed before; of a complete generation it goes, for
  /// nobody can put it any more.
  private func expectGone(_ files: [SitePath], for path: SitePath) throws(PublishError) {
    let isClash = ledger.withLock { ledger in
      ledger.scope == .delta && !files.allSatisfy(ledger.removals.contains)
    }
    if isClash { throw .clash(path) }
  }

  private func place(_ path: SitePath) throws(PublishError) -> PublishedTree.Place? {
    try reading { () throws(SnapshotError) in try site?.place(path) }
  }

  /// The tree that is being made; begun by whoever needs it first.
  func work() throws(PublishError) -> BranchWork {
    try ledger.withLock { (ledger) throws(PublishError) in
      try ledger.work { () throws(PublishError) in
        let scratch = try workshop.makeScratch()
        do throws(PublishError) {
          let stream = try FastImport(
            in: scratch.path, label, parent: label.keepsHistory ? tip : nil,
            tree: site?.snapshot.root)
          return BranchWork(scratch: scratch, stream: stream)
        } catch {
          workshop.remove(scratch)
          throw error
        }
      }
    }
  }

  private func fail(_ error: PublishError) {
    ledger.withLock { if $0.failure == nil { $0.failure = error } }
  }
}

// MARK: - Errors

extension BranchPublication {
  func refused(_ refusal: BranchRefusal) -> PublishError {
    .refusedBranch(refusal, branch: branch.text)
  }

  private func reading<Value>(
    _ body: () throws(SnapshotError) -> Value
  ) throws(PublishError) -> Value {
    do {
      return try body()
    } catch {
      throw refused(.unreadable(detail: error.words))
    }
  }
}

extension SnapshotError {
  fileprivate var words: String {
    switch self {
    case .missing(let id): "object \(id) is missing"
    case .unreadable(let id, let detail): "object \(id) cannot be read: \(detail)"
    case .tooLarge(let id, let size): "object \(id) has \(size) bytes"
    case .tooManyEntries(let id, let limit):
      "below folder \(id) there are more than \(limit) entries"
    }
  }
}
