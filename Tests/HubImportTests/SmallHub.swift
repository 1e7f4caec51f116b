import Diagnostics
import GitStore
import HubImport
import IndexModel
import JSONText
import Registry
import Rules
import TestSupport

/// The text of a release's file, as the hub writes them.
struct Packaging {
  var version = "v1.0.0"
  var uri: String?
  var type = "sha256"
  var checksum = String(repeating: "a", count: 64)
  var hash = String(repeating: "1", count: 40)
  var more = ""

  var text: String {
    let uri = self.uri ?? "https://github.com/acme/ndc-foo/releases/download/\(version)/foo.tgz"
    return """
      {
        "version": "\(version)",
        "uri": "\(uri)",
        "checksum": {
          "type": "\(type)",
          "value": "\(checksum)"
        },
        "source": {
          "hash": "\(hash)"
        }\(more)
      }

      """
  }

  /// A release like the others: its checksum and commit are its own.
  static func plain(_ version: String, _ digit: Character) -> Packaging {
    Packaging(
      version: version, checksum: String(repeating: digit, count: 64),
      hash: String(repeating: digit, count: 40))
  }
}

/// The text of a connector's metadata, as the hub writes them.
struct Metadata {
  var namespace = "acme"
  var title = "Foo"
  var description = "Connects to Foo"
  var logo: String? = "logo.png"
  var tags = "[\"database\"]"
  var latest = "v1.0.0"
  var email = "help@example.org"
  var homepage = "https://example.org"
  var repository = "https://github.com/acme/ndc-foo"
  var list = "[{\"tag\": \"v1.0.0\", \"hash\": \"\(String(repeating: "1", count: 40))\"}]"
  var more = ""

  var text: String {
    """
    {
      "overview": {
        "namespace": "\(namespace)",
        "description": "\(description)",
        "title": "\(title)",
        \(logo.map { "\"logo\": \"\($0)\"," } ?? "")
        "tags": \(tags),
        "latest_version": "\(latest)"
      },
      "author": {
        "support_email": "\(email)",
        "homepage": "\(homepage)",
        "name": "Acme"
      },
      "is_verified": true,
      "is_hosted_by_hasura": false,
      "source_code": {
        "is_open_source": true,
        "repository": "\(repository)",
        "version": \(list)
      }\(more)
    }

    """
  }
}

/// Files of a hub, and what an import makes of them.
struct SmallHub {
  static let folder = "registry/acme/foo"
  static func release(_ version: String) -> String {
    "\(folder)/releases/\(version)/connector-packaging.json"
  }
  static let metadata = "\(folder)/metadata.json"

  /// A hub with nothing odd in it.
  static var regular: [String: String] {
    [
      metadata: Metadata().text, release("v1.0.0"): Packaging().text,
      "\(folder)/logo.png": "",
    ]
  }

  static let options = HubImport.Options(
    owner: try! Name("ada", for: .identity), name: try! Name("hub", for: .registry))

  let git: GitFixture

  init(_ files: [String: String]) throws {
    git = try GitFixture()
    try git.commit(files)
  }

  /// A regular hub but for these files; nil takes one away.
  init(changing files: [String: String?]) throws {
    var all = Self.regular
    for (path, text) in files { all[path] = text }
    try self.init(all)
  }

  func imported(into existing: [RepositoryPath: [UInt8]] = [:]) throws -> Import {
    let source = try HubSource.open(at: git.path)
    return Import(git, source, try HubImport.run(source, into: existing, Self.options))
  }
}

/// An import, with easy access to what it made.
struct Import {
  /// Keeps the hub's repository where it is.
  let git: GitFixture
  let source: HubSource
  let result: HubImport.Result

  init(_ git: GitFixture, _ source: HubSource, _ result: HubImport.Result) {
    self.git = git
    self.source = source
    self.result = result
  }

  /// The ids of the rules in the findings, each once, but for the logo that a hub's other files
  /// are.
  var rules: Set<String> {
    Set(result.findings.filter { !$0.range.path.description.hasSuffix("logo.png") }.map(\.rule))
  }

  func findings(_ rule: String) -> [Diagnostic] { result.findings.filter { $0.rule == rule } }

  /// The text of the hub that a finding points at.
  func text(of finding: Diagnostic) -> String? {
    source.bytes(of: finding.range.path).map {
      String(decoding: $0[finding.range.bytes], as: UTF8.self)
    }
  }

  /// A file of the registry as a value.
  func file(_ path: RepositoryPath) -> JSONValue? {
    result.files[path].flatMap { JSONDocument.read($0).document }.flatMap {
      JSONValue($0.root, of: $0)
    }
  }

  /// The version index of `acme/foo`.
  var package: JSONValue? { file("packages/acme/foo.json") }

  var annotations: JSONValue? { package?["metadata"]?["annotations"] }

  var releases: [JSONValue] {
    guard case .array(let releases)? = package?["spec"]?["releases"] else { return [] }
    return releases
  }

  var versions: [String] {
    releases.compactMap { release in
      if case .string(let text)? = release["version"] { text } else { nil }
    }
  }
}

extension GitFixture {
  /// A repository with these files in one commit.
  static func holding(
    _ files: [RepositoryPath: [UInt8]], time: Int64 = 1_800_000_000
  ) throws -> GitFixture {
    let git = try GitFixture()
    var texts: [String: [UInt8]] = [:]
    for (path, bytes) in files { texts[path.description] = bytes }
    try git.commit(bytes: texts, time: time)
    return git
  }

  /// What `cairn check` finds in the last commit.
  func check() throws -> [Diagnostic] {
    let repository = try GitRepository.open(at: path)
    let commit = try repository.commit(try repository.resolve("HEAD"))
    let moment = Moment(commit: Timestamp(seconds: commit.committer.time), now: .latest)
    return try StateCheck(try repository.snapshot(of: commit.id), moment: moment, workers: 2).run()
      .findings
  }
}
