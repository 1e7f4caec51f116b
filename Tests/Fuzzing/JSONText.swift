// modules: JSONText

import JSONText

/// Any bytes: reading never traps, what it says stays inside the bytes, and what it accepts survives being written
/// and edited. The first byte chooses the edit.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSONText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first else { return 0 }
  let bytes = Array(input.dropFirst())
  let reading = JSONDocument.read(bytes)
  checkProblems(reading, bytes)
  guard let document = reading.document else { return 0 }
  checkNesting(document)
  guard reading.problems.isEmpty else { return 0 }
  checkWriting(document)
  checkEditing(document, choice)
  return 0
}

func checkProblems(_ reading: JSONReading, _ bytes: [UInt8]) {
  let ending = reading.problems.count { $0.kind.endsReading }
  precondition(ending == (reading.document == nil ? 1 : 0), "one problem ends a reading, or none")
  var last = 0
  for problem in reading.problems {
    precondition(problem.range.lowerBound >= last, "problems are ordered")
    precondition(problem.range.upperBound <= bytes.count, "a problem lies in the document")
    precondition(
      problem.message.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a message is one plain line")
    last = problem.range.lowerBound
  }
}

/// Every value lies in its parent, behind the one before it.
func checkNesting(_ document: JSONDocument) {
  var open = [document.root]
  while let node = open.popLast() {
    let own = document.range(of: node)
    precondition(own.upperBound <= document.bytes.count, "a value lies in the document")
    let children = document.children(of: node)
    var end = own.lowerBound + 1
    for child in children {
      let range = document.range(of: child)
      precondition(range.lowerBound >= end && !range.isEmpty, "children do not overlap")
      end = range.upperBound
    }
    precondition(children.isEmpty || end < own.upperBound, "children lie in their parent")
    open += children
  }
}

func checkWriting(_ document: JSONDocument) {
  let value = JSONValue(document.root, of: document)
  for style in [JSONWriter.Style.canonical, .compact, .oneLine] {
    var writer = JSONWriter(style: style)
    writer.copy(document.root, of: document)
    let written = JSONDocument.read(writer.finish())
    precondition(written.problems.isEmpty, "what is written can be read")
    let again = written.document.flatMap { JSONValue($0.root, of: $0) }
    precondition(again == value, "what is written is what was read")
  }
}

/// One value is replaced, or removed: the document stays one.
func checkEditing(_ document: JSONDocument, _ choice: UInt8) {
  let editor = JSONEditor(document)
  var node = document.root
  for _ in 0..<Int(choice % 8) {
    let children = document.children(of: node)
    guard !children.isEmpty else { break }
    node = children[Int(choice) % children.count]
  }
  let isRemoved = choice >= 128
  let edit = isRemoved ? editor.remove(node) : editor.replace(node, with: "x")
  guard let edit else { return }
  let edited = JSONDocument.read(document.applying(edit))
  // A key may come to stand there twice; everything else is still in order.
  let isWhole = edited.problems.allSatisfy { problem in
    if case .duplicateKey = problem.kind { true } else { false }
  }
  precondition(isWhole && edited.document != nil, "an edited document is a document")
}

extension JSONDocument {
  /// The elements of an array; the keys and values of an object.
  func children(of node: Node) -> [Node] {
    members(of: node).flatMap { [$0.key, $0.value] } + elements(of: node)
  }
}
