public import Diagnostics
public import IndexModel
public import JSONText

/// A JSON file that is no part of a registry, read as strictly as one that is.
public struct ForeignDocument: Sendable {
  /// Nil where the bytes are no JSON document, or it cannot be said what it describes.
  public let document: JSONDocument?
  /// What is wrong with the text and the shape, not ordered.
  public let findings: [Diagnostic]

  /// Reads a file and compares it with a schema.
  ///
  /// - Parameter schema: The shape that the document should have.
  public init(
    _ bytes: [UInt8], at path: RepositoryPath, limits: JSONLimits, versions: VersionScheme,
    schema: (JSONDocument) -> Schema
  ) {
    let reading = JSONDocument.read(bytes, limits: limits)
    var findings = reading.problems.map { Diagnostic($0, path: path) }
    document = reading.document
    if let document {
      var check = ShapeCheck(document: document, path: path, versions: versions)
      check.keepsAnnotations = false
      check.check(document.root, against: schema(document))
      findings += check.findings
    }
    self.findings = findings
  }
}
