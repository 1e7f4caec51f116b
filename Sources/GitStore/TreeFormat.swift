import IndexModel

/// A tree object's bytes, read and written: for each entry `<mode in octal> <name>`, a zero byte
/// and 20 bytes of id.
enum TreeFormat {
  /// What is wrong with a tree object: git would not have written it.
  enum Malformed: Error, Equatable {
    case cutOff(at: Int)
    case mode(at: Int)
    /// An empty name, or one with a slash: no path could tell it from another.
    case name(at: Int)
    case unsorted(at: Int)
    case duplicate([UInt8])

    var detail: String {
      switch self {
      case .cutOff(let at): "the tree breaks off in the entry at byte \(at)"
      case .mode(let at): "the tree has a malformed mode at byte \(at)"
      case .name(let at): "the tree has an empty name, or a name with a slash, at byte \(at)"
      case .unsorted(let at): "the tree's entries are not in order at byte \(at)"
      case .duplicate(let name):
        "the tree has two entries '\(String(decoding: name, as: UTF8.self))'"
      }
    }
  }

  /// The entries of a tree, ordered by name bytes; git orders folders as if their names ended in a
  /// slash.
  static func entries(of bytes: [UInt8]) throws(Malformed) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    var isInNameOrder = true
    var at = 0
    while at < bytes.count {
      let start = at
      let entry = try entry(of: bytes, at: &at)
      if let last = entries.last {
        guard last.name != entry.name else { throw .duplicate(entry.name) }
        guard precedes(last, entry) else { throw .unsorted(at: start) }
        if !last.name.lexicographicallyPrecedes(entry.name) { isInNameOrder = false }
      }
      entries.append(entry)
    }
    guard !isInNameOrder else { return entries }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    // A file and a folder of one name need not be neighbours in git's order.
    for (left, right) in zip(entries, entries.dropFirst()) where left.name == right.name {
      throw .duplicate(left.name)
    }
    return entries
  }

  private static func entry(of bytes: [UInt8], at: inout Int) throws(Malformed) -> TreeEntry {
    let start = at
    let mode = try mode(of: bytes, at: &at)
    let nameStart = at
    while at < bytes.count, bytes[at] != 0 { at += 1 }
    guard bytes.count - at > 20 else { throw .cutOff(at: start) }
    let name = Array(bytes[nameStart..<at])
    guard !name.isEmpty, !name.contains(UInt8(ascii: "/")) else { throw .name(at: nameStart) }
    let id = ObjectID(
      high: word(of: bytes, at: at + 1), middle: word(of: bytes, at: at + 9),
      low: UInt32(truncatingIfNeeded: word(of: bytes, at: at + 13)))
    at += 21
    return TreeEntry(name: name, mode: mode, id: id)
  }

  /// Reads up to the space; a leading zero is git's own mistake of long ago and kept.
  private static func mode(of bytes: [UInt8], at: inout Int) throws(Malformed) -> UInt32 {
    let start = at
    var mode: UInt32 = 0
    while at < bytes.count, at - start <= 8, bytes[at] != UInt8(ascii: " ") {
      guard case UInt8(ascii: "0")...UInt8(ascii: "7") = bytes[at] else { throw .mode(at: start) }
      mode = mode << 3 | UInt32(bytes[at] - UInt8(ascii: "0"))
      at += 1
    }
    guard at < bytes.count else { throw .cutOff(at: start) }
    guard at > start, bytes[at] == UInt8(ascii: " ") else { throw .mode(at: start) }
    at += 1
    return mode
  }

  private static func word(of bytes: [UInt8], at: Int) -> UInt64 {
    var word: UInt64 = 0
    for byte in bytes[at..<(at + 8)] { word = word << 8 | UInt64(byte) }
    return word
  }

  /// The bytes of the tree that holds these entries, in whatever order they come.
  static func bytes(of entries: [TreeEntry]) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries.sorted(by: precedes) {
      bytes.append(contentsOf: String(entry.kind.mode, radix: 8).utf8)
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: entry.name)
      bytes.append(0)
      bytes.append(contentsOf: entry.id.bytes)
    }
    return bytes
  }

  /// Git's order: by bytes, a folder as if its name ended in a slash.
  private static func precedes(_ left: TreeEntry, _ right: TreeEntry) -> Bool {
    let shared = min(left.name.count, right.name.count)
    for at in 0..<shared where left.name[at] != right.name[at] {
      return left.name[at] < right.name[at]
    }
    return end(of: left, at: shared) < end(of: right, at: shared)
  }

  private static func end(of entry: TreeEntry, at: Int) -> UInt8 {
    if at < entry.name.count { return entry.name[at] }
    return entry.kind == .folder ? UInt8(ascii: "/") : 0
  }
}

extension TreeEntry.Kind {
  /// Git's mode bits.
  var mode: UInt32 {
    switch self {
    case .file: 0o100644
    case .folder: 0o040000
    case .executable: 0o100755
    case .symlink: 0o120000
    case .submodule: 0o160000
    case .odd(let mode): mode
    }
  }
}
