public import IndexModel
import Synchronization

/// A new generation of a site, on its way to a folder.
///
/// ```swift
/// let publication = try Publication.begin(at: "site", provenance: provenance)
/// for (path, bytes) in documents { try publication.put(path, bytes.span) }
/// let summary = try publication.commit()
/// ```
///
/// Documents are compared with the published ones as they come. Equal ones are remembered; the
/// first other one starts a new tree in a folder beside the output, on the same file system. The
/// commit links the equal files into that tree, so that they keep their inodes, and gives it the
/// output's place by one rename. Where everything is equal, nothing is made and nothing is written.
///
/// **What readers see.** A reader that opened the output's folder and reads below that descriptor
/// sees one generation; the one that was replaced stays until the commit after. A reader that opens
/// two files by their whole paths may get one from each side of a commit, as with every publisher.
///
/// **What survives.** A publisher may be killed at any instruction, or the power cut: the output is
/// the old site or the new one. What was left beside it is removed by the next publication, which
/// comes to the same bytes.
///
/// **What is ours.** A folder whose marker is not one of ours is refused, and so is a generation
/// that would take a file away which the old one does not list: see ``Provenance``.
///
/// **What is replaced.** The output folder itself: it comes to belong to who publishes, with mode
/// 0755; files have mode 0644, whatever the umask. Published files are never edited in place.
/// Nobody else may: the kept generation shares them.
public final class Publication: Sendable {
  /// What becomes of published documents that nobody puts.
  public enum Scope: Hashable, Sendable {
    /// The documents that are put are the whole site: others go.
    case complete
    /// Others stay, but for those that are removed.
    case delta
  }

  let workshop: Workshop
  let occupant: Occupant
  let provenance: Provenance
  let scope: Scope
  let ledger = Mutex(Ledger())

  private init(
    at output: String, provenance: Provenance, scope: Scope
  ) throws(PublishError) {
    let place = try Place(output)
    // Looked at twice: before the lock, so that a refusal leaves no trace; behind it, since another
    // publisher may have ended in between.
    _ = try place.occupant(of: provenance)
    workshop = try Workshop(beside: place)
    do {
      occupant = try place.occupant(of: provenance)
    } catch {
      workshop.close()
      throw error
    }
    self.provenance = provenance
    self.scope = scope
  }

  deinit { abandon() }

  /// Opens an output for a new generation and locks it.
  ///
  /// - Parameters:
  ///   - output: the folder to publish to. It need not exist, its parent must, and may be reached
  ///     through links.
  ///   - provenance: how to tell a site of ours, and its files, from somebody else's.
  ///   - scope: what becomes of documents that are not put.
  /// - Throws: ``PublishError/busy(output:)`` while another publication of this output lives, in
  ///   this process or any other; a refusal if the output is not ours to replace. Neither leaves a
  ///   trace.
  public static func begin(
    at output: String, provenance: Provenance, scope: Scope = .complete
  ) throws(PublishError) -> Publication {
    try Publication(at: output, provenance: provenance, scope: scope)
  }
}

// MARK: - Documents

extension Publication {
  /// Takes one document of the new generation, and says how it compares with the published one.
  ///
  /// Several threads may put at once. After an error the publication can only be abandoned.
  ///
  /// - Throws: ``PublishError/clash(_:)`` if the path was put or removed before.
  @discardableResult
  public func put(_ path: SitePath, _ bytes: Span<UInt8>) throws(PublishError) -> Standing {
    do {
      try ledger.withLock { (ledger) throws(PublishError) in
        try ledger.claim(path, size: bytes.count)
      }
      let standing = try compare(path, bytes)
      if standing != .equal { try stage(path, bytes) }
      ledger.withLock { $0.settle(path, as: standing, size: bytes.count) }
      return standing
    } catch {
      fail(error)
      throw error
    }
  }

  /// Takes one document of the new generation: see ``put(_:_:)-(_,Span<UInt8>)``.
  @discardableResult
  public func put(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing {
    try put(path, bytes.span)
  }

  /// Takes a published document away in a delta. One that is not published is as good as removed.
  ///
  /// - Throws: ``PublishError/clash(_:)`` if the path was put or removed before.
  public func remove(_ path: SitePath) throws(PublishError) {
    precondition(scope == .delta, "a complete generation removes what is not put")
    precondition(path != provenance.marker, "every generation has its marker")
    do {
      try ledger.withLock { (ledger) throws(PublishError) in try ledger.remove(path) }
    } catch {
      fail(error)
      throw error
    }
  }

  /// The bytes that are published at a path now; nil where there are none.
  public func published(_ path: SitePath) throws(PublishError) -> [UInt8]? {
    guard let site = occupant.site else { return nil }
    do {
      return try site.read(path.text)
    } catch {
      throw named(error, at: path)
    }
  }

  /// The bytes that a commit would publish at a path, of the documents that were put until now; nil
  /// where there would be none. With this a caller can read the new generation with a reader's code
  /// before it goes live.
  public func upcoming(_ path: SitePath) throws(PublishError) -> [UInt8]? {
    let (standing, staging, isRemoved) = ledger.withLock {
      ($0.standings[path], $0.staging, $0.removals.contains(path))
    }
    switch standing {
    case .equal: return try published(path)
    case .none: return scope == .complete || isRemoved ? nil : try published(path)
    case .added, .changed:
      return try at(describe(path)) { () throws(SystemError) in try staging?.root.read(path.text) }
    }
  }

  private func compare(_ path: SitePath, _ bytes: Span<UInt8>) throws(PublishError) -> Standing {
    guard let site = occupant.site else { return .added }
    do {
      return switch try site.compare(path.text, with: bytes) {
      case .absent: .added
      case .equal: .equal
      case .different: .changed
      }
    } catch {
      throw named(error, at: path)
    }
  }

  private func stage(_ path: SitePath, _ bytes: Span<UInt8>) throws(PublishError) {
    let staging = try self.staging()
    do {
      try staging.create(path.text, bytes)
    } catch {
      throw named(error, at: path)
    }
  }

  /// The tree that is being made; started by whoever needs it first.
  func staging() throws(PublishError) -> Staging {
    try ledger.withLock { (ledger) throws(PublishError) in
      if let staging = ledger.staging { return staging }
      let staging = try at(describe(nil), workshop.makeStaging)
      ledger.staging = staging
      return staging
    }
  }

  private func fail(_ error: PublishError) {
    ledger.withLock { if $0.failure == nil { $0.failure = error } }
  }
}

// MARK: - Errors

extension Publication {
  var output: String { workshop.place.output }

  /// A path of the site, or the site itself, as messages show it.
  func describe(_ path: SitePath?) -> String {
    path.map { "\(output)/\($0)" } ?? output
  }

  /// Says what a failed call at a path of the site means.
  func named(_ error: SystemError, at path: SitePath) -> PublishError {
    if error.isLink { return .refused(.foreignEntry, path: describe(path)) }
    if error.isNameTaken { return .clash(path) }
    return PublishError(error, at: describe(path))
  }
}
