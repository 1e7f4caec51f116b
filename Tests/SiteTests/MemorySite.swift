import IndexModel
import Registry
import Site
import Synchronization
import TestSupport

/// A site in memory.
struct MemorySite {
  var documents: [SitePath: [UInt8]] = [:]

  static let source = Source(commit: nil, generator: "test")
  static let compressing = Source(
    commit: nil, generator: "test", options: SiteOptions(compresses: true))

  static func lookup(_ files: [String: String]) throws -> Lookup {
    let snapshot = LiteralSnapshot(files)
    return Lookup(snapshot, context: try Context.read(snapshot))
  }

  /// Builds the site of some files from nothing.
  static func build(_ files: [String: String], source: Source = source) throws -> MemorySite {
    let lookup = try lookup(files)
    let put = Mutex<[SitePath: [UInt8]]>([:])
    let build = FullBuild(
      lookup.context, source, workers: 1,
      put: { path, bytes in
        let isNew = put.withLock { $0.updateValue(bytes, forKey: path) == nil }
        precondition(isNew, "two documents claim \(path)")
      },
      replace: { path, bytes in
        let isNew = put.withLock { $0.updateValue(bytes, forKey: path) == nil }
        precondition(!isNew, "\(path) is made again without having been made")
      })
    let walk = try Walk(lookup.snapshot, layout: lookup.context.layout)
    for found in walk.found {
      guard let unit = try lookup.unit(at: found.path) else { continue }
      precondition(unit.isSound, "\(unit.findings)")
      build.add(unit, lookup, worker: 0)
    }
    try build.finish(lookup)
    return MemorySite(documents: put.withLock { $0 })
  }

  /// Brings the site of `old` forward to `new`, and returns how many documents that touched.
  mutating func advance(
    from old: [String: String], to new: [String: String], source: Source = source
  ) throws -> (written: Int, removed: Int) {
    let before = try Self.lookup(old)
    let after = try Self.lookup(new)
    let changes = try TreeChange.between(before.snapshot, after.snapshot)
    let documents = documents
    let delta = try SiteDelta.between(before, after, changes: changes, source: source) {
      documents[$0]
    }
    for path in delta.removals { self.documents[path] = nil }
    for (path, bytes) in delta.writes { self.documents[path] = bytes }
    return (delta.writes.count, delta.removals.count)
  }

  /// The documents of the search index.
  var search: [SitePath: [UInt8]] { documents.filter { $0.key.text.hasPrefix("search/") } }

  /// How this site differs from another, for messages; empty if it does not.
  func differences(from other: MemorySite) -> [String] {
    var all: [String] = []
    for path in Set(documents.keys).union(other.documents.keys).sorted() {
      switch (documents[path], other.documents[path]) {
      case (nil, _?): all.append("\(path) is missing")
      case (_?, nil): all.append("\(path) should not be there")
      case (let mine?, let theirs?) where mine != theirs:
        all.append(
          "\(path) differs:\n\(String(decoding: mine, as: UTF8.self))\n---\n\(String(decoding: theirs, as: UTF8.self))"
        )
      default: break
      }
    }
    return all
  }
}
