internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// What the hub's history did to releases after they were published.
extension Irregularities {
  /// Releases whose file was rewritten, or was away for a while.
  mutating func findRewrites(in package: PackageDraft) throws(SnapshotError) {
    for release in package.connector.releases {
      guard let file = release.file, let arrival = source.history.arrival(of: release.path),
        let rewriting = try rewriting(of: release.path, since: arrival)
      else { continue }
      let changed = rewriting.changed.sorted()
      findings.append(
        file.finding(
          .importRewritten, rewriting.isGrave ? .warning : .note,
          at: changed.first.map(file.nearest) ?? file.document.root,
          "rewritten after it was published (\(arrival.day)): "
            + "\(rewriting.steps.joined(separator: "; ")); it is kept as it is now"))
    }
  }

  /// What happened to a file after it arrived.
  private struct Rewriting {
    /// For each commit what it did, in words.
    var steps: [String] = []
    /// The paths of the values that any commit changed.
    var changed: Set<LeafValues.Path> = []

    /// Whether users may have got something else: the version is only spelled in another way, or else the release is
    /// kept out, and tests are no part of the archive.
    var isGrave: Bool { changed.contains { $0 != "version" && !$0.hasPrefix("test.") } }
  }

  private func rewriting(
    of path: RepositoryPath, since arrival: HubHistory.Event
  ) throws(SnapshotError) -> Rewriting? {
    var rewriting = Rewriting()
    var content = arrival.content
    for event in (source.history.events[path] ?? []).drop(while: { $0 != arrival }).dropFirst() {
      let what: String
      if let new = event.content {
        let changes = try changes(from: content, to: new)
        rewriting.changed.formUnion(changes.keys)
        content = new
        let words = changes.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", ")
        what = changes.isEmpty ? "brought back" : words
      } else {
        what = "removed"
      }
      rewriting.steps.append("\(what) (\(event.day), \(event.shortName))")
    }
    return rewriting.steps.isEmpty ? nil : rewriting
  }

  /// What a commit changed in a file: for each path what stood there before.
  private func changes(
    from old: ObjectID?, to new: ObjectID
  ) throws(SnapshotError) -> [LeafValues.Path: String] {
    guard let old, old != new else { return [:] }
    guard let before = try document(old), let after = try document(new) else {
      return ["": "the file was no JSON"]
    }
    let values = LeafValues.of(before)
    var changes: [LeafValues.Path: String] = [:]
    for path in LeafValues.differences(before, after) {
      changes[path] = values[path].map { "\(path) was \($0)" } ?? "\(path) was missing"
    }
    // Only blanks or the order of the keys: told at the first value, and no graver than a version's spelling.
    return changes.isEmpty ? ["version": "the layout was another"] : changes
  }

  private func document(_ content: ObjectID) throws(SnapshotError) -> JSONDocument? {
    guard try source.snapshot.size(of: content) <= HubFile.limits.bytes else { return nil }
    return JSONDocument.read(try source.snapshot.read(content), limits: HubFile.limits).document
  }
}

// MARK: - Removed

extension Irregularities {
  /// Releases that the hub once held and does not hold any more.
  mutating func findRemovals() throws(SnapshotError) {
    for (path, events) in source.history.events where !hub.paths.contains(path) {
      guard case .release(let namespace, let name, let folder) = HubPlace(path),
        let arrival = events.first, let departure = events.last(where: { $0.content == nil }),
        let content = events.last(where: { $0.content != nil })?.content
      else { continue }
      let document = try document(content)
      let heir = hub.connectors.first { $0.namespace == namespace && $0.name == name }?
        .heir(of: folder, document)
      let node = document.flatMap { $0.member("version", of: $0.root) }
      let range = node.flatMap { document?.range(of: $0) } ?? 0..<0
      findings.append(
        Diagnostic(
          rule: Rule.importRemoved.id, severity: heir == nil ? .warning : .note,
          range: SourceRange(path: path, bytes: range),
          message: "published \(arrival.day), removed \(departure.day) by \(departure.shortName)"
            + (heir.map { "; it stands in the folder \($0) now" } ?? "")
            + ": it is not brought back"))
    }
  }
}

extension Hub.HubConnector {
  /// The folder in which a release stands that was removed from another: the same version, or the same checksum.
  fileprivate func heir(of folder: String, _ document: JSONDocument?) -> String? {
    if let same = releases.first(where: {
      $0.folder.withoutLeadingV == folder.withoutLeadingV
    }) {
      return same.folder
    }
    guard let checksum = document.flatMap({ LeafValues.of($0)["checksum.value"] }) else {
      return nil
    }
    return releases.first { release in
      release.file.map { LeafValues.of($0.document)["checksum.value"] } == checksum
    }?.folder
  }
}

extension HubHistory.Event {
  /// The day of the commit, as `2026-05-01`.
  fileprivate var day: String { String(time?.text.prefix(10) ?? "at an unknown time") }

  /// The start of the commit's name.
  fileprivate var shortName: String { "commit \(commit.hex.prefix(10))" }
}
