import IndexModel
import TestSupport

@testable import GitStore

/// A tree that a test makes entry by entry: any mode, any name, any order, any object behind it.
struct RawTree {
  struct Entry {
    let mode: String
    let name: [UInt8]
    let content: Content
  }

  indirect enum Content {
    case file([UInt8])
    case folder(RawTree)
    /// An object by its id, there or not.
    case object(ObjectID)

    static func text(_ text: String) -> Content { .file(Array(text.utf8)) }
  }

  var entries: [Entry] = []
  /// Whether the entries are put into git's order.
  var isSorted = true
  /// What is to be made of the object's bytes.
  var damage: ([UInt8]) -> [UInt8] = { $0 }

  static let folderMode = "40000"

  init(_ entries: [Entry] = []) { self.entries = entries }

  /// Plain files by path.
  init(_ files: [String: String]) {
    for (path, text) in files.sorted(by: { $0.key < $1.key }) { put(path, .text(text)) }
  }

  /// Puts something at a path, in the place of what is there.
  mutating func put(_ path: String, mode: String = "100644", _ content: Content) {
    put(path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }, mode: mode, content)
  }

  /// The same at components of any bytes.
  mutating func put(_ path: [[UInt8]], mode: String = "100644", _ content: Content) {
    edit(Array(path.dropLast())) { folder in
      folder.entries.removeAll { $0.name == path.last! }
      folder.entries.append(Entry(mode: mode, name: path.last!, content: content))
    }
  }

  /// What is in the folder at a path, which is made where there is none.
  mutating func edit(_ path: String, _ change: (inout RawTree) -> Void) {
    edit(path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }, change)
  }

  private mutating func edit(_ path: [[UInt8]], _ change: (inout RawTree) -> Void) {
    guard let name = path.first else { return change(&self) }
    let at = entries.firstIndex { $0.name == name } ?? entries.endIndex
    var folder = RawTree()
    if at < entries.endIndex, case .folder(let known) = entries[at].content { folder = known }
    folder.edit(Array(path.dropFirst()), change)
    let entry = Entry(mode: Self.folderMode, name: name, content: .folder(folder))
    if at < entries.endIndex { entries[at] = entry } else { entries.append(entry) }
  }

  /// Takes away what is at a path.
  mutating func remove(_ path: String) {
    let components = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    edit(Array(components.dropLast())) { folder in
      folder.entries.removeAll { $0.name == components.last! }
    }
  }

  /// Stores the tree and all below it.
  func write(to git: GitFixture) throws -> ObjectID {
    let key = { (entry: Entry) in
      entry.name + (entry.mode == Self.folderMode ? [UInt8(ascii: "/")] : [0])
    }
    let ordered =
      isSorted ? entries.sorted { key($0).lexicographicallyPrecedes(key($1)) } : entries
    var bytes: [UInt8] = []
    for entry in ordered {
      let id =
        switch entry.content {
        case .file(let bytes): try git.handmade(.blob, bytes)
        case .folder(let folder): try folder.write(to: git)
        case .object(let id): id
        }
      bytes += Array(entry.mode.utf8) + [UInt8(ascii: " ")] + entry.name + [0] + id.bytes
    }
    return try git.handmade(.tree, damage(bytes))
  }

  /// Stores the tree as a commit.
  func commit(to git: GitFixture, parents: [ObjectID] = []) throws -> ObjectID {
    let lines =
      ["tree \(try write(to: git).hex)"] + parents.map { "parent \($0.hex)" }
      + ["author", "committer"].map { "\($0) Ada <ada@example.org> \(GitFixture.time) +0000" }
    return try git.handmade(.commit, Array((lines.joined(separator: "\n") + "\n\nChange\n").utf8))
  }
}
