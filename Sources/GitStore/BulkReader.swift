import IndexModel

/// Reads many blobs on several threads in the order of `ReadOrder`.
struct BulkReader: Sendable {
  let stores: ObjectStorePool
  let files: [ObjectID]
  let limit: Int
  let body: @Sendable (Int, Int, Result<[UInt8], SnapshotError>) -> Void

  /// Up to here walking the packs costs more than it gains.
  static let directLimit = 256

  func run(workers: Int) {
    let isSmall = files.count <= Self.directLimit
    let order = ReadOrder(of: files, in: isSmall ? [] : PackLocation.all(below: stores.folder))
    let workers = max(1, min(workers, files.count / Self.leastRun))
    // Contiguous runs keep what deltas are made from at hand; eight of them even out the workers.
    let run = max(Self.leastRun, order.steps.count / workers / 8)
    WorkQueue.share(order.steps.count, runs: run, workers: workers) { worker, queue in
      var source = Source(worker: worker, packs: order.packs, stores: stores, limit: limit)
      while let run = queue.next() {
        for step in order.steps[run] {
          body(worker, step.index, source.read(files[step.index], in: step.pack))
        }
      }
    }
  }

  /// Fewer files than this are not worth a thread.
  private static let leastRun = 64

  /// What one worker reads from: the pack it is in, and the whole database for what that pack does
  /// not give.
  private struct Source: ~Copyable {
    let worker: Int
    let packs: [PackLocation]
    let stores: ObjectStorePool
    let limit: Int
    private var number: Int?
    private var pack: PackFile?
    private var last: (id: ObjectID, result: Result<[UInt8], SnapshotError>)?

    init(worker: Int, packs: [PackLocation], stores: ObjectStorePool, limit: Int) {
      self.worker = worker
      self.packs = packs
      self.stores = stores
      self.limit = limit
    }

    mutating func read(_ id: ObjectID, in pack: Int?) -> Result<[UInt8], SnapshotError> {
      if let last, last.id == id { return last.result }
      let result = packed(id, in: pack) ?? stored(id)
      last = (id, result)
      return result
    }

    /// What the pack says; nil where the database should be asked, which may have a copy elsewhere.
    private mutating func packed(
      _ id: ObjectID, in number: Int?
    ) -> Result<[UInt8], SnapshotError>? {
      guard let number else { return nil }
      if number != self.number {
        self.number = number
        pack = nil
        pack = try? PackFile(
          folder: packs[number].folder, name: packs[number].name, reader: worker)
      }
      guard pack != nil else { return nil }
      do {
        if limit < .max {
          let size = try pack!.size(ofBlob: id)
          guard size <= limit else { return .failure(.tooLarge(id, size: size)) }
        }
        return .success(try pack!.bytes(ofBlob: id))
      } catch {
        return nil
      }
    }

    private func stored(_ id: ObjectID) -> Result<[UInt8], SnapshotError> {
      do throws(SnapshotError) {
        let limit = limit
        return .success(
          try stores.withStore(for: id) { store throws(SnapshotError) in
            try store.bytes(of: id, .blob, limit: limit)
          })
      } catch {
        return .failure(error)
      }
    }
  }
}
