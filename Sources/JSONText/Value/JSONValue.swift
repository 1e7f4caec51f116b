/// A JSON value that owns its parts, for building documents in code.
///
/// Equality and hashes go by bytes: composed and decomposed characters differ, and so do objects
/// whose members stand in another order.
public enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  /// Members in the order in which they are written.
  case object([Member])

  /// A key and its value.
  public struct Member: Sendable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A copy of a value of a document; nil if it holds a number that is no integer.
  public init?(_ node: JSONDocument.Node, of document: JSONDocument) {
    switch document.kind(of: node) {
    case .null: self = .null
    case .otherNumber: return nil
    case .bool: self = .bool(document.bool(node) ?? false)
    case .integer: self = .integer(document.integer(node) ?? 0)
    case .string: self = .string(document.string(node) ?? "")
    case .array:
      var elements: [JSONValue] = []
      for element in document.elements(of: node) {
        guard let value = JSONValue(element, of: document) else { return nil }
        elements.append(value)
      }
      self = .array(elements)
    case .object:
      var members: [Member] = []
      for (key, value) in document.members(of: node) {
        guard let value = JSONValue(value, of: document) else { return nil }
        members.append(Member(document.string(key) ?? "", value))
      }
      self = .object(members)
    }
  }

  /// The value of the first member with this key, if this is an object that has one.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The value as a document.
  public func document(style: JSONWriter.Style = .canonical) -> [UInt8] {
    var writer = JSONWriter(style: style)
    writer.value(self)
    return writer.finish()
  }
}

extension JSONWriter {
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .integer(let number): integer(number)
    case .string(let text): string(text)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }
}

// MARK: - Equality by bytes

extension JSONValue: Hashable {
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .integer(let number): hasher.combine(number)
    case .string(let text): hasher.combineBytes(of: text)
    case .array(let elements): hasher.combine(elements)
    case .object(let members): hasher.combine(members)
    }
  }
}

extension JSONValue.Member: Hashable {
  public static func == (left: JSONValue.Member, right: JSONValue.Member) -> Bool {
    left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combineBytes(of: key)
    hasher.combine(value)
  }
}

extension Hasher {
  /// Strings hash alike when they are canonically equivalent; their bytes do not.
  fileprivate mutating func combineBytes(of text: String) {
    combine(text.utf8.count)
    for byte in text.utf8 { combine(byte) }
  }
}

// MARK: - Literals

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(nilLiteral: ()) { self = .null }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}
