internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// What is odd in the metadata of a connector, or of an alias for it.
extension Irregularities {
  mutating func findMissingMetadata(of package: PackageDraft) {
    guard !hub.paths.contains(package.connector.metadataPath),
      let path = package.connector.releases.first?.path ?? package.connector.aliases.first?.path
    else { return }
    findings.append(
      Diagnostic(
        .importMissing, file: path,
        "there is no \(package.connector.metadataPath): the package has no title and no words"))
  }

  mutating func findInMetadata(_ file: HubFile, of package: PackageDraft) {
    findMissing(in: file)
    findInOverview(file, of: package)
    findInAuthor(file)
    findInSourceCode(file)
    findInList(file, of: package)
  }

  /// What the hub's metadata has as a rule, and of which type.
  private static let expected: [(keys: [String], kind: JSONDocument.Kind)] = [
    (["overview", "namespace"], .string), (["overview", "description"], .string),
    (["overview", "title"], .string), (["overview", "logo"], .string),
    (["overview", "tags"], .array), (["overview", "latest_version"], .string),
    (["author", "support_email"], .string), (["author", "homepage"], .string),
    (["author", "name"], .string), (["is_verified"], .bool), (["is_hosted_by_hasura"], .bool),
    (["source_code", "is_open_source"], .bool), (["source_code", "repository"], .string),
    (["source_code", "version"], .array),
  ]

  private mutating func findMissing(in file: HubFile) {
    for (keys, kind) in Self.expected {
      let name = keys.joined(separator: ".")
      guard let node = file.node(keys) else {
        findings.append(
          file.finding(
            .importMissing, .note, at: file.nearest(keys),
            "`\(name)` is missing: nothing is put in its place"))
        continue
      }
      if file.document.kind(of: node) != kind {
        findings.append(
          file.finding(
            .importShape, at: node, "`\(name)` is no \(kind.phrase): it is kept in an annotation"))
      } else if isEmpty(node, in: file) {
        findings.append(
          file.finding(
            .importMissing, .note, at: node, "`\(name)` is empty: it is kept as it is"))
      }
    }
  }

  private func isEmpty(_ node: JSONDocument.Node, in file: HubFile) -> Bool {
    switch file.document.kind(of: node) {
    case .string: file.document.equals(node, "")
    case .array: file.document.count(of: node) == 0
    default: false
    }
  }

  private mutating func findInOverview(_ file: HubFile, of package: PackageDraft) {
    let namespace = package.connector.namespace
    if let stated = file.text("overview", "namespace"), stated.text != namespace {
      findings.append(
        file.finding(
          .importNamespace, at: stated.node,
          "the namespace is \(quoted(stated.text)), the folder \(quoted(namespace)): "
            + "the project is the folder's, the text is kept in an annotation"))
    }
    for field in [OverviewField.title, .description] {
      guard let stated = file.text("overview", field.key),
        let problem = field.problem(with: stated.text)
      else { continue }
      findings.append(
        file.finding(
          .importShape, at: stated.node,
          "the \(field.key) has no room in its field: \(problem): it is kept in an annotation"))
    }
    findBadTags(file)
    findAbsentLogo(file)
    findInLatest(file, of: package)
  }

  private mutating func findBadTags(_ file: HubFile) {
    guard let tags = file.node("overview", "tags") else { return }
    for tag in file.document.elements(of: tags) {
      let problem =
        file.document.string(tag).map(OverviewField.tag.problem) ?? "it is no string"
      guard let problem else { continue }
      findings.append(
        file.finding(
          .importShape, at: tag,
          "the tag is no keyword: \(problem): the tags are kept in an annotation"))
    }
  }

  private mutating func findAbsentLogo(_ file: HubFile) {
    guard let logo = file.text("overview", "logo"), !logo.text.isEmpty,
      let path = file.path.parent.resolving(logo.text), !hub.paths.contains(path)
    else { return }
    findings.append(
      file.finding(
        .importAbsentFile, .note, at: logo.node,
        "the hub has no file \(path): the path is kept in an annotation"))
  }

  private mutating func findInLatest(_ file: HubFile, of package: PackageDraft) {
    guard let stated = file.text("overview", "latest_version"), let latest = package.latest,
      stated.text != latest.folder
    else { return }
    let isThere = package.connector.releases.contains { $0.folder == stated.text }
    findings.append(
      file.finding(
        .importLatestVersion, at: stated.node,
        isThere
          ? "the latest version is said to be \(stated.text), the highest is \(latest.folder): "
            + "it is kept in an annotation"
          : "there is no release \(quoted(stated.text)), the highest is \(latest.folder): "
            + "it is kept in an annotation"))
  }

  private mutating func findInAuthor(_ file: HubFile) {
    if let email = file.text("author", "support_email"),
      !email.text.utf8.contains(UInt8(ascii: "@"))
    {
      findings.append(
        file.finding(
          .importEmail, .note, at: email.node,
          "\(quoted(email.text)) is no e-mail address: it is kept in an annotation"))
    }
    findBadAddress(["author", "homepage"], in: file)
  }

  private mutating func findInSourceCode(_ file: HubFile) {
    findBadAddress(["source_code", "repository"], in: file)
    if let repository = file.text("source_code", "repository"),
      repository.text.utf8.last == UInt8(ascii: "/")
    {
      findings.append(
        file.finding(
          .importTrailingSlash, .note, at: repository.node,
          "the repository's URL ends in a slash: it is kept as it is"))
    }
  }

  private mutating func findBadAddress(_ keys: [String], in file: HubFile) {
    guard let stated = file.node(keys).flatMap(file.text) else { return }
    do throws(WebAddress.Problem) {
      _ = try WebAddress(stated.text)
    } catch {
      findings.append(
        file.finding(.importURL, at: stated.node, "\(error.message): it is kept in an annotation"))
    }
  }
}

extension JSONDocument.Kind {
  /// As a message calls it.
  fileprivate var phrase: String {
    switch self {
    case .string: "string"
    case .array: "array"
    case .bool: "bool"
    case .null, .integer, .otherNumber, .object: "value that is expected"
    }
  }
}

extension RepositoryPath {
  /// The path that a relative one leads to from this folder; nil where it leaves the repository or
  /// is absolute.
  func resolving(_ relative: String) -> RepositoryPath? {
    var parts = components.map { Array($0) }
    for part in relative.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      switch String(Substring(part)) {
      case ".", "": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(Array(part))
      }
    }
    return RepositoryPath(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }
}
