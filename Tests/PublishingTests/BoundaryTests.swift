import Foundation
import IndexModel
import Publishing
import Testing

@Suite("what publishing refuses, and gives up")
struct BoundaryTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private init(sandbox: Sandbox) { self.sandbox = sandbox }

  /// An output that is not ours to replace, and why.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let refusal: PublishError.Refusal
    let prepare: @Sendable (Sandbox) throws -> Void

    init(
      _ name: String, _ refusal: PublishError.Refusal,
      _ prepare: @escaping @Sendable (Sandbox) throws -> Void
    ) {
      testDescription = name
      self.refusal = refusal
      self.prepare = prepare
    }
  }

  static let cases: [Case] = [
    Case("a file", .notAFolder) { try $0.write("precious", to: "site") },
    Case("a pipe", .notAFolder) { mkfifo($0.site, 0o600) },
    Case("a link to a site", .isLink) {
      try $0.write("marker", to: "real/snapshot.json")
      try $0.link("site", to: "real")
    },
    Case("a dangling link", .isLink) { try $0.link("site", to: "nowhere") },
    Case("somebody's files", .notASite(marker: Sandbox.marker)) {
      try $0.write("precious", to: "site/thesis.txt")
    },
    Case("a folder called as the marker", .notASite(marker: Sandbox.marker)) {
      try $0.write("precious", to: "site/snapshot.json/thesis.txt")
    },
    Case("a link called as the marker", .notASite(marker: Sandbox.marker)) {
      try $0.write("marker", to: "elsewhere.json")
      try $0.makeFolder("site")
      try $0.link("site/snapshot.json", to: "../elsewhere.json")
    },
    Case("a git checkout", .isCheckout) {
      try $0.write("marker", to: "site/snapshot.json")
      try $0.makeFolder("site/.git")
    },
    Case("a link where the lock should be", .foreignState) {
      try $0.makeFolder("elsewhere")
      try $0.link(".site.cairn", to: "elsewhere")
    },
    Case("a file where the lock should be", .foreignState) {
      try $0.write("precious", to: ".site.cairn")
    },
  ]

  @Test(arguments: cases)
  func refusesWhatIsNotOursAndLeavesItAsItWas(_ item: Case) throws {
    try item.prepare(sandbox)
    let before = try Tree(sandbox.root)
    let error = try #require(throws: PublishError.self) { try sandbox.begin() }
    guard case .refused(item.refusal, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.kind == .refused)
    #expect(!error.wayOut.isEmpty)
    #expect(try Tree(sandbox.root) == before)
  }

  @Test(arguments: ["", "/", "missing/site"])
  func refusesAPlaceThatNoOutputCanHave(_ output: String) throws {
    let path = output == "missing/site" ? "\(sandbox.root)/\(output)" : output
    let error = try #require(throws: PublishError.self) {
      try Publication.begin(at: path, provenance: sandbox.provenance)
    }
    #expect(error.kind == .refused)
  }

  @Test func refusesAMountPoint() throws {
    // /dev is a mount point wherever the tests run, and has no marker either.
    let error = try #require(throws: PublishError.self) {
      try Publication.begin(at: "/dev", provenance: sandbox.provenance)
    }
    #expect(error == .refused(.isMountPoint, path: "/dev"))
  }

  @Test func refusesAParentThatNobodyMayWriteTo() throws {
    let error = try #require(throws: PublishError.self) {
      try Publication.begin(at: "/sys/kernel/site", provenance: sandbox.provenance)
    }
    #expect(error.kind == .refused)
  }

  /// Something in the site that no site has.
  static let foreign: [Case] = [
    Case("a link to a folder", .foreignEntry) {
      try $0.write("outside", to: "outside/b.json")
      try FileManager.default.removeItem(atPath: "\($0.site)/p")
      try $0.link("site/p", to: "../outside")
    },
    Case("a link to a file", .foreignEntry) {
      try FileManager.default.removeItem(atPath: "\($0.site)/p/b.json")
      try $0.link("site/p/b.json", to: "../a.json")
    },
    Case("a link that nothing passes through", .foreignEntry) {
      try $0.link("site/other", to: "a.json")
    },
    Case("a pipe", .foreignEntry) { mkfifo("\($0.site)/pipe", 0o600) },
  ]

  @Test(arguments: foreign)
  func refusesForeignEntriesInTheSiteAndLeavesThem(_ item: Case) throws {
    try sandbox.publish(["a.json": "1", "p/b.json": "2"])
    try item.prepare(sandbox)
    let before = try Tree(sandbox.site)
    for text in ["3", "4"] {
      let error = try #require(throws: PublishError.self) {
        try sandbox.publish(["a.json": "1", "p/b.json": text])
      }
      guard case .refused(.foreignEntry, _) = error else {
        Issue.record("\(error)")
        continue
      }
      #expect(try Tree(sandbox.site) == before)
      #expect(sandbox.names(sandbox.workshop) == ["lock"])
    }
  }

  private struct Torn: Error {}

  /// A marker is ours if it begins with `site `, and lists the files that it names.
  private static let selfListing = Provenance(
    marker: Sandbox.marker, isOurs: { $0.starts(with: "site ".utf8) },
    listed: { read in
      let marker = String(decoding: try read(Sandbox.marker) ?? [], as: UTF8.self)
      if marker.contains("torn") { throw Torn() }
      return Set(marker.split(separator: " ").dropFirst().compactMap { SitePath(String($0)) })
    })

  /// Publishes `files` and a marker that lists them.
  private func publishListed(_ files: String..., note: String = "") throws -> Summary {
    try publishListed(files, note: note)
  }

  private func publishListed(_ files: [String], note: String = "") throws -> Summary {
    let publication = try Publication.begin(at: sandbox.site, provenance: Self.selfListing)
    let marker = "site \(files.joined(separator: " ")) \(Sandbox.marker) \(note)"
    try publication.put(Sandbox.marker, Array(marker.utf8))
    for file in files { try publication.put(SitePath(layout: file), Array(file.utf8)) }
    return try publication.commit()
  }

  @Test(arguments: ["", "{}", "not a site"])
  func refusesAFolderWhoseMarkerIsAnothers(_ marker: String) throws {
    try sandbox.write(marker, to: "site/snapshot.json")
    try sandbox.write("int main;", to: "site/src/main.c")
    let before = try Tree(sandbox.root)
    let error = PublishError.refused(.notASite(marker: Sandbox.marker), path: sandbox.site)
    #expect(throws: error) { try publishListed("a.json") }
    #expect(try Tree(sandbox.root) == before)
  }

  @Test(arguments: [
    ".nojekyll", "CNAME", "myrepo/.git/HEAD", "p/thesis.txt", "my thesis.txt", "é/ß.txt",
  ])
  func keepsWhatTheSiteDoesNotList(_ stranger: String) throws {
    _ = try publishListed("a.json", "p/b.json")
    try sandbox.write("precious", to: "site/\(stranger)")
    for files in [["a.json"], ["a.json", "p/b.json"], ["c.json"], ["a.json"]] {
      _ = try publishListed(files)
      let expected = Set(files + [stranger, Sandbox.marker.text])
      #expect(try Set(Tree(sandbox.site).files.keys) == expected)
    }
  }

  /// Somebody's files where a document goes, with the document.
  static let inTheWay = [
    ("q/b.json/thesis.txt", "q/b.json"), ("q/b.json/my/thesis.txt", "q/b.json"), ("q", "q/b.json"),
    ("p/q", "p/q/r/b.json"),
  ]

  @Test(arguments: inTheWay, [Publication.Scope.complete, .delta])
  func refusesToPutADocumentWhereSomebodysFilesStand(
    _ paths: (stranger: String, document: String), _ scope: Publication.Scope
  ) throws {
    for hasJournal in [true, false] {
      let sandbox = try Sandbox()
      let tests = Self(sandbox: sandbox)
      _ = try tests.publishListed("a.json", "p/b.json")
      _ = try tests.publishListed("a.json", "p/b.json", "p/c.json")
      if !hasJournal { try FileManager.default.removeItem(atPath: "\(sandbox.workshop)/journal") }
      try sandbox.write("precious", to: "site/\(paths.stranger)")
      let before = try Tree(sandbox.site)
      let publication = try Publication.begin(at: sandbox.site, provenance: Self.selfListing)
      if scope == .delta { publication.keepOthers() }
      let refusal = PublishError.refused(
        .foreignEntry, path: "\(sandbox.site)/\(paths.stranger)")
      #expect(throws: refusal) {
        try publication.put(SitePath(layout: paths.document), Array("new".utf8))
      }
      publication.abandon()
      #expect(try Tree(sandbox.site) == before)
    }
  }

  /// An empty folder is nothing that could be lost.
  @Test(arguments: [Publication.Scope.complete, .delta])
  func emptyFolderIsInNobodysWay(_ scope: Publication.Scope) throws {
    _ = try publishListed("a.json")
    try sandbox.makeFolder("site/q/b.json/c")
    let publication = try Publication.begin(at: sandbox.site, provenance: Self.selfListing)
    if scope == .delta { publication.keepOthers() }
    try publication.put(Sandbox.marker, Array("site a.json q/b.json".utf8))
    try publication.put(SitePath(layout: "a.json"), Array("a.json".utf8))
    try publication.put(SitePath(layout: "q/b.json"), Array("new".utf8))
    _ = try publication.commit()
    #expect(try Tree(sandbox.site).files["q/b.json"] == "new")
  }

  /// A published file and a new document that needs it as a folder: whoever publishes forgot to remove it.
  @Test func deltaThatForgetsToRemoveIsAMistake() throws {
    _ = try publishListed("a.json", "q")
    let publication = try Publication.begin(at: sandbox.site, provenance: Self.selfListing)
    publication.keepOthers()
    let path = SitePath(layout: "q/b.json")
    #expect(throws: PublishError.clash(path)) { try publication.put(path, []) }
  }

  @Test func takesItsOwnStaleFilesAway() throws {
    _ = try publishListed("a.json", "p/b.json")
    #expect(try publishListed("a.json").removed == 1)
  }

  @Test func refusesToTakeFilesFromASiteThatDoesNotSayWhichAreItsOwn() throws {
    _ = try publishListed("a.json", "p/b.json", note: "torn")
    let error = try #require(throws: PublishError.self) { try publishListed("a.json") }
    guard case .refused(.illegible, _) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func neverReadsThroughALink() throws {
    try sandbox.publish(["p/b.json": "2"])
    try sandbox.write("secret", to: "outside/c.json")
    try sandbox.link("site/q", to: "../outside")
    let publication = try sandbox.begin()
    #expect(throws: PublishError.self) {
      try publication.published(SitePath(layout: "q/c.json"))
    }
  }

  @Test func twoWritersOfOnePathAreRefused() throws {
    try sandbox.publish(["a.json": "1"])
    let path = SitePath(layout: "a.json")
    for texts in [["1", "1"], ["2", "2"], ["1", "2"]] {
      let publication = try sandbox.begin()
      try publication.put(Sandbox.marker, Array("marker".utf8))
      try publication.put(path, Array(texts[0].utf8))
      #expect(throws: PublishError.clash(path)) {
        try publication.put(path, Array(texts[1].utf8))
      }
      #expect(throws: PublishError.clash(path)) { try publication.commit() }
    }
    #expect(try Tree(sandbox.site).files["a.json"] == "1")
  }

  @Test(arguments: [["a", "a/b"], ["a/b", "a"], ["a/b/c", "a/b"], ["a/b", "a/b/c/d"]])
  func pathCannotBeAFileAndAFolder(_ paths: [String]) throws {
    let publication = try sandbox.begin()
    try publication.put(SitePath(layout: paths[0]), [])
    #expect(throws: PublishError.clash(SitePath(layout: paths[1]))) {
      try publication.put(SitePath(layout: paths[1]), [])
    }
  }

  @Test func equalFileAndNewFolderCannotShareAPath() throws {
    try sandbox.publish(["a": "1"])
    let publication = try sandbox.begin()
    try publication.put(Sandbox.marker, Array("marker".utf8))
    try publication.put(SitePath(layout: "a"), Array("1".utf8))
    let error = try #require(throws: PublishError.self) {
      try publication.put(SitePath(layout: "a/b"), Array("2".utf8))
    }
    publication.abandon()
    #expect(error.kind == .mistake)
    #expect(try Tree(sandbox.site).files == ["a": "1", "snapshot.json": "marker"])
    #expect(sandbox.names(sandbox.workshop) == ["lock"])
  }

  @Test func abandonedPublicationLeavesNoTrace() throws {
    let publication = try sandbox.begin()
    try publication.put(SitePath(layout: "p/a.json"), [1, 2, 3])
    publication.abandon()
    #expect(sandbox.names(sandbox.root) == [])
    publication.abandon()
  }

  @Test func forgottenPublicationIsAbandoned() throws {
    try sandbox.publish(["a.json": "1"])
    let before = try Tree(sandbox.site)
    try sandbox.begin().put(SitePath(layout: "a.json"), [1, 2, 3])
    #expect(try Tree(sandbox.site) == before)
    #expect(sandbox.names(sandbox.workshop) == ["lock"])
    try sandbox.begin().abandon()
  }

  @Test func leftoversOfAKilledPublisherAreRemoved() throws {
    try sandbox.publish(["a.json": "1"])
    for name in ["staging", "ready"] {
      try sandbox.write("half", to: ".site.cairn/\(name)/p/a.json")
      try sandbox.link(".site.cairn/\(name)/p/link", to: sandbox.site)
    }
    try sandbox.publish(["a.json": "2"])
    #expect(sandbox.names(sandbox.workshop) == ["journal", "lock", "spare"])
    #expect(try Tree(sandbox.site).files == ["a.json": "2", "snapshot.json": "marker"])
  }

  /// Only a tree that a publisher was about to show is shown.
  @Test func strangersTreeInTheHiddenFolderIsNotMadeTheSite() throws {
    try sandbox.write("precious", to: ".site.cairn/ready/thesis.txt")
    try sandbox.begin().abandon()
    #expect(!FileManager.default.fileExists(atPath: sandbox.site))
    for name in ["snapshot.json", "a.json"] {
      try sandbox.write("marker", to: ".site.cairn/ready/\(name)")
    }
    try sandbox.begin().abandon()
    #expect(sandbox.names(sandbox.site) == ["a.json", "snapshot.json"])
  }

  @Test func errorsSayWhatToDo() {
    let full = PublishError.failed(operation: "pwrite", path: "site/a", errno: ENOSPC)
    #expect(full.kind == .disk)
    #expect(full.description == "pwrite of site/a failed: No space left on device")
    #expect(full.wayOut.hasPrefix("make room"))
    let readOnly = PublishError.failed(operation: "mkdirat", path: "site", errno: EROFS)
    #expect(readOnly.kind == .refused)
    let lower = PublishError.failed(operation: "renameat2", path: "site", errno: EXDEV)
    #expect(lower.kind == .refused && lower.wayOut.contains("overlay"))
    #expect(PublishError.busy(output: "site").kind == .busy)
    #expect("\(PublishError.busy(output: "site"))" == "another publish is running for site")
  }
}
