internal import IndexModel
internal import JSONText
internal import Registry

extension JSONValue {
  /// The value with its keys in the order of a schema, maps by bytes: whoever builds one need not
  /// know the order.
  func ordered(by schema: Schema, versions: VersionScheme) -> JSONValue {
    let document = reread
    var writer = JSONWriter(style: .compact)
    CanonicalForm.write(
      document.root, of: document, as: schema, versions: versions, into: &writer)
    let ordered = JSONValue.reread(writer.finish())
    guard let value = JSONValue(ordered.root, of: ordered) else {
      preconditionFailure("a value holds no number but integers")
    }
    return value
  }

  /// The canonical bytes of a file of this value.
  func file(of kind: Kind, versions: VersionScheme) -> [UInt8] {
    CanonicalForm.bytes(of: reread, as: kind, versions: versions)
  }

  private var reread: JSONDocument { JSONValue.reread(document(style: .compact)) }

  /// What a writer has written can be read, whatever rules its texts may break.
  private static func reread(_ bytes: [UInt8]) -> JSONDocument {
    let limits = JSONLimits(depth: JSONLimits.deepest, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document else {
      preconditionFailure("a written value is a document")
    }
    return document
  }
}

extension [JSONValue.Member] {
  /// Adds a member where there is a value for it.
  mutating func add(_ key: String, _ text: String?) {
    if let text { append(JSONValue.Member(key, .string(text))) }
  }

  mutating func add(_ key: String, _ value: JSONValue?) {
    if let value { append(JSONValue.Member(key, value)) }
  }

  /// Adds a list of texts unless it is empty.
  mutating func add(_ key: String, _ texts: [String]) {
    if !texts.isEmpty { append(JSONValue.Member(key, .array(texts.map(JSONValue.string)))) }
  }

  /// Adds an object unless it is empty.
  mutating func add(_ key: String, _ members: [JSONValue.Member]) {
    if !members.isEmpty { append(JSONValue.Member(key, .object(members))) }
  }
}
