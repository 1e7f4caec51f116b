internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// All of a hub that was understood, folder by folder.
struct Hub: Sendable {
  /// By the bytes of their paths.
  private(set) var connectors: [HubConnector] = []
  /// Every entry below `registry/` that is no folder.
  private(set) var paths: Set<RepositoryPath> = []

  /// A folder of the hub that should become a package.
  struct HubConnector: Sendable {
    let namespace: String
    let name: String
    /// Nil where there is none that can be read.
    var metadata: HubFile?
    /// By the bytes of their folders' names.
    var releases: [Named] = []
    var aliases: [Named] = []

    /// A file, and the folder that gives it its name.
    struct Named: Sendable {
      let folder: String
      /// Nil where the file could not be read.
      let file: HubFile?
      let path: RepositoryPath
    }

    var path: RepositoryPath { HubPlace.top.appending(namespace).appending(name) }
    var metadataPath: RepositoryPath { path.appending("metadata.json") }
  }

  /// Reads everything below `registry/` and reports what it cannot use.
  init(
    _ snapshot: any Snapshot, reporting findings: inout [Diagnostic]
  ) throws(SnapshotError) {
    var byPath: [RepositoryPath: HubConnector] = [:]
    for change in try TreeChange.between(nil, snapshot)
    where change.path.components.first?.elementsEqual(HubPlace.top.bytes) == true {
      guard let entry = change.new else { continue }
      let path = change.path
      paths.insert(path)
      let place = HubPlace(path)
      guard let names = place.connector, entry.kind == .file else {
        findings.append(Self.unusable(path, entry.kind, place))
        continue
      }
      if let problem = path.problem() {
        findings.append(
          Diagnostic(
            .importName, severity: .warning, file: path,
            "\(problem.message): the file is kept out"))
        continue
      }
      let size = try snapshot.size(of: entry.id)
      let bytes = size <= HubFile.limits.bytes ? try snapshot.read(entry.id) : []
      var file: HubFile?
      if size > HubFile.limits.bytes {
        findings.append(Self.tooLarge(path, size))
      } else {
        file = HubFile.read(bytes, at: path, reporting: &findings)
      }
      let connector = HubConnector(namespace: names.namespace, name: names.name)
      byPath[connector.path, default: connector].add(file, at: path, place)
    }
    connectors = byPath.values.sorted { $0.path < $1.path }
  }

  private static func unusable(
    _ path: RepositoryPath, _ kind: TreeEntry.Kind, _ place: HubPlace
  ) -> Diagnostic {
    guard place != .other else {
      return Diagnostic(
        .importOtherFile, severity: .note, file: path,
        "not a file that an import knows: it is kept out",
        help: "copy it to where it is wanted, outside index/ and packages/")
    }
    return Diagnostic(
      .importOtherFile, severity: .warning, file: path,
      "\(kind) where a plain file is expected: it is kept out")
  }

  private static func tooLarge(_ path: RepositoryPath, _ size: Int) -> Diagnostic {
    Diagnostic(
      .importJSON, severity: .warning, file: path,
      "the file has \(size) bytes, more than the \(HubFile.limits.bytes) that are read: "
        + "it is kept out")
  }
}

extension Hub.HubConnector {
  fileprivate mutating func add(_ file: HubFile?, at path: RepositoryPath, _ place: HubPlace) {
    switch place {
    case .metadata: metadata = file
    case .release(_, _, let folder):
      releases.append(Named(folder: folder, file: file, path: path))
    case .alias(_, _, let alias): aliases.append(Named(folder: alias, file: file, path: path))
    case .other: break
    }
  }
}
