/// Finds the word that somebody meant.
enum Suggestion {
  /// The candidate nearest to `word`; nil if none is near. Among equals the first wins.
  static func closest(to word: String, among candidates: [String]) -> String? {
    guard word.utf8.count >= 2 else { return nil }
    let starting = candidates.filter { $0.utf8.starts(with: word.utf8) }
    if starting.count == 1 { return starting[0] }
    let limit = max(1, word.utf8.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = distance(from: word, to: candidate)
      if distance <= min(limit, (best?.distance ?? .max) - 1) { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// How many bytes to insert, delete, replace or swap with a neighbour (optimal string alignment).
  static func distance(from source: String, to target: String) -> Int {
    let source = Array(source.utf8.prefix(64))
    let target = Array(target.utf8.prefix(64))
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for row in 0..<source.count {
      var current = [row + 1]
      for column in 0..<target.count {
        let replaced = last[column] + (source[row] == target[column] ? 0 : 1)
        var least = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, source[row] == target[column - 1], source[row - 1] == target[column]
        {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      (beforeLast, last) = (last, current)
    }
    return last[target.count]
  }
}
