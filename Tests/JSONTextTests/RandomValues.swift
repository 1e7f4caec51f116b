import JSONText

/// Random JSON values; the members of their objects have different keys, sorted by bytes.
struct RandomValues {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The next value. Texts hold nothing that the reader refuses unless `anyText` is set.
  mutating func next(depth: Int, anyText: Bool = false) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
    case 0: nil
    case 1: .bool(.random(using: &random))
    case 2: .integer(.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &random))
    case 3: .integer(.random(in: -9...9, using: &random))
    case 4: .string(text(anyText: anyText, lines: true))
    case 5: .array(array(depth: depth, anyText: anyText))
    default: .object(members(depth: depth, anyText: anyText))
    }
  }

  private mutating func array(depth: Int, anyText: Bool) -> [JSONValue] {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in
      next(depth: depth - 1, anyText: anyText)
    }
  }

  private mutating func members(depth: Int, anyText: Bool) -> [JSONValue.Member] {
    let keys = Set(
      (0..<Int.random(in: 0...20, using: &random)).map { _ in bytes(text(anyText: anyText)) })
    return keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
      JSONValue.Member(JSONTextTests.text(key), next(depth: depth - 2, anyText: anyText))
    }
  }

  /// - Parameter lines: Whether it may be of several lines, as a value may and a key may not.
  private mutating func text(anyText: Bool, lines: Bool = false) -> String {
    let plain: [Unicode.Scalar] = ["a", "b", "\"", "\\", "/", "é", "\u{301}", "漢", "😀", " "]
    let layout: [Unicode.Scalar] = lines ? ["\n", "\t"] : []
    let forbidden: [Unicode.Scalar] = ["\n", "\u{0}", "\u{7F}", "\u{9F}", "\u{202E}", "\u{FEFF}"]
    let alphabet = plain + layout + (anyText ? forbidden : [])
    var text = ""
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      text.unicodeScalars.append(alphabet.randomElement(using: &random)!)
    }
    return text
  }
}
