import Foundation
import IndexModel
import Registry
import RegistryClient
import Site
import Synchronization
import TestSupport
import Testing

/// A site that was built in memory, from sources by path.
struct BuiltSite {
  let sources: [String: String]
  var documents: [SitePath: [UInt8]]

  init(_ sources: [String: String], _ options: SiteOptions = SiteOptions()) throws {
    let snapshot = LiteralSnapshot(sources)
    let context = try Context.read(snapshot)
    let lookup = Lookup(snapshot, context: context)
    let put = Mutex<[SitePath: [UInt8]]>([:])
    let source = Source(commit: nil, generator: "test", options: options)
    let take: FullBuild.Put = { path, bytes in put.withLock { $0[path] = bytes } }
    let build = FullBuild(context, source, workers: 1, put: take, replace: take)
    for found in try Walk(snapshot, layout: context.layout).found {
      if let unit = try lookup.unit(at: found.path) { build.add(unit, lookup, worker: 0) }
    }
    try build.finish(lookup)
    self.sources = sources
    documents = put.withLock { $0 }
  }

  /// The registry whose site was reviewed: every kind of resource, all stages, files here and elsewhere.
  static func small(_ options: SiteOptions = SiteOptions()) throws -> BuiltSite {
    try BuiltSite(smallSources(), options)
  }

  static func smallSources() throws -> [String: String] {
    let folder = Repository.root.appendingPathComponent("Tests/Golden/small/in")
    var sources: [String: String] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: folder.path)! {
      let file = folder.appendingPathComponent(path)
      guard let data = try? Data(contentsOf: file) else { continue }
      sources[path] = String(decoding: data, as: UTF8.self)
    }
    return sources
  }

  /// A registry of so many packages that lists and snapshot have parts.
  static func large(
    packages: Int = 700, _ options: SiteOptions = SiteOptions()
  ) throws -> BuiltSite {
    var sources = [
      "index/registry.json": """
      {"apiVersion": "cairn/v1", "kind": "Registry", "metadata": {"name": "large"}, \
      "spec": {"title": "Large"}}
      """,
      "index/projects/acme.json": """
      {"apiVersion": "cairn/v1", "kind": "Project", "metadata": {"name": "acme"}, "spec": {}}
      """,
    ]
    for number in 0..<packages {
      sources["packages/acme/lib\(number).json"] = """
        {"apiVersion": "cairn/v1", "kind": "VersionIndex", \
        "metadata": {"project": "acme", "name": "lib\(number)"}, \
        "spec": {"releases": [{"version": "1.0.0", "stage": "current"}]}}
        """
    }
    return try BuiltSite(sources, options)
  }

  /// With a compressed copy of each document.
  static let compressing = SiteOptions(compresses: true)

  /// The site in a folder.
  func written() throws -> TemporaryFolder {
    let folder = try TemporaryFolder("site")
    for (path, bytes) in documents { try folder.write(bytes, to: path.text) }
    return folder
  }

  /// A reader of the site as it is in memory.
  var reader: SiteReader {
    SiteReader("memory") { [documents] in documents[$0] }
  }

  subscript(path: String) -> String? {
    get { documents[SitePath(layout: path)].map { String(decoding: $0, as: UTF8.self) } }
    set { documents[SitePath(layout: path)] = newValue.map { Array($0.utf8) } }
  }
}

/// The checkout that the tests are in.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
