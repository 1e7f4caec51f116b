internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let carriedFile = Rule(
    "carried-file", .integrity, .forward, "files that the registry carries are there, and small",
    """
    A file with `path` stands in the registry itself, in the folder beside the version index that \
    has its name, and the site serves its bytes. It has to be a plain file of at most \
    `policy.limits.fileBytes` bytes, a release names it once, and all that the releases of a \
    package carry has at most `policy.limits.carriedBytes` bytes (16 MiB unless the registry says \
    otherwise), a file counting for each release that names it: the site holds it that often. Add \
    the file, or give `url` and `sha256` for one that stands elsewhere, as a large one should.
    """)
}

extension Check {
  static let carriedFile = Check(
    .carriedFile,
    .forward { (unit, view) throws(SnapshotError) in
      guard let index = unit.versionIndex else { return [] }
      var cargo = Cargo(unit: unit, view: view)
      for release in index.releases { try cargo.take(release) }
      return cargo.findings
    })
}

/// What the releases of a package carry, counted by the sizes that the tree knows.
private struct Cargo {
  let unit: Unit
  let view: ForwardView
  private(set) var findings: [Diagnostic] = []
  private var total = 0
  /// Of the files that releases named before, by path.
  private var sizes: [String: Int] = [:]

  init(unit: Unit, view: ForwardView) {
    self.unit = unit
    self.view = view
  }

  mutating func take(_ release: Release) throws(SnapshotError) {
    var mentions: [String: [Reference]] = [:]
    for file in release.files {
      guard case .carried(let path) = file.location, (try? FileName(path.text)) != nil else {
        continue
      }
      mentions[path.text, default: []].append(path)
      if mentions[path.text]?.count == 1, let size = try size(of: path) { add(size, path) }
    }
    for mentions in mentions.values where mentions.count > 1 { reportAgain(mentions) }
  }

  /// One finding, however often a file is named again.
  private mutating func reportAgain(_ mentions: [Reference]) {
    let others = mentions.count - 2
    report(
      mentions[1],
      "the release names \(quoted(mentions[1].text)) already"
        + (others == 0 ? "" : ", and \(others) more times below"),
      help: "name a file once; clients find it by its one name",
      notes: [unit.note(at: mentions[0].node, "the first")])
  }

  /// Counts a file; the first one that is too much is reported.
  private mutating func add(_ size: Int, _ path: Reference) {
    let limit = view.context.policy.carriedBytes
    let before = total
    total += size
    guard before <= limit, total > limit else { return }
    report(
      path, "up to here the releases carry \(total) bytes, expected at most \(limit) in all",
      help: "give a \"url\" and \"sha256\" instead, or raise `policy.limits.carriedBytes`")
  }

  /// The size of a file that may be carried; nil for what may not, which is reported.
  private mutating func size(of path: Reference) throws(SnapshotError) -> Int? {
    if let known = sizes[path.text] { return known }
    let size = try unknownSize(of: path)
    sizes[path.text] = size
    return size
  }

  private mutating func unknownSize(of path: Reference) throws(SnapshotError) -> Int? {
    let place = unit.companionFolder.appending(path.text)
    guard let entry = try view.lookup.entry(at: place) else {
      report(path, "there is no file \(place)", help: "add it, or correct the path")
      return nil
    }
    guard entry.kind == .file else {
      report(
        path, "\(place) is no plain file",
        help: "the path names a file of mode 100644 in the package's folder")
      return nil
    }
    let limit = view.context.policy.fileBytes
    let size = try view.lookup.snapshot.size(of: entry.id)
    guard size <= limit else {
      report(
        path, "\(place) has \(size) bytes, expected at most \(limit)",
        help: "give a \"url\" and \"sha256\" for a large file, or raise `policy.limits.fileBytes`")
      return nil
    }
    return size
  }

  private mutating func report(
    _ path: Reference, _ message: String, help: String, notes: [Diagnostic.Note] = []
  ) {
    findings.append(
      unit.finding(.carriedFile, at: path.node, message, help: help, notes: notes))
  }
}

extension Unit {
  /// The folder beside a version index that holds the files that its releases carry: its path
  /// without `.json`.
  var companionFolder: RepositoryPath {
    RepositoryPath(bytes: path.bytes.dropLast(".json".utf8.count))
  }
}
