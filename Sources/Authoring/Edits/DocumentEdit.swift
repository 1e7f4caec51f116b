public import IndexModel
public import JSONText
internal import Registry

/// The text of a version index on its way from one state to another, in small steps.
///
/// What is added stands at its place in the order of the schema; all other bytes stay. A file in
/// canonical form stays so, and in one laid out by hand only the lines concerned change.
public struct DocumentEdit: Sendable {
  public typealias Path = [JSONDocument.Step]

  public private(set) var document: JSONDocument
  private let versions: VersionScheme
  private var steps: [Step] = []

  /// The text, and what the steps changed of its lines, from top to bottom if they went so.
  public var bytes: [UInt8] { document.bytes }
  public var changes: [LineChanges] { steps.map(\.lines) }

  /// The file has something else where an object or an array belongs.
  public struct NoPlace: Error, Hashable, Sendable {}

  private struct Step {
    let before: [UInt8]
    let lines: LineChanges

    /// Whether another step, made after this one, changed lines of it or next to it.
    func touches(_ next: LineChanges) -> Bool {
      next.line <= lines.line + lines.added.count && next.line + next.removed.count >= lines.line
    }
  }

  public init(_ document: JSONDocument, versions: VersionScheme) {
    self.document = document
    self.versions = versions
  }

  /// Gives a member a value; it, and the objects above it, come where they are missing.
  public mutating func set(_ path: Path, to value: JSONValue) throws(NoPlace) {
    guard case .key(let key)? = path.last else { throw NoPlace() }
    let above = Array(path.dropLast())
    guard let parent = document.node(at: above) else {
      try set(above, to: .object([JSONValue.Member(key, value)]))
      return
    }
    let schema = Schema.versionIndex(at: path)
    let ordered = schema.map { value.ordered(by: $0, versions: versions) } ?? value
    try apply(JSONEditor(document).set(key, ordered, in: parent, at: place(of: key, in: above)))
  }

  /// Adds a value to the end of an array, which comes where it is missing.
  public mutating func append(_ value: JSONValue, to path: Path) throws(NoPlace) {
    guard let array = document.node(at: path) else {
      try set(path, to: .array([value]))
      return
    }
    let schema = Schema.versionIndex(at: path + [0])
    let ordered = schema.map { value.ordered(by: $0, versions: versions) } ?? value
    let count = document.count(of: array)
    try apply(JSONEditor(document).insert(ordered, into: array, at: count))
  }

  /// Puts a value in the place of an element.
  public mutating func replace(_ path: Path, with value: JSONValue) throws(NoPlace) {
    guard let node = document.node(at: path) else { throw NoPlace() }
    let schema = Schema.versionIndex(at: path)
    let ordered = schema.map { value.ordered(by: $0, versions: versions) } ?? value
    try apply(JSONEditor(document).replace(node, with: ordered))
  }

  /// Removes a member or an element, with the containers above it that it leaves empty, down to
  /// `root`.
  public mutating func remove(_ path: Path, below root: Path) throws(NoPlace) {
    var path = path
    while path.count > root.count + 1, let parent = document.node(at: path.dropLast()),
      document.count(of: parent) == 1
    {
      path.removeLast()
    }
    try apply(document.node(at: path).flatMap { JSONEditor(document).remove($0) })
  }

  private mutating func apply(_ edit: JSONEdit?) throws(NoPlace) {
    guard let edit else { throw NoPlace() }
    let before = document.bytes
    let limits = JSONLimits(depth: JSONLimits.deepest, bytes: JSONLimits.largest)
    guard let edited = JSONDocument.read(document.applying(edit), limits: limits).document else {
      throw NoPlace()
    }
    document = edited
    let lines = LineChanges(from: before, to: edited.bytes)
    if let last = steps.last, last.touches(lines) {
      steps.removeLast()
      steps.append(
        Step(before: last.before, lines: LineChanges(from: last.before, to: edited.bytes)))
    } else {
      steps.append(Step(before: before, lines: lines))
    }
  }

  /// Behind the last of the members that the schema has before the key.
  private func place(of key: String, in path: Path) -> JSONEditor.Place {
    guard case .object(let members)? = Schema.versionIndex(at: path)?.shape,
      let parent = document.node(at: path)
    else { return .last }
    let earlier = members.prefix { $0.key != key }.map(\.key)
    return earlier.last { document.member($0, of: parent) != nil }.map { .after($0) } ?? .first
  }
}

extension Schema {
  /// The shape of the values at a path of a version index; nil where the schema knows none.
  fileprivate static func versionIndex(at path: DocumentEdit.Path) -> Schema? {
    var schema = Kind.versionIndex.schema
    for step in path {
      switch (schema.shape, step) {
      case (.object(let members), .key(let key)):
        guard let member = members.first(where: { $0.key == key }) else { return nil }
        schema = member.schema
      case (.array(let element, _, _), .index): schema = element
      default: return nil
      }
    }
    return schema
  }
}
