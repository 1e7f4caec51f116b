/// Guesses which known word a mistyped one was meant to be.
package enum Likeness {
  /// The candidate at the smallest edit distance, if it is at most a third of the word away; ties
  /// go to the first.
  package static func closest(to word: String, among candidates: [String]) -> String? {
    let word = Array(word.utf8.prefix(64))
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = distance(word, Array(candidate.utf8))
      if distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    guard let best, best.distance <= max(1, max(word.count, best.candidate.utf8.count) / 3) else {
      return nil
    }
    return best.candidate
  }

  /// Levenshtein's distance between two byte strings, capital letters taken as small ones.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let substitution = diagonal + (lowered(a) == lowered(b) ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
