/// Reads one document from front to back into a tape, with a stack of its own instead of recursion.
struct Parser {
  typealias Entry = JSONDocument.Entry

  /// A container whose end has not been read yet.
  private struct OpenContainer {
    let node: Int
    let isObject: Bool
    /// The children read so far that a comma has closed off.
    var count = 0
    /// Where the container's keys begin in the ledger.
    let firstKey: Int
  }

  private let depthLimit: Int
  private var open: [OpenContainer] = []
  private var keys = KeyLedger()
  private(set) var tape: [Entry] = []
  private(set) var problems: [JSONProblem] = []

  init(depth: Int, bytes: Int) {
    depthLimit = depth
    tape.reserveCapacity(bytes / 12 + 4)
  }

  /// Fills the tape and collects problems, also when one of them ends the reading.
  ///
  /// Returns whether the document was read to its end.
  mutating func readDocument(_ text: Span<UInt8>) -> Bool {
    do throws(JSONProblem) {
      try readWholeDocument(text)
      return true
    } catch {
      while let container = open.popLast() { reportDuplicates(in: container, text) }
      problems.append(error)
      return false
    }
  }

  private mutating func readWholeDocument(_ text: Span<UInt8>) throws(JSONProblem) {
    var at = text.endOfBlanks(from: readByteOrderMark(text))
    repeat {
      at = try readValue(text, from: at)
    } while !open.isEmpty
    at = text.endOfBlanks(from: at)
    guard at == text.count else { throw syntaxError(text, at: at, .endOfDocument) }
  }

  /// Reads a scalar or the opening of a container, then whatever follows up to the next value.
  private mutating func readValue(
    _ text: Span<UInt8>, from start: Int
  ) throws(JSONProblem) -> Int {
    guard start < text.count else { throw syntaxError(text, at: start, expectedValue) }
    switch text[start] {
    case UInt8(ascii: "\""):
      return try readAfterValue(text, from: readString(text, from: start, isKey: false).end)
    case UInt8(ascii: "{"): return try openObject(text, from: start)
    case UInt8(ascii: "["): return try openArray(text, from: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try readAfterValue(text, from: readNumber(text, from: start))
    default: return try readAfterValue(text, from: readLiteral(text, from: start))
    }
  }

  private mutating func openObject(
    _ text: Span<UInt8>, from start: Int
  ) throws(JSONProblem) -> Int {
    try open(.object, text, from: start)
    let at = text.endOfBlanks(from: start + 1)
    guard at < text.count, text[at] == UInt8(ascii: "}") else {
      return try readKey(text, from: at, expected: .keyOrClosingBrace)
    }
    close(text, end: at + 1, count: 0)
    return try readAfterValue(text, from: at + 1)
  }

  private mutating func openArray(
    _ text: Span<UInt8>, from start: Int
  ) throws(JSONProblem) -> Int {
    try open(.array, text, from: start)
    let at = text.endOfBlanks(from: start + 1)
    guard at < text.count, text[at] == UInt8(ascii: "]") else { return at }
    close(text, end: at + 1, count: 0)
    return try readAfterValue(text, from: at + 1)
  }

  /// Reads the closings and the comma behind a value, and the key if a member follows.
  ///
  /// Returns where the next value begins, or the end of the root value.
  private mutating func readAfterValue(
    _ text: Span<UInt8>, from end: Int
  ) throws(JSONProblem) -> Int {
    var end = end
    while let container = open.last {
      let at = text.endOfBlanks(from: end)
      let byte = at < text.count ? text[at] : 0
      if byte == UInt8(ascii: ",") {
        open[open.count - 1].count += 1
        let next = text.endOfBlanks(from: at + 1)
        return container.isObject ? try readKey(text, from: next, expected: .key) : next
      }
      guard byte == UInt8(ascii: container.isObject ? "}" : "]") else {
        let expected: JSONProblem.Expected =
          container.isObject ? .commaOrClosingBrace : .commaOrClosingBracket
        throw syntaxError(text, at: at, expected)
      }
      close(text, end: at + 1, count: container.count + 1)
      end = at + 1
    }
    return end
  }

  /// Reads a key and its colon; returns where the value begins.
  private mutating func readKey(
    _ text: Span<UInt8>, from start: Int, expected: JSONProblem.Expected
  ) throws(JSONProblem) -> Int {
    guard start < text.count, text[start] == UInt8(ascii: "\"") else {
      throw syntaxError(text, at: start, expected)
    }
    let node = tape.count
    let (end, isEscaped) = try readString(text, from: start, isKey: true)
    keys.add(node: node, text, body: start + 1..<end - 1, isEscaped: isEscaped)
    let colon = text.endOfBlanks(from: end)
    guard colon < text.count, text[colon] == UInt8(ascii: ":") else {
      throw syntaxError(text, at: colon, .colon)
    }
    return text.endOfBlanks(from: colon + 1)
  }

  private var expectedValue: JSONProblem.Expected {
    guard let container = open.last, !container.isObject, container.count == 0 else {
      return .value
    }
    return .valueOrClosingBracket
  }
}

// MARK: - Containers

extension Parser {
  private mutating func open(
    _ kind: JSONDocument.Kind, _ text: Span<UInt8>, from start: Int
  ) throws(JSONProblem) {
    guard open.count < depthLimit else {
      throw JSONProblem(
        .tooDeep(limit: depthLimit), at: start..<start + 1,
        found: "\(open.count + 1) levels of containers")
    }
    open.append(
      OpenContainer(node: tape.count, isObject: kind == .object, firstKey: keys.count))
    tape.append(Entry(kind, start: start, end: start, next: tape.count + 1))
  }

  private mutating func close(_ text: Span<UInt8>, end: Int, count: Int) {
    let container = open.removeLast()
    tape[container.node].close(end: end, next: tape.count, count: count)
    if container.isObject { reportDuplicates(in: container, text) }
  }

  private mutating func reportDuplicates(in container: OpenContainer, _ text: Span<UInt8>) {
    for (first, again) in keys.removeDuplicates(from: container.firstKey, text, tape) {
      reportDuplicate(text, tape[again].range, first: tape[first].range)
    }
  }

  private mutating func reportDuplicate(
    _ text: Span<UInt8>, _ range: Range<Int>, first: Range<Int>
  ) {
    let key = Excerpt.quote(text, range.lowerBound + 1..<range.upperBound - 1)
    report(.duplicateKey(first: first), at: range, found: "the key \(key) again")
  }
}

// MARK: - Scalars

extension Parser {
  private mutating func readLiteral(
    _ text: Span<UInt8>, from start: Int
  ) throws(JSONProblem) -> Int {
    switch text[start] {
    case UInt8(ascii: "t") where text.hasLiteral("true", at: start):
      return append(.bool, start..<start + 4, payload: 1)
    case UInt8(ascii: "f") where text.hasLiteral("false", at: start):
      return append(.bool, start..<start + 5)
    case UInt8(ascii: "n") where text.hasLiteral("null", at: start):
      return append(.null, start..<start + 4)
    default: throw syntaxError(text, at: start, expectedValue)
    }
  }

  /// Adds a scalar to the tape; returns its end.
  mutating func append(
    _ kind: JSONDocument.Kind, _ range: Range<Int>, payload: Int = 0, isEscaped: Bool = false
  ) -> Int {
    tape.append(
      Entry(
        kind, start: range.lowerBound, end: range.upperBound, next: tape.count + 1,
        payload: payload, isEscaped: isEscaped))
    return range.upperBound
  }
}

// MARK: - Problems

extension Parser {
  mutating func report(_ kind: JSONProblem.Kind, at range: Range<Int>, found: String) {
    problems.append(JSONProblem(kind, at: range, found: found))
  }

  /// The problem of finding, at an offset, something else than the grammar allows there.
  func syntaxError(
    _ text: Span<UInt8>, at: Int, _ expected: JSONProblem.Expected
  ) -> JSONProblem {
    let isUTF8 = at >= text.count || text.scalar(at: at) != nil
    return JSONProblem(
      isUTF8 ? .syntax(expected) : .invalidUTF8, at: Excerpt.tokenRange(text, at: at),
      found: Excerpt.token(text, at: at))
  }

  /// All problems by position; of several at one place, the shorter first.
  func problemsInOrder() -> [JSONProblem] {
    problems.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  /// Reports a byte order mark; returns where the document begins.
  private mutating func readByteOrderMark(_ text: Span<UInt8>) -> Int {
    guard text.count >= 3, text.scalar(at: 0)?.value == "\u{FEFF}" else { return 0 }
    report(.byteOrderMark, at: 0..<3, found: "a byte order mark")
    return 3
  }
}

extension Span<UInt8> {
  /// Whether a word stands at an offset and no letter or digit follows it.
  fileprivate func hasLiteral(_ word: StaticString, at start: Int) -> Bool {
    guard word.utf8CodeUnitCount <= count - start else { return false }
    for offset in 0..<word.utf8CodeUnitCount
    where self[start + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }
}
