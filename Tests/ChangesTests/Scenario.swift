import Changes
import Registry
import Testing

/// A change of the sample registry with its kinds, and who may make it alone.
struct Scenario: Sendable, CustomTestStringConvertible {
  let name: String
  let kinds: [ChangeKind]
  let allowed: Set<String>
  /// Whether it fails whoever stands behind it.
  let isForbidden: Bool
  let begin: @Sendable (inout SampleRegistry) -> Void
  let change: @Sendable (inout SampleRegistry) -> Void

  init(
    _ name: String, _ kinds: [ChangeKind], allowed: Set<String>,
    from begin: @escaping @Sendable (inout SampleRegistry) -> Void = { _ in },
    _ change: @escaping @Sendable (inout SampleRegistry) -> Void
  ) {
    self.name = name
    self.kinds = kinds
    self.allowed = allowed
    isForbidden = false
    self.begin = begin
    self.change = change
  }

  /// A change that nobody may make.
  init(
    forbidden name: String, _ kinds: [ChangeKind],
    from begin: @escaping @Sendable (inout SampleRegistry) -> Void = { _ in },
    _ change: @escaping @Sendable (inout SampleRegistry) -> Void
  ) {
    self.name = name
    self.kinds = kinds
    allowed = []
    isForbidden = true
    self.begin = begin
    self.change = change
  }

  var testDescription: String { name }

  static let operations: Set = ["ops"]
  static let admins: Set = ["ops", "ada"]
  static let owners: Set = ["ops", "ada", "dave"]
  static let authors: Set = ["ops", "ada", "dave", "lucy", "tom"]
  static let keepers: Set = ["ops", "molly"]

  static let index = SampleRegistry.index
}

extension Scenario {
  static let all = registry + identities + projects + packages + releases + votes + forbidden

  static let registry: [Scenario] = [
    Scenario("the registry's title", [.registryEdited], allowed: operations) {
      $0.edit("index/registry.json", #""title": "Example""#, #""title": "Another""#)
    },
    Scenario("CODEOWNERS", [.codeOwnersEdited], allowed: operations) {
      $0.files["index/CODEOWNERS"]? += "/packages/acme/ @dave\n"
    },
    Scenario("waivers", [.waiversEdited], allowed: operations) {
      $0.files["index/waivers.json"] = SampleRegistry.resource(
        "WaiverList", #""name": "waivers""#, #""waivers": []"#)
    },
    Scenario("a new advisory", [.advisoryAdded], allowed: operations) {
      $0.files["index/advisories/EX-2.json"] = SampleRegistry.advisory("second")
        .replacing("EX-1", with: "EX-2")
    },
    Scenario("an advisory", [.advisoryEdited], allowed: operations) {
      $0.files["index/advisories/EX-1.json"] = SampleRegistry.advisory("again")
    },
    Scenario("an advisory that goes", [.advisoryRemoved], allowed: operations) {
      $0.files["index/advisories/EX-1.json"] = nil
    },
    Scenario("the README", [.outsideEdited], allowed: operations) {
      $0.files["README.md"] = "# Mine\n"
    },
    Scenario("a workflow", [.outsideEdited], allowed: operations) {
      $0.files[".github/workflows/check.yml"] = "on: push\n"
    },
    Scenario("a new package index", [.packageIndexAdded], allowed: operations) {
      $0.files["index/package-indexes/mine.json"] = SampleRegistry.packageIndex()
        .replacing(#""world""#, with: #""mine""#)
    },
    Scenario("a package index", [.packageIndexEdited], allowed: keepers) {
      $0.edit("index/package-indexes/world.json", "The world.", "All of it.")
    },
    Scenario("an alias", [.packageIndexAliases], allowed: keepers) {
      $0.files["index/package-indexes/world.json"] = SampleRegistry.packageIndex(
        #""foo": "acme/libfoo", "tools": "zed/tools""#)
    },
    Scenario("a package index's owners", [.packageIndexOwners], allowed: keepers) {
      $0.edit("index/package-indexes/world.json", #"["molly"]"#, #"["molly", "pat"]"#)
    },
    Scenario("a package index that goes", [.packageIndexRemoved], allowed: keepers) {
      $0.files["index/package-indexes/world.json"] = nil
    },
  ]

  static let identities: [Scenario] = [
    Scenario("a new identity", [.identityAdded], allowed: operations) {
      $0.files["index/identities/newton.json"] = SampleRegistry.identity("newton")
    },
    Scenario("an identity's description", [.identityEdited], allowed: ["pat", "ops"]) {
      $0.edit(
        "index/identities/pat.json", #""name": "pat""#, #""name": "pat", "description": "Me.""#)
    },
    Scenario("an identity's accounts", [.identityAccounts], allowed: ["pat", "ops"]) {
      $0.edit("index/identities/pat.json", #""id": 8"#, #""id": 88"#)
    },
    Scenario("an identity's keys", [.identityKeys], allowed: ["pat", "ops"]) {
      $0.edit(
        "index/identities/pat.json", #""accounts""#,
        #""keys": [{"type": "openpgp", "public": "\#(String(repeating: "0a", count: 20))"}], "accounts""#
      )
    },
  ]

  static let projects: [Scenario] = [
    Scenario("a project's description", [.projectEdited], allowed: admins) {
      $0.edit("index/projects/acme.json", "Acme.", "Acme, again.")
    },
    Scenario("a project's main package", [.projectMain], allowed: admins) {
      $0.files["index/projects/acme.json"] = SampleRegistry.project(#", "main": "libfoo""#)
    },
    Scenario("a project's teams", [.projectTeams], allowed: admins) {
      $0.edit("index/projects/acme.json", #"["tom"]"#, #"["tom", "pat"]"#)
    },
    Scenario("a project's vote policy", [.projectVotePolicy], allowed: admins) {
      $0.files["index/projects/acme.json"] = SampleRegistry.project(
        #", "votePolicy": {"minimumBinding": 1}"#)
    },
    Scenario("a project's committers", [.projectRoles], allowed: admins) {
      $0.edit("index/projects/acme.json", #"["carl"]"#, #"["carl", "pat"]"#)
    },
    Scenario("a project's admins", [.projectAdmins], allowed: operations) {
      $0.edit("index/projects/acme.json", #"["ada"]"#, #"["ada", "pat"]"#)
    },
    Scenario("a project's only admin goes", [.projectAdmins], allowed: operations) {
      $0.edit("index/projects/acme.json", #""admin": ["ada"], "#, "")
    },
    Scenario("a new project", [.projectAdded], allowed: operations) {
      $0.files["index/projects/pat.json"] = SampleRegistry.resource(
        "Project", #""name": "pat""#, #""roles": {"admin": ["pat"]}"#)
    },
    Scenario("another form of a project", [.fileFormatted], allowed: admins) {
      $0.edit("index/projects/acme.json", #""spec": {"#, #""spec":  {"#)
    },
  ]

  static let packages: [Scenario] = [
    Scenario("a new package without owners", [.packageAdded], allowed: admins) {
      $0.files["packages/acme/other.json"] = SampleRegistry.resource(
        "VersionIndex", #""project": "acme", "name": "other""#, #""releases": []"#)
    },
    Scenario("an owner who goes", [.packageOwners], allowed: admins) {
      $0.edit(index, #""owner": ["dave"], "#, "")
    },
    Scenario("a package's description", [.packageEdited], allowed: owners) {
      $0.edit(index, "Parses foo.", "Parses foo well.")
    },
    Scenario("a package's keywords", [.packageEdited], allowed: owners) {
      $0.edit(index, #"["parser"]"#, #"["parser", "foo"]"#)
    },
    Scenario("a package's authors", [.packageAuthors], allowed: owners) {
      $0.edit(index, #""acme/core"]"#, #""acme/core", "pat"]"#)
    },
    Scenario("a package's deprecation", [.packageDeprecated], allowed: owners) {
      $0.files[index] = SampleRegistry.package(#", "deprecated": {"message": "old"}"#)
    },
    Scenario("a package's sharing", [.packageSharing], allowed: owners) {
      $0.files[index] = SampleRegistry.package(
        #", "sharing": {"enabled": true, "projects": [{"name": "zed"}]}"#)
    },
    Scenario("a package's vote policy", [.packageVotePolicy], allowed: owners) {
      $0.files[index] = SampleRegistry.package(#", "votePolicy": {"minimumBinding": 1}"#)
    },
    Scenario("another form of a package", [.fileFormatted], allowed: authors) {
      $0.edit(index, #""spec": {"#, #""spec":  {"#)
    },
  ]

  static let releases: [Scenario] = [
    Scenario("a new release", [.releaseAdded], allowed: authors) {
      $0.edit(index, #"-1}]}]"#, #"-1}]}, \#(SampleRegistry.release("3.0.0", "current"))]"#)
    },
    Scenario("a new candidate", [.releaseAdded], allowed: authors) {
      $0.edit(index, #"-1}]}]"#, #"-1}]}, \#(SampleRegistry.release("3.0.0", "candidate"))]"#)
    },
    Scenario("a candidate that is replaced", [.releaseReplaced], allowed: authors) {
      $0.edit(
        index, #""tag": "v2.0.0"}, "votes": [{"voter": "pat", "value": -1}]"#, #""tag": "w2"}"#)
    },
    Scenario("a candidate that becomes current", [.releasePromoted], allowed: authors) {
      $0.edit(index, #""2.0.0", "stage": "candidate""#, #""2.0.0", "stage": "current""#)
    },
    Scenario("a revocation", [.releaseRevoked], allowed: authors) {
      $0.edit(index, #""1.0.0", "stage": "current""#, #""1.0.0", "stage": "revoked""#)
      $0.edit(
        index, #""notes": "good""#,
        #""notes": "good", "revocation": {"reason": "security", "message": "a hole"}"#)
    },
    Scenario("a revoked candidate", [.releaseRevoked], allowed: authors) {
      $0.edit(index, #""2.0.0", "stage": "candidate""#, #""2.0.0", "stage": "revoked""#)
      $0.edit(
        index, #""votes": ["#,
        #""revocation": {"reason": "broken", "message": "no"}, "votes": ["#)
    },
    Scenario("a release's deprecation", [.releaseDeprecated], allowed: authors) {
      $0.edit(index, #""notes": "good""#, #""notes": "good", "deprecated": {"message": "old"}"#)
    },
    Scenario("a release's notes", [.releaseNotes], allowed: authors) {
      $0.edit(index, #""notes": "good""#, #""notes": "better""#)
    },
    Scenario(
      "a companion file", [.releaseFileAdded, .companionAdded], allowed: authors
    ) {
      $0.edit(
        index, #""path": "1.0.0/notes.txt"}"#,
        #""path": "1.0.0/notes.txt"}, {"name": "s.json", "role": "sbom", "path": "1.0.0/s.json"}"#)
      $0.files["packages/acme/libfoo/1.0.0/s.json"] = "{}\n"
    },
    Scenario(
      "another file of a candidate", [.releaseReplaced, .companionEdited], allowed: authors
    ) {
      $0.edit(index, #", "votes": [{"voter": "pat", "value": -1}]"#, "")
      $0.files["packages/acme/libfoo/2.0.0/notes.txt"] = "something else\n"
    },
  ]

  static let votes: [Scenario] =
    ["carl", "ada", "pat", "lucy"].map { voter in
      Scenario("a vote of \(voter)", [.voteCast], allowed: [voter]) {
        $0.edit(
          index, #"[{"voter": "pat", "value": -1}]"#,
          voter == "pat"
            ? #"[{"voter": "pat", "value": 1}]"#
            : #"[{"voter": "pat", "value": -1}, {"voter": "\#(voter)", "value": 1}]"#)
      }
    } + [
      Scenario("a vote that is taken back", [.voteWithdrawn], allowed: ["pat"]) {
        $0.edit(index, #", "votes": [{"voter": "pat", "value": -1}]"#, "")
      },
      Scenario("another comment", [.voteCast], allowed: ["pat"]) {
        $0.edit(index, #""value": -1}"#, #""value": -1, "comment": "no"}"#)
      },
      Scenario("a vote against the policy's voters", [.voteCast], allowed: ["carl"]) {
        $0.files["index/projects/acme.json"] = SampleRegistry.project(
          #", "votePolicy": {"voters": "committers"}"#)
      } _: {
        $0.edit(index, #""value": -1}]"#, #""value": -1}, {"voter": "carl", "value": 1}]"#)
      },
    ]

  static let forbidden: [Scenario] = [
    Scenario(forbidden: "a package that goes", [.packageRemoved, .companionRemoved]) {
      // Its files stay behind, so that nothing else is removed.
      $0.files["packages/acme/libfoo/2.0.0/notes.txt"] = nil
      $0.files[index] = nil
    },
    Scenario(forbidden: "a project that goes", [.projectRemoved]) {
      $0.files["index/projects/zed.json"] = nil
    },
    Scenario(forbidden: "an identity that goes", [.identityRemoved]) {
      $0.files["index/identities/carl.json"] = nil
    },
    Scenario(forbidden: "the registry that goes", [.registryRemoved]) {
      $0.files["index/registry.json"] = nil
    },
    Scenario(forbidden: "a release that goes", [.releaseRemoved]) {
      $0.edit(
        index,
        SampleRegistry.release(
          "0.9.0", "revoked", #""revocation": {"reason": "broken", "message": "no"}"#) + ",", "")
    },
    Scenario(forbidden: "a candidate that goes", [.releaseRemoved, .companionRemoved]) {
      $0.edit(
        index,
        ",\n"
          + SampleRegistry.release(
            "2.0.0", "candidate", #""votes": [{"voter": "pat", "value": -1}]"#), "")
      $0.files["packages/acme/libfoo/2.0.0/notes.txt"] = nil
    },
    Scenario(forbidden: "another digest", [.releaseAltered]) {
      $0.edit(
        index, #"libfoo-1.0.0.tgz", "size": 7"#, #"libfoo-1.0.0.tgz", "size": 8"#)
    },
    Scenario(forbidden: "another dependency of a revoked release", [.releaseAltered]) {
      $0.edit(index, #""source": {"tag": "v0.9.0"}"#, #""source": {"tag": "v0.9"}"#)
    },
    Scenario(forbidden: "another reason of a revocation", [.releaseAltered]) {
      $0.edit(index, #""message": "no""#, #""message": "yes""#)
    },
    Scenario(forbidden: "a stage that goes back", [.releaseAltered]) {
      $0.edit(index, #""1.0.0", "stage": "current""#, #""1.0.0", "stage": "candidate""#)
    },
    Scenario(forbidden: "an archive more", [.releaseAltered]) {
      $0.edit(
        index, #""path": "1.0.0/notes.txt"}"#,
        #""path": "1.0.0/notes.txt"}, {"name": "b.tgz", "role": "archive", "path": "1.0.0/notes.txt"}"#
      )
    },
    Scenario(forbidden: "the bytes of a carried file", [.releaseAltered]) {
      $0.files["packages/acme/libfoo/1.0.0/notes.txt"] = "other\n"
    },
    Scenario(forbidden: "a carried file that goes", [.releaseAltered]) {
      $0.files["packages/acme/libfoo/1.0.0/notes.txt"] = nil
    },
    Scenario(forbidden: "another candidate under the same votes", [.releaseReplaced]) {
      $0.edit(index, #""tag": "v2.0.0""#, #""tag": "w2.0.0""#)
    },
    Scenario(forbidden: "other bytes under the same votes", [.releaseReplaced, .companionEdited]) {
      $0.files["packages/acme/libfoo/2.0.0/notes.txt"] = "something else\n"
    },
  ]
}
