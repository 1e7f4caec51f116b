import Foundation
import IndexModel
import Preview
import RegistryClient
import TestSupport
import Testing

/// A client that knows one URL, and follows what it finds.
struct Walker {
  let root: URL
  private let site: SiteReader
  /// What was found, by URL.
  private(set) var documents: [URL: [String: Any]] = [:]

  init(_ root: String) throws {
    self.root = try #require(URL(string: root))
    site = try SiteReader.at(root)
  }

  /// Follows every reference from the entry on, none twice.
  mutating func walk() throws {
    var next: Set<URL> = [try #require(URL(string: "index.json", relativeTo: root)).absoluteURL]
    while !next.isEmpty {
      let urls = next.sorted { $0.absoluteString < $1.absoluteString }
      next = []
      let paths = try urls.map { try path(of: $0) }
      for (url, answer) in zip(urls, try site.readAll(paths.map { .init($0) })) {
        guard case .bytes(let bytes) = answer else {
          Issue.record("\(url) is referred to, and not there")
          continue
        }
        // A file that a release carries need not be JSON.
        let document = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        documents[url] = document ?? [:]
        for reference in Self.references(in: document ?? [:]) {
          let target = try #require(URL(string: reference, relativeTo: url)).absoluteURL
          if documents[target] == nil { next.insert(target) }
        }
      }
    }
  }

  private func path(of url: URL) throws -> SitePath {
    let text = url.absoluteString
    try #require(text.hasPrefix(root.absoluteString), "\(url) is outside of the site")
    return try #require(SitePath(String(text.dropFirst(root.absoluteString.count))))
  }

  /// Every `href`, and whatever stands in `links`.
  private static func references(in value: Any) -> [String] {
    switch value {
    case let array as [Any]: array.flatMap(references)
    case let object as [String: Any]:
      object.flatMap { key, value -> [String] in
        switch (key, value) {
        case ("href", let reference as String): [reference]
        case ("links", let links as [String: String]): Array(links.values)
        default: references(in: value)
        }
      }
    default: []
    }
  }
}

extension BuiltSite {
  /// What the authors of each release wrote, by `project/name@version`.
  func authored() throws -> [String: [String: Any]] {
    var all: [String: [String: Any]] = [:]
    for (path, text) in sources where path.hasPrefix("packages/") && path.hasSuffix(".json") {
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let metadata = try #require(object?["metadata"] as? [String: Any])
      let releases = (object?["spec"] as? [String: Any])?["releases"] as? [[String: Any]]
      for release in releases ?? [] {
        all["\(metadata["project"]!)/\(metadata["name"]!)@\(release["version"]!)"] = release
      }
    }
    return all
  }

  /// Checks that a walk found every release, and each as it was written.
  func expectAll(in walker: Walker) throws {
    var found: [String: [String: Any]] = [:]
    for document in walker.documents.values where document["kind"] as? String == "Release" {
      let metadata = try #require(document["metadata"] as? [String: Any])
      found["\(metadata["project"]!)/\(metadata["name"]!)@\(metadata["version"]!)"] =
        document["spec"] as? [String: Any]
    }
    let authored = try authored()
    #expect(Set(found.keys) == Set(authored.keys))
    for (name, release) in authored {
      #expect(found[name].map { NSDictionary(dictionary: $0) } == NSDictionary(dictionary: release))
    }
  }
}

@Suite(.enabled(if: Program.find("curl") != nil, "curl is not installed"))
struct WalkTests {
  /// A preview of a folder, on a thread of its own.
  private final class Served {
    let address: String
    private let server: PreviewServer

    init(_ folder: String) throws {
      server = try PreviewServer(root: folder)
      address = "http://127.0.0.1:\(try server.start())/"
      Thread.detachNewThread { [server] in server.run() }
    }

    deinit { server.stop() }
  }

  @Test func aClientFindsEveryReleaseFromTheEntry() throws {
    for site in [try BuiltSite.small(), try BuiltSite.large(packages: 1100)] {
      let folder = try site.written()
      let served = try Served(folder.path)
      var walker = try Walker(served.address)
      try walker.walk()
      try site.expectAll(in: walker)
      #expect(try Verification.of(.at(served.address)).isSound)
    }
  }

  /// The validators are other people's; without python or the network the script cannot get them.
  @Test(.enabled(if: Program.find("python3") != nil, "python3 is not installed"))
  func everyDocumentIsValidByItsSchema() throws {
    let folder = try BuiltSite.small().written()
    let script = Repository.root.appendingPathComponent("scripts/validate-site").path
    let run = try Program(script, [folder.path])
    guard run.status != 69 else { return print("skipped: the validators cannot be installed") }
    #expect(run.status == 0, "\(run.output)")
  }
}
