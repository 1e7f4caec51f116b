internal import IndexModel

/// Words that a shell offers behind what was typed: never more than a person can look through.
struct Offers {
  let words: [String]

  /// - Parameters:
  ///   - names: All names that there are: a shell takes what they have in common for granted.
  ///   - prefix: What they all begin with, because it was typed.
  init(_ names: [String], behind prefix: String, most: Int = 500) {
    var words = names
    // Where there are too many their beginnings are offered, as long as they can be.
    var length = prefix.utf8.count
    if names.count > most {
      var shorter: [String] = []
      repeat {
        length += 1
        let next = Set(names.map { Array($0.utf8.prefix(length)) })
        guard next.count <= most else { break }
        shorter = next.map { String(decoding: $0, as: UTF8.self) }
      } while shorter.count < most
      words = shorter
    }
    self.words = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a name has only characters that names have, and that mean nothing to a shell.
  static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0.isAlphanumeric || "._-/".utf8.contains($0) }
      && name.utf8.first != UInt8(ascii: "-")
  }
}
