internal import Glibc
public import IndexModel

/// The files of a checkout, as an author's command reads and writes them: never through a symbolic
/// link.
///
/// The checkout itself may be reached by links. It stays the same folder as long as the value
/// lives, whatever happens to its name.
public final class Checkout: Sendable {
  /// The folder as it was named.
  public let path: String
  private let root: Descriptor

  /// Opens the folder of a checkout.
  public init(at path: String) throws(AuthoringError) {
    self.path = path
    do throws(SystemError) {
      root = try Descriptor(folderAt: path)
    } catch {
      throw AuthoringError(error, at: path)
    }
  }

  /// Makes the folder of a checkout to be, and opens it.
  ///
  /// - Returns: Nil where something has the name already.
  public static func making(_ path: String) throws(AuthoringError) -> Checkout? {
    do throws(SystemError) {
      _ = try system("mkdir") { unsafe mkdir(path, 0o777) }
    } catch {
      if error.number == EEXIST { return nil }
      throw AuthoringError(error, at: path)
    }
    return try Checkout(at: path)
  }

  /// Removes the folder again if nothing came into it.
  public func removeIfEmpty() { _ = unsafe rmdir(path) }

  /// The bytes of a file; nil where there is none.
  public func read(_ path: RepositoryPath) throws(AuthoringError) -> [UInt8]? {
    try at(path) { parent, name throws(SystemError) in
      let file = try parent.file(name)
      guard try file.information().isPlainFile else {
        throw SystemError(call: "openat", number: EISDIR)
      }
      return try file.readAll()
    }
  }

  /// The size of a file in bytes; nil where there is none.
  public func size(of path: RepositoryPath) throws(AuthoringError) -> Int? {
    try at(path) { parent, name throws(SystemError) in
      try parent.status(of: name).flatMap { $0.isPlainFile ? Int($0.st_size) : nil }
    } ?? nil
  }

  /// What stands at a path; nil for nothing, also where a link or a file stands in the place of a
  /// folder above it.
  public func kind(of path: RepositoryPath) throws(AuthoringError) -> TreeEntry.Kind? {
    guard path != .root else { return .folder }
    do throws(AuthoringError) {
      return try at(path) { parent, name throws(SystemError) in
        try parent.status(of: name)?.kind
      } ?? nil
    } catch {
      if case .notPlain = error { return nil }
      throw error
    }
  }

  /// The names in a folder, each with what stands there, ordered by bytes; none where there is no
  /// such folder.
  public func entries(
    of folder: RepositoryPath
  ) throws(AuthoringError) -> [(name: [UInt8], kind: TreeEntry.Kind)] {
    do throws(SystemError) {
      let folder = try self.folder(folder)
      var entries: [(name: [UInt8], kind: TreeEntry.Kind)] = []
      for name in try folder.names() {
        if let kind = try folder.status(of: name)?.kind { entries.append((name, kind)) }
      }
      return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    } catch {
      if error.isAbsence { return [] }
      throw AuthoringError(error, at: "\(folder)")
    }
  }

  /// Does something with the folder that holds a path; nil where that folder or the path is not
  /// there.
  private func at<Answer>(
    _ path: RepositoryPath,
    _ body: (borrowing Descriptor, ArraySlice<UInt8>) throws(SystemError) -> Answer
  ) throws(AuthoringError) -> Answer? {
    guard path.isInside else { throw .unsafePath(path) }
    do throws(SystemError) {
      return try body(try folder(path.parent), path.name)
    } catch {
      if error.isAbsence { return nil }
      throw AuthoringError(error, at: "\(path)")
    }
  }

  /// Opens a folder below the root, one name after the other.
  private func folder(
    _ path: RepositoryPath, making: Bool = false
  ) throws(SystemError) -> Descriptor {
    var folder = try root.duplicate()
    for name in path.components {
      if making { try folder.makeFolder(name) }
      folder = try folder.folder(name)
    }
    return folder
  }
}

// MARK: - Writing

extension Checkout {
  /// Writes drafts: all of them, or none.
  ///
  /// Each file is written beside its place, brought to the disk and given its name in one step. A
  /// file that is replaced keeps its mode; a new one never takes the place of another.
  public func write(_ drafts: [Draft]) throws(AuthoringError) {
    for draft in drafts {
      let present = try read(draft.path)
      guard present == draft.before else {
        throw draft.before == nil ? .exists(draft.path) : .changed(draft.path)
      }
    }
    var written: [Draft] = []
    do throws(AuthoringError) {
      for draft in drafts where draft.after != draft.before {
        try write(draft.after, to: draft.path, replacing: draft.before != nil)
        written.append(draft)
      }
    } catch {
      for draft in written { undo(draft) }
      throw error
    }
  }

  private func write(
    _ bytes: [UInt8], to path: RepositoryPath, replacing: Bool
  ) throws(AuthoringError) {
    guard path.isInside else { throw .unsafePath(path) }
    do throws(SystemError) {
      let folder = try folder(path.parent, making: true)
      let mode = replacing ? try folder.status(of: path.name)?.st_mode : nil
      let sibling = try Self.writeSibling(of: path.name, in: folder, bytes, mode: mode)
      do throws(SystemError) {
        if replacing {
          try folder.rename(sibling, to: path.name)
        } else {
          try Self.place(sibling, as: path.name, in: folder)
        }
      } catch {
        try? folder.remove(sibling)
        throw error
      }
      try folder.sync()
    } catch {
      throw error.number == EEXIST ? .exists(path) : AuthoringError(error, at: "\(path)")
    }
  }

  /// Writes a file beside another and brings it to the disk; returns its name.
  private static func writeSibling(
    of name: ArraySlice<UInt8>, in folder: borrowing Descriptor, _ bytes: [UInt8], mode: mode_t?
  ) throws(SystemError) -> [UInt8] {
    let sibling = UnfinishedFile.name(for: name, process: getpid())
    // Only a process of our number that died here can have left one.
    if try folder.status(of: sibling) != nil { try folder.remove(sibling) }
    sweep(folder)
    let file = try folder.newFile(sibling)
    do throws(SystemError) {
      try file.write(bytes)
      if let mode { try file.setMode(mode & 0o7777) }
      try file.sync()
      try file.close()
    } catch {
      try? folder.remove(sibling)
      throw error
    }
    return sibling
  }

  /// Removes what commands left that were killed while they wrote. Younger ones may still be written: a process's
  /// number says nothing in another container.
  ///
  /// What cannot be removed stays; it is in nobody's way.
  private static func sweep(_ folder: borrowing Descriptor) {
    guard let names = try? folder.names() else { return }
    for name in names where UnfinishedFile.isNamed(name) {
      guard let status = try? folder.status(of: name), status.isPlainFile,
        status.st_mtim.tv_sec < time(nil) - oldest
      else { continue }
      try? folder.remove(name)
    }
  }

  /// No command writes a file for so many seconds.
  private static let oldest = 600

  /// Gives a file its name if that is free.
  private static func place(
    _ sibling: [UInt8], as name: ArraySlice<UInt8>, in folder: borrowing Descriptor
  ) throws(SystemError) {
    do throws(SystemError) {
      try folder.link(sibling, as: name)
    } catch let error where error.meansNoLinks {
      guard try folder.status(of: name) == nil else {
        throw SystemError(call: "renameat", number: EEXIST)
      }
      return try folder.rename(sibling, to: name)
    }
    try folder.remove(sibling)
  }

  /// Takes back what was written before something failed, as well as it can be.
  private func undo(_ draft: Draft) {
    if let before = draft.before {
      try? write(before, to: draft.path, replacing: true)
    } else {
      _ = try? at(draft.path) { parent, name throws(SystemError) in try parent.remove(name) }
    }
  }
}

extension RepositoryPath {
  /// Whether every component is a name: a path that cannot leave the root.
  fileprivate var isInside: Bool {
    self != .root
      && components.allSatisfy { name in
        !name.isEmpty && !name.contains(0) && !name.elementsEqual(".".utf8)
          && !name.elementsEqual("..".utf8)
      }
  }
}

extension stat {
  fileprivate var isPlainFile: Bool { st_mode & S_IFMT == S_IFREG }

  fileprivate var kind: TreeEntry.Kind {
    switch st_mode & S_IFMT {
    case S_IFREG: st_mode & 0o100 == 0 ? .file : .executable
    case S_IFDIR: .folder
    case S_IFLNK: .symlink
    default: .odd(st_mode)
    }
  }
}
