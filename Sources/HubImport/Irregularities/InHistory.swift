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
      let grave = rewriting.changes.first(where: \.isGrave)
      findings.append(
        file.finding(
          .importRewritten, grave == nil ? .note : .warning,
          at: file.nearest((grave ?? rewriting.changes.first)?.path ?? ""),
          "rewritten after it was published (\(arrival.day)): "
            + "\(rewriting.steps.joined(separator: "; ")); it is kept as it is now"))
    }
  }

  /// What happened to a file after it arrived.
  private struct Rewriting {
    /// For each commit what it did, in words.
    var steps: [String] = []
    /// The values that any commit changed.
    var changes: [Change] = []
  }

  /// A value that a commit changed.
  private struct Change {
    let path: LeafValues.Path
    /// What stood there before, in words.
    let words: String
    /// Whether users may have got something else before: not if the version was only spelled in
    /// another way.
    let isGrave: Bool
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
        rewriting.changes += changes
        content = new
        what = changes.isEmpty ? "brought back" : changes.map(\.words).joined(separator: ", ")
      } else {
        what = "removed"
      }
      rewriting.steps.append("\(what) (\(event.day), \(event.shortName))")
    }
    return rewriting.steps.isEmpty ? nil : rewriting
  }

  private func changes(
    from old: ObjectID?, to new: ObjectID
  ) throws(SnapshotError) -> [Change] {
    guard let old, old != new else { return [] }
    guard let before = try document(old), let after = try document(new) else {
      return [Change(path: "", words: "the file was no JSON", isGrave: true)]
    }
    let (left, right) = (LeafValues.of(before), LeafValues.of(after))
    let changes = LeafValues.differences(before, after).map { path in
      Change(
        path: path, words: left[path].map { "\(path) was \($0)" } ?? "\(path) was missing",
        isGrave: isGrave(path, left[path], right[path]))
    }
    return changes.isEmpty
      ? [Change(path: "", words: "the layout was another", isGrave: false)] : changes
  }

  private func isGrave(_ path: LeafValues.Path, _ old: String?, _ new: String?) -> Bool {
    guard path == "version", let old, let new else { return !path.hasPrefix("test.") }
    return old.withoutQuotedV != new.withoutQuotedV
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
  /// The folder in which a release stands that was removed from another: the same version, or the
  /// same checksum.
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

extension String {
  /// A quoted version without the leading `v`.
  fileprivate var withoutQuotedV: String {
    hasPrefix("\"v") ? "\"" + dropFirst(2) : self
  }
}

extension HubHistory.Event {
  /// The day of the commit, as `2026-05-01`.
  fileprivate var day: String { String(time?.text.prefix(10) ?? "at an unknown time") }

  /// The start of the commit's name.
  fileprivate var shortName: String { "commit \(commit.hex.prefix(10))" }
}
