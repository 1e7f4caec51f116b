/// A search for one text in many files: Horspool's, where the byte under the text's end says how far
/// the text may move.
struct ByteSearch: Sendable {
  private let text: [UInt8]
  private let steps: [Int]

  /// - Parameter text: Not empty.
  init(_ text: String) {
    precondition(!text.isEmpty, "there is something to look for")
    self.text = Array(text.utf8)
    var steps = [Int](repeating: self.text.count, count: 256)
    for (at, byte) in self.text.dropLast().enumerated() {
      steps[Int(byte)] = self.text.count - 1 - at
    }
    self.steps = steps
  }

  /// Whether the text stands in some bytes.
  func finds(in bytes: [UInt8]) -> Bool {
    var end = text.count - 1
    while end < bytes.count {
      let byte = bytes[end]
      if byte == text[text.count - 1], bytes[(end - text.count + 1)...end].elementsEqual(text) {
        return true
      }
      end += steps[Int(byte)]
    }
    return false
  }
}
