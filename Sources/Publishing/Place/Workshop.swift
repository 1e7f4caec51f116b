import Glibc
import IndexModel

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
/// | `spare` | the generation before the live one, until the next is made from it |
/// | `marker` | the marker of the new tree while it is written |
/// | `journal` | in which paths the spare tree differs from the live one: see ``Journal`` |
struct Workshop: Sendable {
  static let staging = "staging"
  static let ready = "ready"
  static let spare = "spare"
  static let marker = "marker"

  let place: Place
  let folder: Folder
  /// Whether the folder was made for this publication and not found.
  private let isNew: Bool
  private let lock: Lock

  /// The path of the folder, for messages.
  static func path(of place: Place) -> String { "\(place.output) (.\(place.name).cairn beside it)" }

  static func name(of place: Place) -> String { ".\(place.name).cairn" }

  /// Makes or finds the folder, takes its lock and clears what a killed publisher left.
  init(beside place: Place, of provenance: Provenance) throws(PublishError) {
    self.place = place
    (folder, lock, isNew) = try Self.locked(beside: place)
    do {
      try at(Self.path(of: place)) { () throws(SystemError) in try recover(provenance) }
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

  /// Starts a tree that is like the live one: the spare brought forward, or a new one. An empty one where nothing is
  /// live.
  ///
  /// Where the trees are not compared whole, that costs what the journal names and what stands in the root and in others'
  /// folders there.
  ///
  /// The marker is not in it. Whoever still reads a tree that was live sees it go first, and come last.
  func makeStaging(
    like live: Folder?, of provenance: Provenance, comparingAll: Bool
  ) throws(PublishError) -> Staging {
    guard let live else {
      return try at(place.output) { () throws(SystemError) in
        try Staging(Self.staging, in: folder)
      }
    }
    let (staging, journal) = try at(place.output) { () throws(SystemError) in
      try takeSpare(of: live)
    }
    do {
      let marker = provenance.marker
      var settled: Set = [marker.text]
      try at(place.output) { () throws(SystemError) in
        try staging.remove(marker.text)
        if let journal, !comparingAll {
          try staging.catchUp(journal.paths.filter { $0 != marker }, with: live)
          settled.formUnion(provenance.folders)
        }
      }
      try staging.catchUp(with: live, except: settled, output: place.output)
    } catch {
      try? giveUp(staging)
      throw error
    }
    return staging
  }

  /// The spare tree under the name of the one that is made, and what it lacks if that is known; a new tree where there
  /// is no spare.
  private func takeSpare(of live: Folder) throws(SystemError) -> (Staging, Journal?) {
    let journal = try takeJournal()
    guard try folder.kind(of: Self.spare) == .folder else {
      return (try Staging(Self.staging, in: folder), nil)
    }
    let spare = try folder.folder(Self.spare)
    let (ours, theirs) = (try TreeIdentity(of: spare), try TreeIdentity(of: live))
    try folder.rename(Self.spare, to: folder, as: Self.staging)
    let isKnown = journal?.spare == ours && journal?.live == theirs
    return (Staging(adopting: spare), isKnown ? journal : nil)
  }

  /// What the journal says. It goes, for good, before the spare tree becomes another than it tells of.
  private func takeJournal() throws(SystemError) -> Journal? {
    guard let bytes = try folder.read(Journal.name) else { return nil }
    try folder.removeFile(Journal.name)
    try folder.sync()
    return Journal(bytes)
  }

  /// Puts the marker into a tree whole: a slow reader of a tree that is brought forward never finds half of it.
  func put(_ bytes: Span<UInt8>, at path: String, in staging: Staging) throws(SystemError) {
    try folder.create(Self.marker, bytes, mode: Staging.fileMode)
    try folder.setMode(of: Self.marker, Staging.fileMode)
    try folder.rename(Self.marker, to: staging.root, as: path)
  }

  /// Writes down in what the tree that is about to go differs from the one that takes its place.
  func writeJournal(
    spare: Folder, live: Folder, _ paths: [SitePath]
  ) throws(SystemError) {
    guard paths.count <= Journal.limit else { return }
    let journal = Journal(
      spare: try TreeIdentity(of: spare), live: try TreeIdentity(of: live), paths: paths)
    try folder.create(Journal.name, Array(journal.text.utf8).span, mode: 0o600)
  }

  /// Ends the making of a tree. One that began as the spare is the spare again, to be compared before it is used; a new
  /// one goes.
  func giveUp(_ staging: Staging) throws(SystemError) {
    try? folder.removeFile(Journal.name)
    try? folder.removeFile(Self.marker)
    if staging.isAdopted {
      try folder.rename(Self.staging, to: folder, as: Self.spare)
    } else {
      try folder.removeTree(Self.staging)
    }
  }

  /// Keeps the tree that a commit put in the place of staging as the spare one.
  func keepSpare() throws(SystemError) {
    try folder.rename(Self.staging, to: folder, as: Self.spare)
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
  private func recover(_ provenance: Provenance) throws(SystemError) {
    if try place.parent.kind(of: place.name) == nil {
      try endCommit(provenance)
    } else if try folder.kind(of: Self.spare) == nil, try folder.kind(of: Self.staging) != nil {
      // What was being made began as the spare tree, or was live a moment ago: it is worth comparing.
      try keepSpare()
    }
    for name in [Self.staging, Self.ready] { try folder.removeTree(name) }
    if try folder.kind(of: Self.marker) != nil { try folder.removeFile(Self.marker) }
  }

  /// Without effect where nothing was on its way, or something that no publisher put there.
  private func endCommit(_ provenance: Provenance) throws(SystemError) {
    guard try folder.kind(of: Self.ready) == .folder,
      let marker = try folder.folder(Self.ready).read(provenance.marker.text),
      provenance.isOurs(marker)
    else { return }
    try stepIn(from: Self.ready)
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
