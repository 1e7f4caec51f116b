import Foundation
import TestSupport
import Testing

/// A registry of packages with names and words to be searched for, and its site.
struct SearchedWorld {
  let fixture: GitFixture

  struct Package {
    let name: String
    let description: String
    var keywords: [String] = []
    var license = "MIT"
    var needs: [String] = []
  }

  static let packages = [
    Package(name: "acme/libfoo", description: "Parses foo.", keywords: ["parser"]),
    Package(
      name: "acme/libfoo-extra", description: "More of foo.", license: "Apache-2.0",
      needs: ["libfoo"]),
    Package(name: "acme/serde_json", description: "Reads and writes JSON.", keywords: ["json"]),
    Package(
      name: "zed/json-tools", description: "Tools for JSON, and a fast parser.",
      needs: ["acme/serde_json", "acme/libfoo"]),
    Package(name: "zed/webserver", description: "Answers requests.", needs: ["acme/serde_json"]),
  ]

  init(_ packages: [Package] = SearchedWorld.packages) throws {
    var files = SampleRegistry.files.filter { !$0.key.hasPrefix("packages/") }
    for project in ["acme", "zed"] {
      files["index/projects/\(project).json"] = """
        {"apiVersion": "cairn/v1", "kind": "Project", "metadata": {"name": "\(project)"},
         "spec": {"roles": {"admin": ["ada"]}}}
        """
    }
    for package in packages { files["packages/\(package.name).json"] = try Self.file(package) }
    fixture = try GitFixture()
    try fixture.commit(files)
  }

  private static func file(_ package: Package) throws -> String {
    let parts = package.name.split(separator: "/").map(String.init)
    let needs = Dictionary(uniqueKeysWithValues: package.needs.map { ($0, "*") })
    let release: [String: Any] = [
      "version": "1.0.0", "stage": "current", "published": "2025-01-01T00:00:00Z",
      "dependencies": needs,
    ]
    let object: [String: Any] = [
      "apiVersion": "cairn/v1", "kind": "VersionIndex",
      "metadata": ["project": parts[0], "name": parts[1], "description": package.description],
      "spec": [
        "roles": ["owner": ["ada"]], "keywords": package.keywords, "license": package.license,
        "releases": [release],
      ],
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  /// Builds the site, and says where.
  func site() throws -> String {
    let site = fixture.folder.path(of: "site")
    let run = Run(words: ["build", "-C", fixture.path, "--output", site])
    try #require(run.code == 0, "\(run.errors)")
    return site
  }

  /// The places that can be asked: the registry, and its site.
  func places() throws -> [[String]] { try [["-C", fixture.path], ["--site", site()]] }

  /// Writes a file of the site.
  static func write(_ bytes: [UInt8], to path: String, of site: String) throws {
    let file = URL(fileURLWithPath: "\(site)/\(path)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}
