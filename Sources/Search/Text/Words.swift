/// A text as the words in it.
enum Words {
  /// The words of a text in their order, in lower case. Of scripts without spaces, each two characters that stand together.
  static func of(_ text: String) -> [Term] { read(text) { _ in } }

  /// The words of a text, and the words within those that are written as one, `bit` and `torrent` of `BitTorrent`.
  static func andPieces(of text: String) -> (words: [Term], pieces: [Term]) {
    var pieces: [Term] = []
    let words = read(text) { word in
      let found = NameTerms.pieces(of: word)
      if found.count > 1 { pieces += found.filter { $0.count > 2 } }
    }
    return (words, pieces)
  }

  /// - Parameter written: Takes each word as it is written.
  private static func read(_ text: String, written: ([UInt8]) -> Void) -> [Term] {
    var words: [Term] = []
    var word: [UInt8] = []
    var asWritten: [UInt8] = []
    var ideographs: [Unicode.Scalar] = []
    func finish() {
      if !word.isEmpty, word.count <= Term.longest {
        words.append(Term(word))
        written(asWritten)
      }
      (word, asWritten) = ([], [])
      if ideographs.count == 1 { words.append(term(ideographs)) }
      for (first, second) in zip(ideographs, ideographs.dropFirst()) {
        words.append(term([first, second]))
      }
      ideographs = []
    }
    for scalar in text.unicodeScalars {
      switch Letter(scalar) {
      case .separator: finish()
      case .letter(let letter):
        if !ideographs.isEmpty { finish() }
        word.append(contentsOf: UTF8.encode(letter)!)
        asWritten.append(contentsOf: UTF8.encode(scalar)!)
      case .ideograph(let ideograph):
        if !word.isEmpty { finish() }
        ideographs.append(ideograph)
      }
    }
    finish()
    return words
  }

  private static func term(_ scalars: [Unicode.Scalar]) -> Term {
    Term(scalars.flatMap { Array(UTF8.encode($0)!) })
  }

  /// Words that say nothing of what a package is.
  static func isStopWord(_ word: Term) -> Bool { stopWords.contains(word) }

  private static let stopWords: Set<Term> = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "into", "is", "it",
    "its", "of", "on", "or", "s", "t", "that", "the", "this", "to", "with", "your",
  ]
}
