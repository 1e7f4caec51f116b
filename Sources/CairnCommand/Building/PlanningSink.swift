internal import IndexModel
internal import Publishing
internal import Site
internal import Synchronization

/// A sink that remembers what changes in it.
final class PlanningSink: Sink {
  private let sink: any Sink
  private let uploads = Mutex<[UploadPlan.Upload]>([])

  init(over sink: any Sink) { self.sink = sink }

  /// What a commit would change, of the documents that were put until now.
  func changes() throws(PublishError) -> (uploads: [UploadPlan.Upload], deletions: [SitePath]) {
    (uploads.withLock { $0 }, try removals())
  }

  func put(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing {
    let standing = try sink.put(path, bytes)
    guard standing != .equal else { return standing }
    let upload = UploadPlan.Upload(path, bytes, isNew: standing == .added)
    uploads.withLock { $0.append(upload) }
    return standing
  }

  func replace(_ path: SitePath, _ bytes: [UInt8]) throws(PublishError) -> Standing {
    let standing = try sink.replace(path, bytes)
    uploads.withLock { uploads in
      uploads.removeAll { $0.path == path }
      if standing != .equal {
        uploads.append(UploadPlan.Upload(path, bytes, isNew: standing == .added))
      }
    }
    return standing
  }

  func published(_ path: SitePath) throws(PublishError) -> [UInt8]? { try sink.published(path) }
  func upcoming(_ path: SitePath) throws(PublishError) -> [UInt8]? { try sink.upcoming(path) }
  func keepOthers() { sink.keepOthers() }
  func remove(_ path: SitePath) throws(PublishError) { try sink.remove(path) }
  func removals() throws(PublishError) -> [SitePath] { try sink.removals() }
  func commit() throws(PublishError) -> Summary { try sink.commit() }
  func abandon() { sink.abandon() }
}
