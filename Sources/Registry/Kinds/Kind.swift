internal import JSONText

/// A kind of document that authors write, registered once: adding one means adding its file and a
/// line in `Kind.all`.
public struct Kind: Sendable {
  /// As in the envelope: `VersionIndex`.
  public let name: String
  /// One or two sentences for the schema.
  public let summary: String
  /// The shape of the whole file.
  public let schema: Schema
  /// Whether the file is a resource with `apiVersion`, `kind`, `metadata` and `spec`. OSV
  /// advisories are not.
  public let isEnveloped: Bool
  /// Where files of this kind stand, for messages and schemas.
  public let pathPattern: String
  /// Whether a place is one for files of this kind.
  let belongs: @Sendable (SourcePlace) -> Bool
  /// Builds the typed value of whatever is sound in a document; what is not was reported before, or
  /// is now.
  let decode: @Sendable (inout Decoding) -> Resource?

  /// Every kind, in the order of the specification.
  public static let all: [Kind] = [
    .registry, .project, .identity, .packageIndex, .waiverList, .versionIndex, .advisory,
  ]

  /// The kind of the file at a place; nil where no resource is expected.
  public init?(at place: SourcePlace) {
    guard let kind = Self.all.first(where: { $0.belongs(place) }) else { return nil }
    self = kind
  }

  private init(
    name: String, summary: String, schema: Schema, isEnveloped: Bool, pathPattern: String,
    belongs: @escaping @Sendable (SourcePlace) -> Bool,
    decode: @escaping @Sendable (inout Decoding) -> Resource?
  ) {
    self.name = name
    self.summary = summary
    self.schema = schema
    self.isEnveloped = isEnveloped
    self.pathPattern = pathPattern
    self.belongs = belongs
    self.decode = decode
  }
}

extension Kind {
  /// A kind with the envelope of section 2.
  static func resource(
    _ name: String, _ summary: String, path: String,
    belongs: @escaping @Sendable (SourcePlace) -> Bool,
    metadata: [Schema.Member], spec: Schema,
    decode: @escaping @Sendable (inout Decoding) -> Resource?
  ) -> Kind {
    let envelope = Schema.object(
      .optional(
        "$schema", .string(.text(atMost: 2048)),
        "Where an editor finds this schema. It changes nothing."),
      .required("apiVersion", .choice("cairn/v1"), "The version of the format."),
      .required("kind", .choice(name), "What this file describes."),
      .required(
        "metadata", .object(metadata), "What every resource has: its name and words about it."),
      .required("spec", spec, "What its authors declare."))
    return Kind(
      name: name, summary: summary, schema: envelope, isEnveloped: true, pathPattern: path,
      belongs: belongs,
      decode: decode)
  }

  /// A kind in somebody else's format.
  static func foreign(
    _ name: String, _ summary: String, path: String,
    belongs: @escaping @Sendable (SourcePlace) -> Bool,
    schema: Schema, decode: @escaping @Sendable (inout Decoding) -> Resource?
  ) -> Kind {
    Kind(
      name: name, summary: summary, schema: schema, isEnveloped: false, pathPattern: path,
      belongs: belongs,
      decode: decode)
  }

  /// The members of `metadata` that every kind has, around those of its own.
  static func metadata(name: Format, _ summary: String, also members: Schema.Member...) -> [Schema
    .Member]
  {
    members + [
      .required("name", .string(name), summary),
      .optional("description", .string(.prose(atMost: 4096)), "What it is, in a sentence or two."),
      .optional(
        "labels", .map(.annotationKey, to: .string(.text(atMost: 256))), "Short texts to select by."
      ),
      .optional("annotations", .annotations, "Anything else that tools want to keep here."),
    ]
  }
}

extension Schema {
  static let annotations = Schema.map(.annotationKey, to: .anything)
  static let handles = Schema.array(of: .string(.handle))
  static let members = Schema.array(of: .string(.member))
}

/// The typed value of a source file.
///
/// Indirect, so that whoever looks whether a file is of another kind copies nothing of it.
public indirect enum Resource: Sendable {
  case registry(RegistrySettings)
  case project(Project)
  case identity(Identity)
  case packageIndex(PackageIndex)
  case waiverList(WaiverList)
  case versionIndex(VersionIndex)
  case advisory(Advisory)
}
