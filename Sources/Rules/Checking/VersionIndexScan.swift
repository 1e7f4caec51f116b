package import IndexModel
package import Registry

/// A pass over many version indexes, of which few have to be read as documents.
package struct VersionIndexScan: Sendable {
  private let state: Lookup
  private let files: [Walk.Found]
  private let workers: Int

  /// Over all version indexes of a state.
  package init(of state: Lookup, workers: Int) throws(SnapshotError) {
    let walk = try Walk(state.snapshot, layout: state.context.layout)
    let files = walk.found.filter { found in
      if case .versionIndex = found.place { found.entry.kind == .file } else { false }
    }
    self.init(state, files, workers)
  }

  /// Over those of some packages, as far as they are there.
  package init(
    of packages: some Sequence<PackageID>, in state: Lookup, workers: Int
  ) throws(SnapshotError) {
    var files: [Walk.Found] = []
    for package in packages {
      let path = state.path(of: package)
      guard let entry = try state.entry(at: path), entry.kind == .file else { continue }
      let place = SourcePlace(path, layout: state.context.layout)
      files.append(Walk.Found(path: path, place: place, entry: entry))
    }
    self.init(state, files, workers)
  }

  private init(_ state: Lookup, _ files: [Walk.Found], _ workers: Int) {
    self.state = state
    self.files = files
    self.workers = workers
  }

  /// To read fewer than this one by one is less than to find out how they lie.
  private static let few = 32

  /// What a closure makes of the files that can be read, in no order. It is called from several threads.
  package func collect<Element: Sendable>(
    _ body: @Sendable (Walk.Found, [UInt8]) -> Element?
  ) -> [Element] {
    let collected = Collected<Element>(workers: workers)
    let limit = state.context.policy.fileBytes
    let ids = files.map(\.entry.id)
    @Sendable func take(_ worker: Int, _ index: Int, _ result: Result<[UInt8], SnapshotError>) {
      guard case .success(let bytes) = result, let element = body(files[index], bytes) else {
        return
      }
      collected.append([element], worker: worker)
    }
    if files.count < Self.few {
      state.snapshot.readOneByOne(ids, limit: limit, take)
    } else {
      state.snapshot.readAll(ids, limit: limit, workers: workers, take)
    }
    return collected.all
  }

  /// Reads a file as a version index; nil if it is not a sound one.
  package func versionIndex(_ found: Walk.Found, _ bytes: [UInt8]) -> VersionIndex? {
    guard let kind = Kind(at: found.place),
      case .unit(let unit) = Unit.read(
        bytes, at: found.path, place: found.place, kind: kind, blob: found.entry.id,
        context: state.context),
      unit.isSound, case .versionIndex(let index)? = unit.resource
    else { return nil }
    return index
  }
}
