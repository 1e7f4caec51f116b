import Foundation
import Glibc
import IndexModel
import RegistryClient
import TestSupport
import Testing

@Suite struct VerificationTests {
  @Test func aSiteAsItWasBuiltIsSoundInMemoryAndInAFolder() throws {
    for site in [
      try BuiltSite.small(), try BuiltSite.large(), try BuiltSite.small(BuiltSite.compressing),
      try BuiltSite.large(BuiltSite.compressing),
    ] {
      let inMemory = try Verification.of(site.reader)
      #expect(inMemory.problems == [])
      #expect(inMemory.files == site.documents.count)
      let folder = try site.written()
      #expect(try Verification.of(.folder(folder.path)) == inMemory)
    }
  }

  /// A change of a sound site, and the problems that it makes.
  struct Damage: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let problems: [String]
    let change: @Sendable (inout BuiltSite) -> Void

    init(
      _ name: String, _ problems: [String], _ change: @escaping @Sendable (inout BuiltSite) -> Void
    ) {
      testDescription = name
      self.problems = problems
      self.change = change
    }
  }

  static let damages: [Damage] = [
    Damage("a file is gone", ["openapi.json: is missing"]) { $0["openapi.json"] = nil },
    Damage(
      "a byte differs",
      [
        "_redirects: has SHA-256 "
      ]
    ) { site in
      site["_redirects"] = site["_redirects"].map { "#" + $0.dropFirst() }
    },
    Damage("a file is longer", ["_headers: has more bytes than the "]) { $0["_headers"]! += "#" },
    Damage("a file is shorter", ["_headers: has 3 bytes, the snapshot says "]) {
      $0["_headers"] = "/*\n"
    },
    Damage("the snapshot is no JSON", ["snapshot.json: is not a JSON document"]) {
      $0["snapshot.json"] = "{"
    },
    Damage("the snapshot is gone", ["snapshot.json: is missing"]) { $0["snapshot.json"] = nil },
    Damage("the snapshot is another document", ["snapshot.json: is not of kind Snapshot"]) {
      $0["snapshot.json"] = $0["index.json"]
    },
    Damage("the snapshot miscounts", ["snapshot.json: states another count than it holds"]) {
      $0.edit("snapshot.json") { $0["count"] = 7 }
    },
    Damage("a path leaves the site", ["snapshot.json: has no sound \"path\""]) {
      $0.editItems { $0[0]["path"] = "../passwd" }
    },
    Damage("a size is negative", ["snapshot.json: has no sound \"size\""]) {
      $0.editItems { $0[0]["size"] = -1 }
    },
    Damage("a size is beyond all sense", ["_headers: is listed with 9007199254740991 bytes"]) {
      $0.editItems { $0[0]["size"] = 9_007_199_254_740_991 }
    },
    Damage("a digest is none", ["snapshot.json: has no sound \"sha256\""]) {
      $0.editItems { $0[0]["sha256"] = "00" }
    },
    Damage("a file is listed twice", ["_headers: is listed twice"]) {
      $0.editItems { $0.append($0[0]) }
    },
    Damage("the snapshot lists itself", ["snapshot.json: is listed by the snapshot"]) {
      $0.editItems { $0.append(["path": "snapshot.json", "size": 1, "sha256": $0[0]["sha256"]!]) }
    },
    Damage("a path with the beginning of a release's", ["current/a/b: is missing"]) {
      $0.editItems { $0.append(["path": "current/a/b", "size": 1, "sha256": $0[0]["sha256"]!]) }
    },
    Damage("a part has no longer prefix", ["snapshot.json: has a part of prefix ''"]) {
      $0.editParts(["prefix": "", "href": "snapshot.json"])
    },
    Damage("a part skips a digit", ["snapshot.json: has a part of prefix 'ab'"]) {
      $0.editParts(["prefix": "ab", "href": "snapshot/ab.json"])
    },
    Damage("a part has a prefix that no path spells", ["snapshot.json: has a part of prefix '\\'"])
    {
      $0.editParts(["prefix": "\\", "href": "snapshot/\\.json"])
    },
    Damage("a part leads elsewhere", ["snapshot.json: leads astray for prefix 'a'"]) {
      $0.editParts(["prefix": "a", "href": "../a.json"])
    },
    Damage("a part is missing", ["snapshot/a.json: is missing"]) {
      $0.editParts(["prefix": "a", "href": "snapshot/a.json"])
    },
    Damage("a part holds another number of entries", ["snapshot.json: states another count"]) {
      $0.editParts(["prefix": "a", "href": "snapshot/a.json", "count": 9_007_199_254_740_991])
    },
  ]

  @Test(arguments: damages)
  func saysWhatIsWrong(damage: Damage) throws {
    var site = try BuiltSite.small()
    damage.change(&site)
    let problems = try Verification.of(site.reader).problems.map { "\($0.path): \($0.message)" }
    try #require(problems.count == damage.problems.count, "\(problems)")
    for (problem, expected) in zip(problems, damage.problems) {
      #expect(problem.hasPrefix(expected))
    }
  }

  @Test func aDigestOfAPartVouchesForIt() throws {
    var site = try BuiltSite.large()
    let part = try #require(site.documents.keys.filter { $0.text.hasPrefix("snapshot/") }.min())
    let other = try #require(site.documents.keys.filter { $0.text.hasPrefix("snapshot/") }.max())
    let lines = try #require(site[part.text])
    site[part.text] = lines.replacingOccurrences(of: "  \"count\"", with: " \"count\"")
    site[other.text] = "]"
    let folder = try site.written()
    let problems = try Verification.of(.folder(folder.path)).problems
    // The files of the part that cannot be read are not said to be extra: nothing is known of them.
    #expect(Set(problems.map(\.path)) == [part.text, other.text])
    #expect(problems.contains { if case .digest = $0.flaw { $0.path == part.text } else { false } })
    #expect(problems.contains(where: { $0.message == "is not a JSON document" }))
  }

  /// What is wrong with a copy of a document of the snapshot, of which no digest is stated.
  static let copies: [(String, String, @Sendable (inout BuiltSite) -> Void)] = [
    ("gone", "is missing", { $0["snapshot.json.gz"] = nil }),
    ("empty", "is no compressed copy of snapshot.json", { $0["snapshot.json.gz"] = "" }),
    (
      "not compressed", "is no compressed copy of snapshot.json",
      { $0["snapshot.json.gz"] = $0["snapshot.json"] }
    ),
    (
      "of another document", "is no compressed copy of snapshot.json",
      {
        $0.documents[SitePath(layout: "snapshot.json.gz")] =
          $0.documents[SitePath(layout: "index.json.gz")]
      }
    ),
    (
      "too long", "is no compressed copy of snapshot.json",
      { $0.documents[SitePath(layout: "snapshot.json.gz")]?.append(0) }
    ),
  ]

  @Test(arguments: copies.map(\.0))
  func copiesOfTheSnapshotItselfHoldWhatItDoes(_ name: String) throws {
    let (_, message, change) = try #require(Self.copies.first { $0.0 == name })
    var site = try BuiltSite.small(BuiltSite.compressing)
    change(&site)
    let folder = try site.written()
    for reader in [site.reader, try .folder(folder.path)] {
      let problems = try Verification.of(reader).problems.map { "\($0.path): \($0.message)" }
      #expect(problems == ["snapshot.json.gz: \(message)"])
    }
  }

  @Test func copiesInASiteWithoutAreNotOfIt() throws {
    var site = try BuiltSite.small()
    for path in ["index.json.gz", "snapshot.json.gz", "snapshot/0.json.gz"] { site[path] = "x" }
    let folder = try site.written()
    let problems = try Verification.of(.folder(folder.path)).problems
    #expect(
      problems.map { "\($0.path): \($0.message)" } == [
        "index.json.gz: is not part of the site", "snapshot.json.gz: is not part of the site",
        "snapshot/0.json.gz: is not part of the site",
      ])
  }

  @Test func anEntryInTheWrongPartIsFound() throws {
    var site = try BuiltSite.large()
    let parts = site.documents.keys.filter { $0.text.hasPrefix("snapshot/") }.sorted()
    let (first, last) = (parts[0].text, parts[parts.count - 1].text)
    var moved: [String: Any] = [:]
    site.edit(first) { node in
      var items = node["items"] as! [[String: Any]]
      moved = items.removeLast()
      node["items"] = items
      node["count"] = items.count
    }
    site.edit(last) { node in
      let items = node["items"] as! [[String: Any]] + [moved]
      node["items"] = items
      node["count"] = items.count
    }
    let problems = try Verification.of(site.reader).problems
    let path = try #require(moved["path"] as? String)
    #expect(problems.contains { $0.path == path && $0.message.contains("does not belong") })
    #expect(
      problems.contains { $0.path == first && $0.message.contains("the document above says") })
  }

  @Test func whatElseIsInAFolderIsFound() throws {
    let site = try BuiltSite.small()
    let folder = try site.written()
    try folder.write("x", to: "current/acme/extra.json")
    try folder.write("x", to: "snapshot/ab.json")
    try folder.write("x", to: "a b")
    try folder.remove("openapi.json")
    symlink("index.json", folder.path(of: "openapi.json"))
    symlink("/etc", folder.path(of: "etc"))
    mkfifo(folder.path(of: "pipe"), 0o600)
    let problems = try Verification.of(.folder(folder.path)).problems
    #expect(
      problems.map { "\($0.path): \($0.message)" } == [
        "a b: is called what no path of a site spells, expected files and folders only",
        "current/acme/extra.json: is not part of the site",
        "etc: is a symbolic link, expected files and folders only",
        "openapi.json: is a symbolic link, expected files and folders only",
        "pipe: is a named pipe, expected files and folders only",
        "snapshot/ab.json: is not part of the site",
      ])
  }

  /// A build keeps them, so they are no damage; in the folders of a site nothing else belongs.
  @Test(arguments: [
    ("CNAME", true), (".well-known/a", true), ("mine/current/a.json", true), ("currents", true),
    ("note.json", true), ("current/a", false), ("hosting/nginx.conf.old", false),
    ("schema/v1/x.schema.json", false), ("index.json.gz", false),
  ])
  func filesOfTheOperatorAreCounted(path: String, isOwn: Bool) throws {
    let site = try BuiltSite.small()
    let folder = try site.written()
    try folder.write("x", to: path)
    let verification = try Verification.of(.folder(folder.path))
    #expect(verification.others == (isOwn ? 1 : 0))
    #expect(verification.problems.map(\.path) == (isOwn ? [] : [path]))
    #expect(verification.files == site.documents.count)
  }

  @Test func nothingIsNoSite() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SiteError.noSite(folder.path)) { try Verification.of(.folder(folder.path)) }
    let path = folder.path(of: "nowhere")
    #expect(throws: SiteError.noSite(path)) { try Verification.of(.folder(path)) }
  }
}

extension BuiltSite {
  /// Changes the members of a document.
  mutating func edit(_ path: String, _ change: (inout [String: Any]) -> Void) {
    let data = Data(documents[SitePath(layout: path)] ?? [])
    var object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
    change(&object)
    let made = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    documents[SitePath(layout: path)] = made.map { Array($0) }
  }

  /// Changes what the snapshot lists.
  fileprivate mutating func editItems(_ change: (inout [[String: Any]]) -> Void) {
    edit("snapshot.json") { snapshot in
      var items = snapshot["items"] as? [[String: Any]] ?? []
      change(&items)
      snapshot["items"] = items
      snapshot["count"] = items.count
    }
  }

  /// Gives the snapshot a part, of one entry unless it says another number.
  fileprivate mutating func editParts(_ part: [String: Any]) {
    edit("snapshot.json") { snapshot in
      var part = part
      part["sha256"] = String(repeating: "0", count: 64)
      part["bytes"] = 1
      if part["count"] == nil {
        part["count"] = 1
        snapshot["count"] = (snapshot["count"] as? Int ?? 0) + 1
      }
      snapshot["parts"] = [part]
    }
  }
}
