import IndexModel

/// Many paths in little memory: of each only a hash of 128 bits is kept, with a seed that is another in each process. Two
/// of a billion paths share one with a probability below 10⁻²⁰.
struct PathSet: Sendable {
  private var paths: Set<Key> = []
  /// The folders that the paths lead through.
  private var folders: Set<Key> = []

  private struct Key: Hashable, Sendable {
    let first: Int
    let second: Int

    init(_ bytes: some Collection<UInt8>) {
      var hashers = (Hasher(), Hasher())
      hashers.1.combine(1 as UInt8)
      for byte in bytes {
        hashers.0.combine(byte)
        hashers.1.combine(byte)
      }
      first = hashers.0.finalize()
      second = hashers.1.finalize()
    }

    func hash(into hasher: inout Hasher) { hasher.combine(first) }
  }

  var isEmpty: Bool { paths.isEmpty }

  /// Takes the path of a file; false if it is there already, or if one of two files would have to be a folder for the
  /// other.
  mutating func insert(_ path: SitePath) -> Bool {
    let key = Key(path.text.utf8)
    guard !folders.contains(key), paths.insert(key).inserted else { return false }
    var folder = path.text.utf8[...]
    while let slash = folder.lastIndex(of: UInt8(ascii: "/")) {
      folder = folder[..<slash]
      let key = Key(folder)
      // What is above a folder that is known, was looked at when it came.
      if folders.contains(key) { return true }
      if paths.contains(key) { return false }
      folders.insert(key)
    }
    return true
  }

  func contains(_ path: SitePath) -> Bool { paths.contains(Key(path.text.utf8)) }

  /// Whether files are there for which a path has to be a folder.
  func hasFolder(_ path: SitePath) -> Bool { folders.contains(Key(path.text.utf8)) }
}
