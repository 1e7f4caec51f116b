import Glibc
import IndexModel

/// The folder in a repository's git folder where the sites of a branch are made: `cairn-site/<branch>`.
///
/// Objects are made in a repository of their own in there, which borrows those of the real one: whatever happens to
/// who makes them, nothing has changed outside of this folder. What is whole is moved, packs before their indexes,
/// without which git does not see them.
///
/// | name | what |
/// | --- | --- |
/// | `lock` | locked by the one who publishes |
/// | `scratch-<number>` | the repository in which objects are made; another each time, since a killed publisher's git may outlive it by a moment |
struct BranchWorkshop: Sendable {
  private static let scratch = "scratch-"

  let branch: BranchName
  /// The git folder of the repository.
  let gitFolder: String
  private let folder: Folder
  private let path: String
  private let lock: Lock

  /// Makes or finds the folder, takes its lock and clears what a killed publisher left.
  init(for branch: BranchName, in gitFolder: String) throws(PublishError) {
    self.branch = branch
    self.gitFolder = gitFolder
    let name = String(branch.text.map { $0 == "/" ? "+" : $0 })
    let path = "\(gitFolder)/cairn-site/\(name)"
    self.path = path
    folder = try at(path) { () throws(SystemError) in
      let common = try Folder(at: gitFolder)
      return try common.making("cairn-site").making(name)
    }
    lock = try Self.locked(folder, path, branch)
    do {
      try at(path, recover)
    } catch {
      lock.release()
      throw error
    }
  }

  private static func locked(
    _ folder: Folder, _ path: String, _ branch: BranchName
  ) throws(PublishError) -> Lock {
    // The file is never removed, so it is never gone either, unless by somebody's hand.
    for _ in 0..<10 {
      switch try at(path, { () throws(SystemError) in try Lock.take(in: folder) }) {
      case .taken(let lock): return lock
      case .busy: throw .busy(output: "the branch '\(branch)'")
      case .gone: continue
      }
    }
    throw .failed(operation: "flock", path: path, errno: ENOENT)
  }

  /// Lets go of the lock.
  func close() { lock.release() }

  /// Makes a repository that has the objects of the real one, and keeps new ones to itself.
  func makeScratch() throws(PublishError) -> Scratch {
    let name = Self.scratch + String(UInt64.random(in: .min ... .max), radix: 16)
    let root = try at(path) { () throws(SystemError) in
      let root = try folder.making(name)
      _ = try root.making("refs")
      let objects = try root.making("objects")
      _ = try objects.making("pack")
      try objects.making("info").create("alternates", "../../../../objects\n")
      try root.create("HEAD", "ref: refs/heads/none\n")
      try root.create("config", "[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
      return root
    }
    return Scratch(folder: root, name: name, path: "\(path)/\(name)")
  }

  /// Removes a scratch repository, as far as that can be done now.
  func remove(_ scratch: Scratch) {
    try? folder.removeTree(scratch.name)
  }

  /// Moves what was made to the real objects, for good.
  func keep(_ scratch: Scratch) throws(PublishError) {
    do throws(SystemError) {
      let packs = try self.packs()
      let made = try scratch.packs()
      let names = try made.names()
      for ending in [".pack", ".idx"] {
        for name in names where name.hasSuffix(ending) {
          try made.rename(name, to: packs, as: name)
        }
      }
      try packs.sync()
    } catch let error where error.number == EXDEV {
      throw .refusedBranch(.objectsElsewhere, branch: branch.text)
    } catch {
      throw PublishError(error, at: "\(gitFolder)/objects/pack")
    }
  }

  /// Makes the name of the branch survive a power cut, which git leaves to chance; whether the disk confirmed it.
  func syncReference() -> Bool {
    guard let parent = Staging.parent(of: branch.reference) else { return false }
    do {
      try Folder(at: "\(gitFolder)/\(parent)").sync()
      return true
    } catch {
      return false
    }
  }

  private func packs() throws(SystemError) -> Folder {
    try Folder(at: "\(gitFolder)/objects").making("pack")
  }

  /// Removes what killed publishers left: their scratch repositories, and packs that were moved without their indexes.
  private func recover() throws(SystemError) {
    for name in try folder.names() where name.hasPrefix(Self.scratch) {
      let left = Scratch(folder: try folder.folder(name), name: name, path: "")
      // A scratch repository that was not even begun has no packs.
      if let made = try? left.packs() { try takeBackHalfMoved(made) }
      remove(left)
    }
  }

  private func takeBackHalfMoved(_ made: Folder) throws(SystemError) {
    let names = Set(try made.names())
    for index in names where index.hasSuffix(".idx") {
      let pack = index.dropLast(4) + ".pack"
      let real = try packs()
      guard !names.contains(String(pack)), try real.kind(of: index) == nil else { continue }
      do throws(SystemError) {
        try real.removeFile(String(pack))
      } catch let error where error.isAbsence {
        // It was never moved.
      }
    }
  }
}

/// A repository in which the objects of one generation are made.
struct Scratch: Sendable {
  let folder: Folder
  let name: String
  let path: String

  func packs() throws(SystemError) -> Folder { try folder.folder("objects").folder("pack") }
}

extension Folder {
  /// Opens a folder in this one, and makes it where there is none.
  fileprivate func making(_ name: String) throws(SystemError) -> Folder {
    try make(name, mode: 0o777)
    return try folder(name)
  }

  fileprivate func create(_ name: String, _ text: String) throws(SystemError) {
    try create(name, Array(text.utf8).span, mode: 0o666)
  }

  fileprivate func names() throws(SystemError) -> [String] {
    var names: [String] = []
    var entries = try FolderEntries(of: self)
    while let (name, _) = unsafe try entries.next() { names.append(unsafe String(cString: name)) }
    return names.sorted()
  }
}
