/// The files of small registries, as text. Whatever a test wants to place a marker in, it spells
/// itself.
enum Fixture {
  /// A registry with a project, a few people and a package: nothing is wrong with it.
  static let small: [String: String] = [
    "index/registry.json": registry(),
    "index/CODEOWNERS": "* @ada\n",
    "index/identities/ada.json": identity("ada"),
    "index/identities/dave.json": identity("dave"),
    "index/projects/acme.json": project("acme", #""roles": {"admin": ["ada"]}"#),
    "packages/acme/libfoo.json": package(releases: release("1.0.0")),
  ]

  static func registry(_ spec: String = "") -> String {
    resource("Registry", #""name": "example""#, [#""title": "Example""#, spec])
  }

  static func policy(_ policy: String) -> String { registry(#""policy": {\#(policy)}"#) }

  static func identity(_ handle: String, _ spec: String = "") -> String {
    resource("Identity", #""name": "\#(handle)""#, [spec])
  }

  static func project(_ name: String, _ spec: String = "") -> String {
    resource("Project", #""name": "\#(name)""#, [spec])
  }

  static func packageIndex(_ name: String, _ aliases: String, _ spec: String = "") -> String {
    resource("PackageIndex", #""name": "\#(name)""#, [spec, #""versionIndexes": {\#(aliases)}"#])
  }

  static func waivers(_ waivers: String...) -> String {
    resource(
      "WaiverList", #""name": "waivers""#, [#""waivers": [\#(waivers.joined(separator: ", "))]"#])
  }

  static func waiver(_ rule: String, _ subject: String, _ more: String = "") -> String {
    #"{"rule": \#(rule), "subject": \#(subject), "reason": "so", "grantedBy": "ada"\#(more)}"#
  }

  static func package(
    _ spec: String = "", named name: String = "libfoo", in project: String = "acme",
    releases: String...
  ) -> String {
    resource(
      "VersionIndex", #""project": "\#(project)", "name": "\#(name)""#,
      [spec, #""releases": [\#(releases.joined(separator: ", "))]"#])
  }

  /// A release with further members, each behind a comma.
  static func release(_ version: String, _ stage: String = "current", _ more: String = "") -> String
  {
    #"{"version": "\#(version)", "stage": "\#(stage)"\#(more.isEmpty ? "" : ", " + more)}"#
  }

  static func files(_ files: String...) -> String {
    #""files": [\#(files.joined(separator: ", "))]"#
  }

  /// An archive at a URL of its own, unless the test says otherwise.
  static func archive(
    name: String = #""libfoo.tgz""#, url: String = #""https://files.example.org/libfoo.tgz""#,
    digest: String = digest, _ more: String = ""
  ) -> String {
    #"{"name": \#(name), "role": "archive", "url": \#(url), "sha256": "\#(digest)"\#(more)}"#
  }

  /// A file that the registry carries.
  static func carried(
    _ name: String, path: String, role: String = "other", _ more: String = ""
  ) -> String {
    #"{"name": \#(name), "role": "\#(role)", "path": \#(path)\#(more)}"#
  }

  static func advisory(_ affected: String, _ more: String = "") -> String {
    """
    {"id": "EX-1", "modified": "2026-01-01T00:00:00Z"\(more), "affected": [\(affected)]}
    """
  }

  static func affected(
    ecosystem: String = #""example""#, name: String = #""acme/libfoo""#, _ more: String = ""
  ) -> String {
    #"{"package": {"ecosystem": \#(ecosystem), "name": \#(name)}\#(more)}"#
  }

  /// A file with a marker before its `metadata`, where findings about a package as a whole point.
  static func marking(_ marker: String, metadataOf file: String) -> String {
    file.replacing(#""metadata": "#, with: #""metadata": \#(marker)"#)
  }

  static func resource(_ kind: String, _ metadata: String, _ spec: [String]) -> String {
    let members = spec.filter { !$0.isEmpty }.joined(separator: ", ")
    return """
      {"apiVersion": "cairn/v1", "kind": "\(kind)", "metadata": {\(metadata)}, "spec": {\(members)}}
      """
  }
}

extension Fixture {
  /// Two digests, with the raw CID of the first.
  static let digest = String(repeating: "c7", count: 32)
  static let otherDigest = String(repeating: "d8", count: 32)
  static let cid = "bafkreighy7d4pr6hy7d4pr6hy7d4pr6hy7d4pr6hy7d4pr6hy7d4pr6hy4"

  /// Some bytes, with their raw CID.
  static let hello = "hello\n"
  static let helloCID = "bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am"

  /// A key of 32 times the byte 1, with its fingerprint, and one of twos.
  static let key =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
  static let fingerprint = "4579bfaee674793cd15cac22d404040f29c1d1580743669cf4a3d215d7ff6270"
  static let otherKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC"
  static let otherFingerprint = "6daa8941c54313078a9b0d4e899c46a28086d8c1b162dc2c410cf33acb719a20"

  static func key(_ text: String, _ more: String = "") -> String {
    #"{"type": "ssh", "public": "\#(text)"\#(more)}"#
  }
}
