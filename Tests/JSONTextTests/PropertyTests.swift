import JSONText
import Testing

/// Statements about all documents, tried on random ones. `CAIRN_SEED` repeats a run.
@Suite struct PropertyTests {
  let seed = newSeed()

  @Test(arguments: [JSONWriter.Style.canonical, .compact, .oneLine])
  func whatIsWrittenIsReadBack(_ style: JSONWriter.Style) throws {
    var values = RandomValues(seed: seed)
    for round in 0..<300 {
      let value = values.next(depth: 5)
      let reading = JSONDocument.read(value.document(style: style))
      try #require(reading.problems == [], "seed \(seed), round \(round)")
      try #require(reading.document?.value == value, "seed \(seed), round \(round)")
    }
  }

  @Test func forbiddenCharactersAreReportedButReadBack() throws {
    var values = RandomValues(seed: seed)
    for round in 0..<300 {
      let value = values.next(depth: 4, anyText: true)
      let reading = JSONDocument.read(value.document())
      try #require(reading.document?.value == value, "seed \(seed), round \(round)")
      let isExpected = reading.problems.allSatisfy {
        if case .forbiddenCharacter = $0.kind { true } else { false }
      }
      try #require(isExpected, "seed \(seed), round \(round)")
    }
  }

  @Test func theCanonicalCopyOfAnyLayoutIsTheCanonicalForm() throws {
    var values = RandomValues(seed: seed)
    for round in 0..<300 {
      let value = values.next(depth: 5)
      let document = try readDocument(value.document(style: .oneLine))
      var writer = JSONWriter()
      writer.copy(document.root, of: document, order: .sortedByBytes)
      // The members of random objects are sorted already.
      try #require(writer.finish() == value.document(), "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [JSONWriter.Style.canonical, .compact, .oneLine])
  func editsKeepTheLayoutOfADocument(_ style: JSONWriter.Style) throws {
    var values = RandomValues(seed: seed)
    for round in 0..<300 {
      var document = try readDocument(container(&values).document(style: style))
      for _ in 0..<5 {
        guard let edit = randomEdit(of: document, &values) else { continue }
        let before = text(document.bytes)
        let edited = document.applying(edit)
        document = try JSONDocument.read(edited).get()
        let value = try #require(document.value)
        // An emptied root has no layout left to keep.
        guard document.count(of: document.root) > 0 else { break }
        let note: Comment = "seed \(seed), round \(round): \(before) → \(text(edited))"
        try #require(edited == value.document(style: style), note)
      }
    }
  }

  /// A container whose layout shows its style.
  private func container(_ values: inout RandomValues) -> JSONValue {
    ["first": [1, 2], "second": values.next(depth: 4), "third": values.next(depth: 3)]
  }

  private func randomEdit(
    of document: JSONDocument, _ values: inout RandomValues
  ) -> JSONEdit? {
    let nodes = document.allNodes.dropFirst()
    guard let node = nodes.randomElement(using: &values.random) else { return nil }
    let editor = JSONEditor(document)
    let new = values.next(depth: 2)
    switch (Int.random(in: 0..<3, using: &values.random), document.kind(of: node)) {
    case (0, _): return editor.remove(node)
    case (1, .array):
      let index = Int.random(in: 0...document.count(of: node), using: &values.random)
      return editor.insert(new, into: node, at: index)
    case (1, .object):
      let place = [JSONEditor.Place.first, .last, .sortedByBytes].randomElement(
        using: &values.random)!
      return editor.insert("new", new, into: node, at: place)
    default:
      let isKey = document.parent(of: node).map { parent in
        document.members(of: parent).contains { $0.key == node }
      }
      return isKey == true ? nil : editor.replace(node, with: new)
    }
  }
}

extension JSONDocument {
  /// Every value and every key, a parent before its children.
  var allNodes: [Node] {
    var nodes = [root]
    var at = 0
    while at < nodes.count {
      for (key, value) in members(of: nodes[at]) { nodes += [key, value] }
      nodes += elements(of: nodes[at])
      at += 1
    }
    return nodes
  }
}
