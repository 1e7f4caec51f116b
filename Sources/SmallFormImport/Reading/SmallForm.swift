public import Diagnostics
public import IndexModel
internal import JSONText
public import Registry

/// A version index or a package index in the interchange form: bare, without the envelope of a
/// registry, and owned by an identity whom its full name tells from all others.
public struct SmallForm: Sendable {
  /// As it was named.
  public let path: RepositoryPath
  let document: JSONDocument
  let owner: Placed<FullName>
  let content: Content

  enum Content: Sendable {
    case versionIndex(name: Placed<Name>, releases: [Release])
    case packageIndex(name: Placed<Name>, entries: [Entry])
  }

  /// A release of a version index.
  struct Release: Sendable {
    /// Nil for a content identifier alone.
    let number: Version?
    let cid: ContentID
    let node: JSONDocument.Node
  }

  /// An alias of a package index, and what it stands for.
  struct Entry: Sendable {
    let alias: String
    let target: VersionIndexFullName
    let node: JSONDocument.Node
  }
}

extension SmallForm {
  /// The handle of who owns it.
  public var ownerHandle: Name { owner.value.handle }
}

// MARK: - Reading

extension SmallForm {
  /// Reads a file, and reports all that is wrong with it by itself.
  ///
  /// - Returns: Nil where an error was reported.
  public static func read(
    _ bytes: [UInt8], at path: RepositoryPath, context: Context,
    reporting findings: inout [Diagnostic]
  ) -> SmallForm? {
    let versions = context.policy.versioning
    let limits = JSONLimits(bytes: context.policy.fileBytes)
    let file = ForeignDocument(
      bytes, at: path, limits: limits, versions: versions, schema: schema(of:))
    findings += file.findings
    guard let document = file.document, !file.findings.contains(where: { $0.severity == .error })
    else { return nil }
    return SmallForm(document, at: path, versions)
  }

  /// A file that is too large to be read.
  public static func tooLarge(_ path: RepositoryPath, limit: Int) -> Diagnostic {
    Diagnostic(
      .jsonLimit, file: path, "the file has more than \(limit) bytes, the most that are read",
      help: "a registry holds no larger file: divide the index, or raise `policy.limits.fileBytes`")
  }

  private static func schema(of document: JSONDocument) -> Schema {
    let keys = ["package_index_name", "version_indexes"]
    return keys.contains { document.member($0, of: document.root) != nil }
      ? .smallPackageIndex : .smallVersionIndex
  }

  /// The content of a document that has the shape.
  private init?(_ document: JSONDocument, at path: RepositoryPath, _ versions: VersionScheme) {
    self.path = path
    self.document = document
    func text(_ key: String, of node: JSONDocument.Node) -> (String, JSONDocument.Node)? {
      guard let member = document.member(key, of: node) else { return nil }
      return document.string(member).map { ($0, member) }
    }
    let root = document.root
    guard let (owner, ownerNode) = text("owner_identity", of: root),
      let fullName = try? FullName(owner, versions: versions)
    else { return nil }
    self.owner = Placed(value: fullName, node: ownerNode)
    if let releases = document.member("releases", of: root),
      let (name, node) = text("version_index_name", of: root),
      let name = try? Name(name, for: .package, versions: versions)
    {
      content = .versionIndex(
        name: Placed(value: name, node: node),
        releases: document.elements(of: releases).compactMap { Release($0, document, versions) })
    } else if let entries = document.member("version_indexes", of: root),
      let (name, node) = text("package_index_name", of: root),
      let name = try? Name(name, for: .packageIndex, versions: versions)
    {
      content = .packageIndex(
        name: Placed(value: name, node: node),
        entries: document.members(of: entries).compactMap { key, value in
          guard let alias = document.string(key), let text = document.string(value),
            let target = try? VersionIndexFullName(text, versions: versions)
          else { return nil }
          return Entry(alias: alias, target: target, node: value)
        })
    } else {
      return nil
    }
  }
}

extension SmallForm.Release {
  fileprivate init?(
    _ node: JSONDocument.Node, _ document: JSONDocument, _ versions: VersionScheme
  ) {
    func text(_ key: String) -> String? {
      document.member(key, of: node).flatMap { document.string($0) }
    }
    guard let cid = (document.string(node) ?? text("cid")).flatMap({ try? ContentID($0) }) else {
      return nil
    }
    number = text("number").flatMap { try? Version($0, scheme: versions) }
    self.cid = cid
    self.node = node
  }
}

// MARK: - Findings

extension SmallForm {
  /// A finding about one of the file's values.
  func finding(
    _ rule: Rule, _ severity: Diagnostic.Severity? = nil, at node: JSONDocument.Node,
    _ message: String, help: String, notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(
      rule, severity: severity, in: document, at: node, of: path, message, help: help, notes: notes)
  }

  /// A note that points at one of the file's values.
  func note(at node: JSONDocument.Node, _ message: String) -> Diagnostic.Note {
    Diagnostic.Note(
      range: SourceRange(path: path, bytes: document.range(of: node)), message: message)
  }
}
