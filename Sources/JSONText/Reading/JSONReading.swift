/// What came of reading some bytes: the document, the problems, or both.
public struct JSONReading: Sendable {
  /// The document, if the syntax could be followed to its end. It may be there beside problems.
  public let document: JSONDocument?

  /// Everything that is wrong, ordered by position.
  ///
  /// At most one of them ended the reading (``JSONProblem/Kind/endsReading``), and then there is
  /// no document.
  public let problems: [JSONProblem]

  /// The document, if nothing at all is wrong with it; otherwise throws the first problem.
  public func get() throws(JSONProblem) -> JSONDocument {
    if let first = problems.first { throw first }
    guard let document else { preconditionFailure("a reading without problems has a document") }
    return document
  }
}

extension JSONDocument {
  /// Reads bytes as strict JSON (RFC 8259) in UTF-8.
  ///
  /// Any bytes are fine: reading never traps and needs no stack in proportion to the input.
  ///
  /// Stricter than the RFC: no byte order mark, no duplicate keys, no lone surrogates, only integers
  /// that every JSON implementation reads exactly (±(2⁵³ − 1)), and in strings no control
  /// characters (C0, DEL, C1) and no bidirectional controls, neither raw nor escaped. Two control
  /// characters are part of prose: an escaped line feed or tab is fine in a value, not in a key.
  /// Joiners (U+200C, U+200D) are allowed: some scripts and emoji need them. Such things are
  /// reported, and the reading goes on. A syntax error, bad UTF-8 or an exceeded limit ends it.
  public static func read(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> JSONReading {
    let limits = limits.effective
    guard bytes.count <= limits.bytes else {
      let kind = JSONProblem.Kind.tooLarge(size: bytes.count, limit: limits.bytes)
      let problem = JSONProblem(kind, at: 0..<0, found: "\(bytes.count) bytes")
      return JSONReading(document: nil, problems: [problem])
    }
    var parser = Parser(depth: limits.depth, bytes: bytes.count)
    let isWhole = parser.readDocument(bytes.span)
    let document = isWhole ? JSONDocument(bytes: bytes, tape: parser.tape) : nil
    return JSONReading(document: document, problems: parser.problemsInOrder())
  }
}
