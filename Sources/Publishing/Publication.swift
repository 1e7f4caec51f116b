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
/// Documents are compared with the published ones as they come. The first that is not equal calls for the **spare** tree,
/// which stands beside the output on the same file system: the generation before the live one, brought forward by the
/// few paths that it missed. It shares equal files with the live tree by links, takes the new documents, and changes
/// places with the live tree by one exchange of names. So a publication costs what it changes; only the first two of an
/// output cost as much as there is. Where everything is equal, nothing is made and nothing is written.
///
/// **What readers see.** A path leads to the old generation or to the new one, whole, never to half a file. A reader that
/// opened the output's folder and goes on below that descriptor sees one generation until the next publication begins
/// to bring that tree forward; one that may be so slow reads the marker first and last, and starts again if it
/// changed or is gone: of a tree that is brought forward it goes first and comes last.
///
/// **What survives.** A publisher may be killed at any instruction, or the power cut: the output is the old site or the
/// new one. A spare tree that was being changed is compared with the live one before it is used again.
///
/// **What is ours.** A folder whose marker is not one of ours is refused. Files that the published generation does not
/// list stay where they are, those in folders of ours only for a complete generation: see ``Provenance``.
///
/// **What is replaced.** The output folder itself: it comes to belong to who publishes, with mode
/// 0755; files have mode 0644, whatever the umask. Published files are never edited in place.
/// Nobody else may: the spare tree shares them.
public final class Publication: Sink {
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
  let ledger = Mutex(Ledger<Staging>())

  private init(at output: String, provenance: Provenance) throws(PublishError) {
    let place = try Place(output)
    // Looked at twice: before the lock, so that a refusal leaves no trace; behind it, since another
    // publisher may have ended in between.
    _ = try place.occupant(of: provenance)
    workshop = try Workshop(beside: place, of: provenance)
    do {
      occupant = try place.occupant(of: provenance)
    } catch {
      workshop.close()
      throw error
    }
    self.provenance = provenance
  }

  deinit { abandon() }

  /// Opens an output for a new generation and locks it.
  ///
  /// - Parameters:
  ///   - output: the folder to publish to. It need not exist, its parent must, and may be reached
  ///     through links.
  ///   - provenance: how to tell a site of ours, and its files, from somebody else's.
  /// - Throws: ``PublishError/busy(output:)`` while another publication of this output lives, in
  ///   this process or any other; a refusal if the output is not ours to replace. Neither leaves a
  ///   trace.
  public static func begin(
    at output: String, provenance: Provenance
  ) throws(PublishError) -> Publication {
    try Publication(at: output, provenance: provenance)
  }

  /// Makes this a delta: documents that nobody puts stay, but for those that are removed. To be said before the first.
  public func keepOthers() {
    ledger.withLock { $0.becomeDelta() }
  }

  var scope: Scope { ledger.withLock { $0.scope } }
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
      if standing != .equal {
        if path == provenance.marker {
          let marker = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
          ledger.withLock { $0.marker = marker }
        } else {
          try stage(path, bytes, over: standing)
        }
        ledger.withLock { $0.wrote(path, size: bytes.count) }
      }
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

  /// Takes another form of a document that was put before, and says how that compares with the published one.
  @discardableResult
  public func replace(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing {
    precondition(path != provenance.marker, "the marker is put once")
    do {
      guard let old = try upcoming(path) else { throw PublishError.clash(path) }
      let wasWritten = try compare(path, old.span) != .equal
      let standing = try compare(path, bytes.span)
      if wasWritten {
        // What is published need not be in the new tree any more, so even that is put again.
        let staging = try self.staging()
        do throws(SystemError) {
          try staging.remove(path.text)
          try staging.create(path.text, bytes.span)
        } catch {
          throw named(error, at: path)
        }
      } else if standing != .equal {
        try stage(path, bytes.span, over: standing)
      }
      ledger.withLock {
        $0.replaced(path, (old.count, wasWritten), (bytes.count, standing != .equal))
      }
      return standing
    } catch let error as PublishError {
      fail(error)
      throw error
    } catch {
      preconditionFailure("a publication throws nothing else")
    }
  }

  /// Takes a published document away in a delta. One that is not published is as good as removed. Where a folder comes
  /// in the place of a file, or a file in that of a folder, what goes has to be removed first.
  ///
  /// - Throws: ``PublishError/clash(_:)`` if the path was put or removed before.
  public func remove(_ path: SitePath) throws(PublishError) {
    precondition(scope == .delta, "a complete generation removes what is not put")
    precondition(path != provenance.marker, "every generation has its marker")
    do throws(PublishError) {
      try ledger.withLock { (ledger) throws(PublishError) in try ledger.remove(path) }
      guard try isPublished(path) else { return }
      let staging = try self.staging()
      do { try staging.remove(path.text) } catch { throw named(error, at: path) }
      ledger.withLock { $0.removed(path) }
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
    let (isPut, staging, isRemoved, marker) = ledger.withLock {
      ($0.claims.contains(path), $0.work, $0.removals.contains(path), $0.marker)
    }
    guard isPut || scope == .delta && !isRemoved else { return nil }
    if path == provenance.marker, let marker { return marker }
    guard let staging, path != provenance.marker else { return try published(path) }
    return try at(describe(path)) { () throws(SystemError) in try staging.root.read(path.text) }
  }

  private func isPublished(_ path: SitePath) throws(PublishError) -> Bool {
    guard let site = occupant.site else { return false }
    do {
      return try site.kind(of: path.text) == .file
    } catch {
      throw named(error, at: path)
    }
  }

  private func compare(_ path: SitePath, _ bytes: Span<UInt8>) throws(PublishError) -> Standing {
    guard let site = occupant.site else { return .added }
    let likeness: Likeness
    do {
      likeness = try site.compare(path.text, with: bytes)
    } catch {
      throw named(error, at: path)
    }
    switch likeness {
    case .equal: return .equal
    case .different: return .changed
    case .absent:
      try refuseObstacles(at: path, in: site)
      return .added
    }
  }

  private func stage(
    _ path: SitePath, _ bytes: Span<UInt8>, over standing: Standing
  ) throws(PublishError) {
    let staging = try self.staging()
    do throws(SystemError) {
      // What somebody took out of the site may still be in the spare tree.
      if standing == .changed || staging.isAdopted { try staging.remove(path.text) }
      try staging.create(path.text, bytes)
    } catch let error where error.isNameTaken {
      try makeWay(for: path, in: staging)
      do {
        try staging.create(path.text, bytes)
      } catch {
        throw named(error, at: path)
      }
    } catch {
      throw named(error, at: path)
    }
  }

  /// Takes away a stale file where the generation needs a folder, or a stale folder where it needs a file. What is not
  /// ours to take away was refused.
  private func makeWay(for path: SitePath, in staging: Staging) throws(PublishError) {
    do {
      for folder in path.folders { try staging.remove(folder) }
      try staging.root.removeTree(path.text)
    } catch let error where error.isAbsence {
      // What stood in the way is gone.
    } catch {
      throw named(error, at: path)
    }
  }

  /// The tree that is being made; started by whoever needs it first.
  func staging() throws(PublishError) -> Staging {
    // What is rendered whole may be compared whole.
    let isComplete = scope == .complete
    return try ledger.withLock { (ledger) throws(PublishError) in
      try ledger.work { () throws(PublishError) in
        try workshop.makeStaging(
          like: occupant.site, of: provenance, comparingAll: isComplete)
      }
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
