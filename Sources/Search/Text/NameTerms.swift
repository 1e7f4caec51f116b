/// What a name is found by: `HTTPServer-core2` by `httpserver`, `core2`, `http`, `server`, `core`, `2` and
/// `httpservercore2`.
struct NameTerms {
  /// The whole name without separators, `serdejson` of `serde_json`.
  let joined: Term
  /// What stands between separators.
  private let parts: [Term]
  /// The words in it: what stands between separators, and what case and digits part that into.
  let words: [Term]
  /// All terms, each once: words, neighbours joined, and the whole.
  let all: [Term]

  /// The most terms of one name.
  private static let most = 32

  init(_ name: some StringProtocol) {
    let parts = name.utf8.split { !$0.isAlphanumeric }
    let lowered = parts.map { Term($0.map(\.lowered)) }
    joined = Term.joined(lowered)
    var words: [Term] = []
    func add(_ term: Term, to terms: inout [Term]) {
      if !term.isEmpty, !terms.contains(term), terms.count < Self.most { terms.append(term) }
    }
    for part in lowered { add(part, to: &words) }
    for part in parts { for piece in Self.pieces(of: Array(part)) { add(piece, to: &words) } }
    for part in lowered where part.count >= 6 && part.hasPrefix("lib") {
      add(Term(part.bytes[3...]), to: &words)
    }
    var all = words
    add(joined, to: &all)
    for (first, second) in zip(lowered, lowered.dropFirst()) {
      add(Term.joined([first, second]), to: &all)
    }
    self.words = words
    self.parts = lowered
    self.all = all
  }

  /// Whether a term is only a piece of what stands between separators: what case, digits or `lib` leave of it.
  func isPiece(_ term: Term) -> Bool { words.contains(term) && !parts.contains(term) }

  /// A part as the words that case and digits make of it.
  static func pieces(of part: [UInt8]) -> [Term] {
    var pieces: [Term] = []
    var start = 0
    for at in part.indices.dropFirst() {
      let (before, here) = (part[at - 1], part[at])
      let next = at + 1 < part.count ? part[at + 1] : nil
      let isBorder =
        before.isDigit != here.isDigit || !before.isUpper && here.isUpper
        || before.isUpper && here.isUpper && next.map { !$0.isUpper && !$0.isDigit } ?? false
      guard isBorder else { continue }
      pieces.append(Term(part[start..<at].map(\.lowered)))
      start = at
    }
    pieces.append(Term(part[start...].map(\.lowered)))
    return pieces
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  fileprivate var isUpper: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  var isAlphanumeric: Bool {
    isDigit || isUpper || self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z")
  }
  var lowered: UInt8 { isUpper ? self + 0x20 : self }
}
