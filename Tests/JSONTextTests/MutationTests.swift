import JSONText
import Testing

/// Documents with random damage: reading never traps, and what it says stays inside the bytes.
@Suite struct MutationTests {
  static let samples: [[UInt8]] = [
    WriterTests.value.document(), WriterTests.value.document(style: .compact),
    bytes(#"{"a\u0062": "\uD83D\uDE00é漢😀\n", "n": [-0, 1.5e+3, 12], "t": [true, false, null]}"#),
    bytes("{\r\n\t\"key\": \"value\",\r\n\t\"key\": {\"x\": [[[[\"deep\"]]]]}\r\n}\r\n"),
    bytes(#"[{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10,"k":11,"l":12,"m":13,"#)
      + bytes(#""n":14,"o":15,"p":16,"q":17,"r":18,"a":19}]"#),
  ]
  /// Bytes that mean something to a JSON reader, and some that mean something to a UTF-8 decoder.
  static let meaningful =
    bytes("{}[]:,\"\\/utrfn0123456789-+.eE \n\r\t") + [0, 0x7F, 0x80, 0xC2, 0xE2, 0xED, 0xF0, 0xFF]

  @Test func damagedDocumentsNeverTrap() throws {
    let seed = newSeed()
    var random = SeededGenerator(seed: seed)
    for sample in Self.samples {
      for _ in 0..<1500 {
        var damaged = sample
        for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&damaged, &random) }
        try check(damaged, "seed \(seed): \(damaged)")
      }
    }
  }

  @Test func randomTokensNeverTrap() throws {
    let seed = newSeed()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<5000 {
      let count = Int.random(in: 0...24, using: &random)
      let soup = (0..<count).map { _ in Self.meaningful.randomElement(using: &random)! }
      try check(soup, "seed \(seed): \(soup)")
    }
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard let at = bytes.indices.randomElement(using: &random) else { return }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[at] = .random(in: 0...255, using: &random)
    case 2: bytes[at] = Self.meaningful.randomElement(using: &random)!
    case 3: bytes.insert(Self.meaningful.randomElement(using: &random)!, at: at)
    case 4: bytes.removeSubrange(at...)
    case 5: bytes.remove(at: at)
    default:
      let end = min(bytes.count, at + Int.random(in: 1...20, using: &random))
      bytes.insert(contentsOf: Array(bytes[at..<end]), at: at)
    }
  }

  private func check(_ bytes: [UInt8], _ note: Comment) throws {
    let reading = JSONDocument.read(bytes)
    let fatal = reading.problems.filter(\.kind.endsReading)
    try #require(fatal.count == (reading.document == nil ? 1 : 0), note)
    for problem in reading.problems {
      try #require((0...bytes.count).contains(problem.range.upperBound), note)
      try #require(problem.message.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, note)
    }
    let starts = reading.problems.map(\.range.lowerBound)
    try #require(starts == starts.sorted(), note)
    guard let document = reading.document else { return }
    try checkNesting(in: document, note)
    guard reading.problems.isEmpty else { return }
    var writer = JSONWriter()
    writer.copy(document.root, of: document)
    let again = try JSONDocument.read(writer.finish()).get()
    try #require(again.value == document.value, note)
  }

  /// Every range lies inside that of its parent, behind that of the value before it.
  private func checkNesting(in document: JSONDocument, _ note: Comment) throws {
    try #require(document.range(of: document.root).upperBound <= document.bytes.count, note)
    for node in document.allNodes {
      let members = document.members(of: node).flatMap { [$0.key, $0.value] }
      let children = members + document.elements(of: node)
      try #require(children.count == document.count(of: node) * (members.isEmpty ? 1 : 2), note)
      var end = document.range(of: node).lowerBound + 1
      for child in children {
        let range = document.range(of: child)
        try #require(range.lowerBound >= end && !range.isEmpty, note)
        end = range.upperBound
      }
      guard document.isContainer(node) else { continue }
      try #require(end < document.range(of: node).upperBound, note)
    }
  }
}
