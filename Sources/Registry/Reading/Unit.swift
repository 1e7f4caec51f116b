public import Diagnostics
public import IndexModel
public import JSONText

/// One source file, read: its document, the typed value of what is sound in it, and what is wrong
/// with it by itself.
///
/// A pure function of the path, the bytes and the context. A class, so that handing it from check to check and
/// remembering it copies nothing.
public final class Unit: Sendable {
  public let path: RepositoryPath
  public let place: SourcePlace
  public let kind: Kind
  public let blob: ObjectID
  public let document: JSONDocument
  /// Nil where too little of the file is sound to say what it describes.
  public let resource: Resource?
  /// What reading found, not yet ordered.
  public let findings: [Diagnostic]

  private init(
    path: RepositoryPath, place: SourcePlace, kind: Kind, blob: ObjectID, document: JSONDocument,
    resource: Resource?, findings: [Diagnostic]
  ) {
    self.path = path
    self.place = place
    self.kind = kind
    self.blob = blob
    self.document = document
    self.resource = resource
    self.findings = findings
  }

  /// Whether the file by itself breaks no integrity rule: only then it is rendered. An advice that the policy made an
  /// error does not count, for a waiver may take it back.
  public var isSound: Bool {
    resource != nil
      && !findings.contains { $0.severity == .error && Rule.readingIntegrity.contains($0.rule) }
  }

  public typealias Node = JSONDocument.Node

  /// A finding about one of the file's values.
  public func finding(
    _ rule: Rule, severity: Diagnostic.Severity? = nil, at node: Node, _ message: String,
    help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(
      rule, severity: severity, in: document, at: node, of: path, message, help: help, notes: notes)
  }

  /// A note that points at one of the file's values.
  public func note(at node: Node, _ message: String) -> Diagnostic.Note {
    Diagnostic.Note(
      range: SourceRange(path: path, bytes: document.range(of: node)), message: message)
  }
}

/// What came of reading a source file.
public enum Reading: Sendable {
  case unit(Unit)
  /// The bytes are no JSON document: only findings.
  case refused([Diagnostic])
}

extension Unit {
  /// Reads the bytes of a file at a place where a resource is expected.
  public static func read(
    _ bytes: [UInt8], at path: RepositoryPath, place: SourcePlace, kind: Kind, blob: ObjectID,
    context: Context
  ) -> Reading {
    let limits = JSONLimits(depth: 32, bytes: context.policy.fileBytes)
    let reading = JSONDocument.read(bytes, limits: limits)
    var findings = reading.problems.map { Diagnostic($0, path: path) }
    guard let document = reading.document else { return .refused(findings) }

    var check = ShapeCheck(document: document, path: path, versions: context.policy.versioning)
    check.check(document.root, against: kind.schema)
    var decoding = Decoding(
      document: document, path: path, place: place, versions: context.policy.versioning)
    let resource = kind.decode(&decoding)
    findings += check.findings
    findings += decoding.findings
    findings += pathFindings(document, path, place)
    if findings.allSatisfy({ $0.severity != .error }),
      let finding = formFinding(document, path, kind, context, isOrdered: check.isOrdered)
    {
      findings.append(finding)
    }
    return .unit(
      Unit(
        path: path, place: place, kind: kind, blob: blob, document: document, resource: resource,
        findings: findings))
  }

  private static func formFinding(
    _ document: JSONDocument, _ path: RepositoryPath, _ kind: Kind, _ context: Context,
    isOrdered: Bool
  ) -> Diagnostic? {
    if isOrdered, document.isCanonicalLayout { return nil }
    let canonical = CanonicalForm.bytes(of: document, as: kind, versions: context.policy.versioning)
    guard canonical != document.bytes else { return nil }
    let first = zip(canonical, document.bytes).enumerated().first { $0.element.0 != $0.element.1 }?
      .offset
    let at = first ?? min(canonical.count, document.bytes.count)
    return Diagnostic(
      rule: Rule.canonicalForm.id,
      severity: context.policy.requiresCanonicalForm ? .error : .warning,
      range: SourceRange(path: path, bytes: at..<min(at + 1, document.bytes.count)),
      message: isOrdered
        ? "the layout differs from the canonical form from here on"
        : "keys or releases are not in the canonical order; the form differs from here on",
      help: "run `cairn format \(path)`")
  }

  /// What the path says, the content says.
  private static func pathFindings(
    _ document: JSONDocument, _ path: RepositoryPath, _ place: SourcePlace
  ) -> [Diagnostic] {
    func mismatch(_ object: Node?, _ key: String, _ expected: String) -> [Diagnostic] {
      guard let object, let node = document.member(key, of: object),
        let text = document.string(node), !text.utf8.elementsEqual(expected.utf8)
      else { return [] }
      return [
        Diagnostic(
          .pathContent, in: document, at: node, of: path,
          "the content says \"\(key)\": \(quoted(text)), the path says \(quoted(expected))",
          help: "rename the file to match, or correct the \(key)")
      ]
    }
    let root = document.root
    let metadata = document.member("metadata", of: root)
    switch place {
    case .identity(let name), .project(let name), .packageIndex(let name):
      return mismatch(metadata, "name", name)
    case .waivers: return mismatch(metadata, "name", "waivers")
    case .advisory(let id): return mismatch(root, "id", id)
    case .versionIndex(let project, let name):
      return mismatch(metadata, "project", project) + mismatch(metadata, "name", name)
    case .registry, .codeOwners, .companion, .unknown, .outside: return []
    }
  }
}

extension Diagnostic {
  /// A problem of the reader as a finding.
  package init(_ problem: JSONProblem, path: RepositoryPath) {
    let rule: Rule =
      switch problem.kind {
      case .duplicateKey: .jsonKeys
      case .loneSurrogate, .forbiddenCharacter: .jsonText
      case .notAnInteger, .integerOutOfRange, .leadingZero: .jsonNumber
      case .tooDeep, .tooLarge: .jsonLimit
      default: .jsonSyntax
      }
    var notes: [Note] = []
    if case .duplicateKey(let first) = problem.kind {
      notes.append(Note(range: SourceRange(path: path, bytes: first), message: "first here"))
    }
    self.init(
      rule: rule.id, severity: rule.severity, range: SourceRange(path: path, bytes: problem.range),
      message: problem.message, help: problem.help, notes: notes)
  }
}
