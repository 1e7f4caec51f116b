/// A registry with somebody for each role, as text by path.
///
/// The people and their accounts: ops 1 (operations), audrey 2 (auditor), ada 3 (admin of acme),
/// dave 4 (owner of libfoo), lucy 5 (author), tom 6 (author by the team acme/core), carl 7
/// (committer), pat 8 (no role), zoe 9 (admin of zed), molly 10 (owner of a package index).
struct SampleRegistry {
  var files: [String: String]

  static let people = [
    "ops", "audrey", "ada", "dave", "lucy", "tom", "carl", "pat", "zoe", "molly",
  ]

  /// The number of somebody's account; 99 is nobody's.
  static func number(of handle: String) -> Int {
    (people.firstIndex(of: handle) ?? 98) + 1
  }

  static let owners = "/index/ @roles\n/packages/ @roles\n"
  static let index = "packages/acme/libfoo.json"

  init() {
    files = [
      "README.md": "# Example\n",
      "index/CODEOWNERS": Self.owners,
      "index/registry.json": Self.registry(),
      "index/projects/acme.json": Self.project(),
      "index/projects/zed.json": Self.resource(
        "Project", #""name": "zed""#, #""roles": {"admin": ["zoe"]}"#),
      "index/package-indexes/world.json": Self.packageIndex(),
      "index/advisories/EX-1.json": Self.advisory("first"),
      Self.index: Self.package(),
      "packages/zed/tools.json": Self.resource(
        "VersionIndex", #""project": "zed", "name": "tools""#,
        #""releases": [{"version": "1.0.0", "stage": "current"}]"#),
      "packages/acme/libfoo/1.0.0/notes.txt": "what is new\n",
      "packages/acme/libfoo/2.0.0/notes.txt": "what will be new\n",
    ]
    for handle in Self.people {
      files["index/identities/\(handle).json"] = Self.identity(handle)
    }
  }

  /// Replaces a text that a file holds once.
  mutating func edit(_ path: String, _ old: String, _ new: String) {
    let text = files[path] ?? ""
    precondition(text.split(separator: old, omittingEmptySubsequences: false).count == 2, old)
    files[path] = text.replacing(old, with: new)
  }
}

extension SampleRegistry {
  static func registry(_ policy: String = "") -> String {
    resource(
      "Registry", #""name": "example""#,
      """
      "title": "Example", "roles": {"operations": ["ops"], "auditor": ["audrey"]}, \
      "policy": {\(policy)}
      """)
  }

  static func project(_ more: String = "") -> String {
    resource(
      "Project", #""name": "acme", "description": "Acme.""#,
      """
      "title": "Acme", "teams": {"core": ["tom"]}, \
      "roles": {"admin": ["ada"], "committer": ["carl"]}\(more)
      """)
  }

  static func identity(_ handle: String) -> String {
    resource(
      "Identity", #""name": "\#(handle)""#,
      #""accounts": {"github": {"login": "\#(handle)", "id": \#(number(of: handle))}}"#)
  }

  static func packageIndex(
    _ aliases: String = #""libfoo": "acme/libfoo", "tools": "zed/tools""#
  ) -> String {
    resource(
      "PackageIndex", #""name": "world", "description": "The world.""#,
      #""roles": {"owner": ["molly"]}, "versionIndexes": {\#(aliases)}"#)
  }

  static func advisory(_ summary: String) -> String {
    """
    {"id": "EX-1", "modified": "2026-01-01T00:00:00Z", "summary": "\(summary)", "affected": \
    [{"package": {"ecosystem": "example", "name": "acme/libfoo"}, "versions": ["1.0.0"]}]}
    """
  }

  /// A current release that carries a file, a revoked one, and a candidate with a vote against.
  static func package(_ more: String = "") -> String {
    resource(
      "VersionIndex", #""project": "acme", "name": "libfoo", "description": "Parses foo.""#,
      """
      "roles": {"owner": ["dave"], "author": ["lucy", "acme/core"]}, "keywords": ["parser"]\(more), \
      "releases": [
      \(release("0.9.0", "revoked", #""revocation": {"reason": "broken", "message": "no"}"#)),
      \(release("1.0.0", "current", #""notes": "good""#)),
      \(release("2.0.0", "candidate", #""votes": [{"voter": "pat", "value": -1}]"#))]
      """)
  }

  static func release(_ version: String, _ stage: String, _ more: String = "") -> String {
    let hex = String(repeating: String(version.utf8.reduce(0) { $0 + Int($1) } % 10), count: 64)
    let carried =
      version == "0.9.0" || version.hasPrefix("3")
      ? ""
      : #", {"name": "notes.txt", "role": "changelog", "path": "\#(version)/notes.txt"}"#
    return """
      {"version": "\(version)", "stage": "\(stage)", "published": "2026-01-01T00:00:00Z", \
      "files": [{"name": "libfoo-\(version).tgz", "role": "archive", \
      "url": "https://files.example.org/libfoo-\(version).tgz", "size": 7, "sha256": "\(hex)"}\(carried)], \
      "dependencies": {"zed/tools": "^1.0.0"}, \
      "source": {"tag": "v\(version)"}\(more.isEmpty ? "" : ", " + more)}
      """
  }

  static func resource(_ kind: String, _ metadata: String, _ spec: String) -> String {
    """
    {"apiVersion": "cairn/v1", "kind": "\(kind)", "metadata": {\(metadata)}, "spec": {\(spec)}}
    """
  }
}
