internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// A connector of the hub on its way to a version index.
struct PackageDraft: Sendable {
  let id: PackageID
  let connector: Hub.HubConnector
  let list: VersionList
  /// Those that are taken over, the lowest version first.
  private(set) var releases: [ReleaseDraft]

  init(_ connector: Hub.HubConnector, as id: PackageID, _ releases: [ReleaseDraft]) {
    self.connector = connector
    self.id = id
    self.list = VersionList(connector.metadata)
    // Folders decide between versions of equal precedence, which are told apart by their build
    // metadata.
    self.releases = releases.sorted { left, right in
      left.version != right.version
        ? left.version < right.version
        : left.folder.utf8.lexicographicallyPrecedes(right.folder.utf8)
    }
  }

  /// Keeps releases out: their documents become an annotation.
  mutating func keepOut(_ folders: Set<String>) {
    releases.removeAll { folders.contains($0.folder) }
  }

  /// The highest version that is no pre-release, or the highest: what a registry calls latest.
  var latest: ReleaseDraft? { releases.last { !$0.version.isPrerelease } ?? releases.last }

  /// The URL that `source_code.repository` gives, if a registry takes it.
  var repository: HubText? {
    connector.metadata?.text("source_code", "repository").flatMap { text in
      (try? WebAddress(text.text)) == nil ? nil : text
    }
  }

  /// Whether the archive of a release stands in another repository of the forge that has the
  /// connector's own.
  func isElsewhere(_ release: ReleaseDraft) -> Bool {
    guard let repository, let home = try? WebAddress(repository.text),
      home.origin == release.archive.url.origin
    else { return false }
    let path = home.text.utf8.last == UInt8(ascii: "/") ? home.text : home.text + "/"
    return !release.archive.url.text.utf8.starts(with: path.utf8)
  }
}

// MARK: - The version index

extension PackageDraft {
  /// The whole file.
  func value(owner: String) -> JSONValue {
    var metadata: [JSONValue.Member] = [
      .init("project", .string(id.project.text)), .init("name", .string(id.name.text)),
    ]
    var spec: [JSONValue.Member] = [.init("roles", ["owner": [.string(owner)]])]
    var annotations: [JSONValue.Member] = []
    if let file = connector.metadata {
      var rest = Leftovers(file)
      if let namespace = file.text("overview", "namespace"), namespace.text == id.project.text {
        rest.take(namespace.node)
      }
      if let text = file.field(.description) {
        rest.take(text.node)
        metadata.append(.init("description", .string(text.text)))
      }
      if let text = file.field(.title) {
        rest.take(text.node)
        spec.append(.init("title", .string(text.text)))
      }
      if let (keywords, node) = file.keywords {
        rest.take(node)
        spec.append(.init("keywords", .array(keywords.map { .string($0) })))
      }
      // The author's object stays whole: its parts belong together.
      if let homepage = file.homepage { spec.append(.init("homepage", .string(homepage))) }
      if let repository {
        rest.take(repository.node)
        spec.append(.init("repository", .string(repository.text)))
      }
      annotations = rest.annotations(opening: "overview")
    }
    if let documents = keptOutDocuments {
      annotations.append(.init(Annotation.keptOut, documents))
    }
    if !annotations.isEmpty { metadata.append(.init("annotations", .object(annotations))) }
    spec.append(.init("releases", .array(releases.map(value))))
    return [
      "apiVersion": "cairn/v1", "kind": "VersionIndex", "metadata": .object(metadata),
      "spec": .object(spec),
    ]
  }

  private func value(of release: ReleaseDraft) -> JSONValue {
    release.value(tag: list.tag(of: release.folder, at: release.hash?.text))
  }

  /// What the files say that became no release, by folder.
  private var keptOutDocuments: JSONValue? {
    let kept = Set(releases.map(\.folder))
    let members = connector.releases.compactMap { release -> JSONValue.Member? in
      guard !kept.contains(release.folder), let file = release.file else { return nil }
      return file.value(file.document.root).map { JSONValue.Member(release.folder, $0) }
    }
    return members.isEmpty ? nil : .object(members)
  }
}

extension HubFile {
  /// A text of `overview`, if its field takes it.
  fileprivate func field(_ field: OverviewField) -> HubText? {
    text("overview", field.key).flatMap { field.problem(with: $0.text) == nil ? $0 : nil }
  }

  /// The tags, if each can be a keyword.
  fileprivate var keywords: (words: [String], node: Node)? {
    guard let node = node("overview", "tags"), document.kind(of: node) == .array else { return nil }
    let texts = document.elements(of: node).map { document.string($0) }
    let words = texts.compactMap { $0 }.filter { OverviewField.tag.problem(with: $0) == nil }
    return words.count == texts.count ? (words, node) : nil
  }

  fileprivate var homepage: String? {
    text("author", "homepage").flatMap { (try? WebAddress($0.text))?.text }
  }
}
