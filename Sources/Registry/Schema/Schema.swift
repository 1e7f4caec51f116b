public import JSONText

/// The shape of a JSON value, described once for everything that needs it: the check of a file, its
/// canonical form, and the JSON Schema that authors' editors read.
///
/// A class, so that a shape that stands in several places is one object and walking it copies
/// nothing.
public final class Schema: Sendable {
  public enum Shape: Sendable {
    /// Known members, in the order of the canonical form. Unknown ones are refused.
    case object([Member])
    /// Free keys of one format, each with a value of one shape. The canonical form orders the keys
    /// by bytes.
    case map(keys: Format, values: Schema, atLeast: Int)
    case array(of: Schema, order: ArrayOrder, atLeast: Int)
    case string(Format)
    case choice([String])
    case integer(ClosedRange<Int>)
    case boolean
    /// The word `null`, for answers: no kind of file has it.
    case null
    /// One of several shapes, told apart by the kind of JSON value: a string here, an object there.
    case either([Schema])
    /// Anything at all that the reader accepts.
    case anything
  }

  /// How the canonical form orders an array.
  public enum ArrayOrder: Hashable, Sendable {
    case asWritten
    /// Objects with a member `version`, lowest first.
    case ascendingVersions
  }

  /// One key of an object. A class for the same reason.
  public final class Member: Sendable {
    public let key: String
    public let schema: Schema
    public let isRequired: Bool
    /// What an absent member means.
    public let defaultValue: JSONValue?
    /// For people who edit the file: one sentence or two.
    public let summary: String

    init(
      _ key: String, _ schema: Schema, isRequired: Bool, defaultValue: JSONValue?, _ summary: String
    ) {
      self.key = key
      self.schema = schema
      self.isRequired = isRequired
      self.defaultValue = defaultValue
      self.summary = summary
    }

    /// Whether a key of a document is this member's.
    func isNamed(by node: JSONDocument.Node, in document: JSONDocument) -> Bool {
      document.equals(node, key)
    }

    public static func required(_ key: String, _ schema: Schema, _ summary: String) -> Member {
      Member(key, schema, isRequired: true, defaultValue: nil, summary)
    }

    public static func optional(
      _ key: String, _ schema: Schema, default defaultValue: JSONValue? = nil, _ summary: String
    ) -> Member {
      Member(key, schema, isRequired: false, defaultValue: defaultValue, summary)
    }
  }

  public let shape: Shape

  public init(_ shape: Shape) {
    self.shape = shape
  }
}

extension Schema {
  public static func object(_ members: Member...) -> Schema { Schema(.object(members)) }
  public static func object(_ members: [Member]) -> Schema { Schema(.object(members)) }

  public static func map(_ keys: Format, to values: Schema, atLeast: Int = 0) -> Schema {
    Schema(.map(keys: keys, values: values, atLeast: atLeast))
  }

  public static func array(
    of element: Schema, order: ArrayOrder = .asWritten, atLeast: Int = 0
  ) -> Schema {
    Schema(.array(of: element, order: order, atLeast: atLeast))
  }

  public static func string(_ format: Format) -> Schema { Schema(.string(format)) }
  public static func choice(_ values: String...) -> Schema { Schema(.choice(values)) }
  public static func choice(_ values: [String]) -> Schema { Schema(.choice(values)) }
  public static func integer(_ range: ClosedRange<Int>) -> Schema { Schema(.integer(range)) }
  public static let boolean = Schema(.boolean)
  public static let null = Schema(.null)
  public static let anything = Schema(.anything)
  public static func either(_ shapes: Schema...) -> Schema { Schema(.either(shapes)) }
}

extension Schema {
  /// The kind of JSON value that this shape takes; nil where it takes several.
  var kind: JSONDocument.Kind? {
    switch shape {
    case .object, .map: .object
    case .array: .array
    case .string, .choice: .string
    case .integer: .integer
    case .boolean: .bool
    case .null: .null
    case .either, .anything: nil
    }
  }

  /// What a finding says was expected.
  var expectation: String {
    switch shape {
    case .object, .map: "an object"
    case .array: "an array"
    case .string(let format): format.expectation
    case .choice(let values): "one of \(values.map { "\"\($0)\"" }.joined(separator: ", "))"
    case .integer: "an integer"
    case .boolean: "true or false"
    case .null: "null"
    case .either(let shapes): shapes.map(\.expectation).joined(separator: " or ")
    case .anything: "a value"
    }
  }
}
