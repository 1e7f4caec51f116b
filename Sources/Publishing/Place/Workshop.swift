import Glibc

/// The folder beside an output where a generation is made: `.<name>.cairn`, in the output's parent.
///
/// It is on the output's file system, so that one rename can commit; it is not below the output, so
/// that no server shows half a site; and nobody else may read it, in case the parent is served too.
///
/// | name | what |
/// | --- | --- |
/// | `lock` | locked by the one who publishes |
/// | `staging` | the new tree while it is made, and for a moment the old one after the exchange |
/// | `ready` | a whole new tree, on file systems that cannot exchange: see ``goLive(over:)`` |
/// | `previous` | the generation before the live one |
/// | `discarded` | what is being removed |
struct Workshop: Sendable {
  static let staging = "staging"
  static let ready = "ready"
  static let previous = "previous"
  static let discarded = "discarded"

  let place: Place
  let folder: Folder
  /// Whether the folder was made for this publication and not found.
  private let isNew: Bool
  private let lock: Lock

  /// The path of the folder, for messages.
  static func path(of place: Place) -> String { "\(place.output) (.\(place.name).cairn beside it)" }

  static func name(of place: Place) -> String { ".\(place.name).cairn" }

  /// Makes or finds the folder, takes its lock and clears what a killed publisher left.
  init(beside place: Place) throws(PublishError) {
    self.place = place
    (folder, lock, isNew) = try Self.locked(beside: place)
    do {
      try at(Self.path(of: place), recover)
    } catch {
      close()
      throw error
    }
  }

  /// Lets go of the lock. A folder that was made for this publication goes, unless it is worth
  /// keeping.
  func close(keeping isWorthKeeping: Bool = false) {
    if isNew, !isWorthKeeping { removeIfUnused() }
    lock.release()
  }

  /// Starts an empty tree.
  func makeStaging() throws(SystemError) -> Staging {
    try Staging(Self.staging, in: folder)
  }

  /// Removes the tree that was being made.
  func removeStaging() throws(SystemError) {
    try folder.removeTree(Self.staging)
  }

  /// Keeps the tree that a commit put in the place of staging as the previous one, and removes the
  /// one before.
  func keepPrevious() throws(SystemError) {
    do {
      try folder.rename(Self.previous, to: folder, as: Self.discarded)
    } catch let error where error.number == ENOENT {
      // The first generation had none before it.
    }
    try folder.rename(Self.staging, to: folder, as: Self.previous)
    try folder.removeTree(Self.discarded)
  }

  /// Nobody can slip in between the two removals: whoever takes the lock of a removed file sees
  /// that it is gone.
  private func removeIfUnused() {
    do {
      var entries = try FolderEntries(of: folder)
      while let (name, _) = unsafe try entries.next() {
        guard unsafe strcmp(name, Lock.name) == 0 else { return }
      }
      try folder.removeFile(Lock.name)
      try place.parent.removeEmptyFolder(Self.name(of: place))
    } catch {
      // What stays is an empty folder with a lock in it, which the next publisher takes over.
    }
  }

  /// Ends what a killed publisher had begun: its commit if the new tree was whole and the old one
  /// out of the way, else its leftovers.
  private func recover() throws(SystemError) {
    do {
      _ = try place.parent.information(place.name)
    } catch let error where error.number == ENOENT {
      try endCommit()
    }
    for name in [Self.staging, Self.ready, Self.discarded] { try folder.removeTree(name) }
  }

  private func endCommit() throws(SystemError) {
    do {
      try stepIn(from: Self.ready)
    } catch let error where error.number == ENOENT {
      // Nothing was on its way: the output does not exist yet.
    }
  }
}

extension Workshop {
  private static func locked(
    beside place: Place
  ) throws(PublishError) -> (folder: Folder, lock: Lock, isNew: Bool) {
    while true {
      let isNew = try at(path(of: place)) { () throws(SystemError) in
        try place.parent.make(name(of: place), mode: 0o700)
      }
      guard let folder = try found(beside: place) else { continue }
      switch try taken(in: folder, of: place, isNew: isNew) {
      case .taken(let lock): return (folder, lock, isNew)
      case .busy: throw .busy(output: place.output)
      case .gone: continue
      }
    }
  }

  private static func taken(
    in folder: Folder, of place: Place, isNew: Bool
  ) throws(PublishError) -> Lock.Outcome {
    do {
      return try Lock.take(in: folder)
    } catch {
      if isNew { try? place.parent.removeEmptyFolder(name(of: place)) }
      throw PublishError(error, at: path(of: place))
    }
  }

  /// The folder if it is there and ours. Who owns the parent could put anything in our way in any
  /// case, so their folder is as good as our own; on some network file systems it is the only owner
  /// there is.
  private static func found(beside place: Place) throws(PublishError) -> Folder? {
    do throws(SystemError) {
      let folder = try place.parent.folder(name(of: place))
      let owner = try folder.information().st_uid
      let landlord = try place.parent.information().st_uid
      guard owner == geteuid() || owner == landlord else {
        throw SystemError(call: "openat", number: ENOTDIR)
      }
      return folder
    } catch let error where error.number == ENOENT {
      return nil
    } catch let error where error.number == ENOTDIR || error.number == ELOOP {
      throw .refused(.foreignState, path: path(of: place))
    } catch {
      throw PublishError(error, at: path(of: place))
    }
  }
}
