internal import Diagnostics
internal import IndexModel
internal import JSONText

/// Compares a document with a schema and collects all that does not fit.
struct ShapeCheck {
  let document: JSONDocument
  let path: RepositoryPath
  let versions: VersionScheme
  var findings: [Diagnostic] = []
  /// Whether every object has its keys in the canonical order so far.
  var isOrdered = true
  /// Whether what has no key of its own may go into annotations.
  var keepsAnnotations = true

  typealias Node = JSONDocument.Node

  mutating func check(_ node: Node, against schema: Schema) {
    switch schema.shape {
    case .anything: checkOrder(ofAnything: node)
    case .either(let shapes):
      let kind = document.kind(of: node)
      guard let shape = shapes.first(where: { $0.kind == kind }) else {
        return reportKind(node, schema)
      }
      check(node, against: shape)
    case .object(let members):
      guard document.kind(of: node) == .object else { return reportKind(node, schema) }
      checkObject(node, members)
    case .map(let keys, let values, let atLeast):
      guard document.kind(of: node) == .object else { return reportKind(node, schema) }
      checkCount(node, atLeast, of: "entries")
      checkMap(node, keys, values)
    case .array(let element, let order, let atLeast):
      guard document.kind(of: node) == .array else { return reportKind(node, schema) }
      checkCount(node, atLeast, of: "elements")
      for child in document.elements(of: node) { check(child, against: element) }
      if order == .ascendingVersions { checkOrder(ofVersions: node) }
    case .string(let format):
      guard document.kind(of: node) == .string else { return reportKind(node, schema) }
      if !format.isProse, let layout = layoutCharacter(at: node) {
        return report(
          .jsonText, at: node, "found \(layout) in a text of one line",
          help: "write it as one line: only descriptions, notes, messages and the like have more")
      }
      checkText(format, at: node)
    case .choice(let values):
      guard document.kind(of: node) == .string else { return reportKind(node, schema) }
      guard !values.contains(where: { document.equals(node, $0) }) else { return }
      let text = document.string(node) ?? ""
      report(
        .schema, at: node,
        "\(quoted(text)) is not \(values.count == 1 ? "\"\(values[0])\"" : schema.expectation)",
        help: Likeness.closest(to: text, among: values).map { "did you mean \"\($0)\"?" })
    case .integer(let range):
      guard let number = document.integer(node) else { return reportKind(node, schema) }
      if !range.contains(number) {
        report(
          .schema, at: node, "\(number) is not between \(range.lowerBound) and \(range.upperBound)",
          help: "write a number in that range")
      }
    case .boolean:
      if document.kind(of: node) != .bool { reportKind(node, schema) }
    case .null:
      if document.kind(of: node) != .null { reportKind(node, schema) }
    }
  }

  private mutating func checkObject(_ node: Node, _ members: [Schema.Member]) {
    // Files in canonical form have their keys in the schema's order, so the next member is nearly
    // always the right one.
    var seen: UInt64 = 0
    var next = 0
    for (keyNode, value) in document.members(of: node) {
      var found: Int?
      for step in 0..<members.count {
        let at = next + step < members.count ? next + step : next + step - members.count
        if members[at].isNamed(by: keyNode, in: document) {
          found = at
          break
        }
      }
      guard let found else {
        reportUnknownKey(keyNode, members)
        continue
      }
      if found < next { isOrdered = false }
      next = found + 1
      seen |= 1 << UInt64(found)
      check(value, against: members[found].schema)
    }
    for at in members.indices where seen & (1 << UInt64(at)) == 0 && members[at].isRequired {
      let member = members[at]
      report(
        .schema, at: node, "the key \"\(member.key)\" is missing",
        help: "add it: \(lowered(member.summary))")
    }
  }

  private mutating func checkMap(_ node: Node, _ keys: Format, _ values: Schema) {
    var previous: Node?
    for (keyNode, value) in document.members(of: node) {
      if let previous, !document.precedes(previous, keyNode) { isOrdered = false }
      previous = keyNode
      checkText(keys, at: keyNode)
      check(value, against: values)
    }
  }

  private mutating func checkText(_ format: Format, at node: Node) {
    // A text has no more bytes than stand between its quotes.
    if let limit = format.maximumBytes, document.range(of: node).count - 2 > limit,
      let size = document.string(node)?.utf8.count, size > limit
    {
      return report(
        format.rule, at: node,
        "the text has \(size) bytes, more than the \(limit) of \(format.expectation)",
        help: "make it shorter")
    }
    guard let check = format.problem,
      case let problem?? = document.withUTF8(of: node, { check($0, versions) })
    else { return }
    let text = document.string(node) ?? ""
    report(
      format.rule, at: node, "\(quoted(text)) is not \(format.expectation): \(problem)",
      help: format.advice?(text)
        ?? "write \(format.expectation); `cairn explain \(format.rule.id)` says more")
  }

  /// The reader accepts two control characters in values, escaped: those that lay out prose.
  private func layoutCharacter(at node: Node) -> String? {
    guard document.hasEscapes(node), let text = document.string(node) else { return nil }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") { return "a line break" }
      if byte == UInt8(ascii: "\t") { return "a tab" }
    }
    return nil
  }

  private mutating func checkCount(_ node: Node, _ atLeast: Int, of things: String) {
    guard document.count(of: node) < atLeast else { return }
    report(
      .schema, at: node,
      "there are \(document.count(of: node)) \(things), expected at least \(atLeast)",
      help: "add what is missing")
  }

  private mutating func checkOrder(ofAnything node: Node) {
    switch document.kind(of: node) {
    case .object:
      var previous: Node?
      for (keyNode, value) in document.members(of: node) {
        if let previous, !document.precedes(previous, keyNode) { isOrdered = false }
        previous = keyNode
        checkOrder(ofAnything: value)
      }
    case .array: for child in document.elements(of: node) { checkOrder(ofAnything: child) }
    default: break
    }
  }

  private mutating func checkOrder(ofVersions node: Node) {
    var previous: Version?
    for child in document.elements(of: node) {
      guard document.kind(of: child) == .object, let member = document.member("version", of: child),
        let text = document.string(member), let version = try? Version(text, scheme: versions)
      else { continue }
      if let previous, version < previous { isOrdered = false }
      previous = version
    }
  }

  private mutating func reportKind(_ node: Node, _ schema: Schema) {
    report(
      .schema, at: node,
      "\(document.kind(of: node).phrase) where \(schema.expectation) was expected",
      help: "write \(schema.expectation)")
  }

  private mutating func reportUnknownKey(_ node: Node, _ members: [Schema.Member]) {
    let key = document.string(node) ?? ""
    let nearest = Likeness.closest(to: key, among: members.map(\.key))
    let known = "known keys are \(members.map(\.key).joined(separator: ", "))"
    let rest = keepsAnnotations ? "; what tools want to keep goes into \"annotations\"" : ""
    report(
      .schema, at: node, "the key \(quoted(key)) is unknown here",
      help: nearest.map { "did you mean \"\($0)\"?" } ?? known + rest)
  }

  private mutating func report(_ rule: Rule, at node: Node, _ message: String, help: String? = nil)
  {
    findings.append(Diagnostic(rule, in: document, at: node, of: path, message, help: help))
  }

  private func lowered(_ sentence: String) -> String {
    let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    guard let first = text.first, first.isASCII else { return text }
    return first.lowercased() + text.dropFirst()
  }
}

extension JSONDocument.Kind {
  fileprivate var phrase: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .otherNumber: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// A stranger's text in a message: shortened, in quotes, and without what could steer a terminal.
package func quoted(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(text.utf8.count > 100 ? 80 : 100) {
    shown.append(scalar.isPlain ? scalar : "\u{FFFD}")
  }
  return "\"\(String(shown))\(text.utf8.count > 100 ? "…" : "")\""
}

extension Unicode.Scalar {
  /// Whether the scalar is neither a control nor a format character, such as those that turn the
  /// direction of writing.
  fileprivate var isPlain: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
    default: true
    }
  }
}
