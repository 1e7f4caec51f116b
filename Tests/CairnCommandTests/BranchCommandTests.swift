import Foundation
import Glibc
import IndexModel
import TestSupport
import Testing

/// `cairn build --branch`.
@Suite struct BranchCommandTests {
  let fixture: GitFixture

  init() throws { fixture = try SampleRegistry.fixture() }

  private func build(_ more: String...) -> Run {
    Run(words: ["build", "-C", fixture.path, "--branch", "site"] + more)
  }

  private func release(_ versions: String...) throws {
    try fixture.commit([
      "packages/acme/libfoo.json": SampleRegistry.package(
        releases: versions.map { SampleRegistry.release($0) })
    ])
  }

  @Test func branchIsTheSiteAndTheCheckoutStays() throws {
    let folder = fixture.folder.path(of: "site")
    #expect(Run("build", "-C", fixture.path, "--output", folder).code == 0)
    let run = build("--json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try Tree(branch: "site", of: fixture) == Tree(folder))
    let (source, site) = (try fixture.id("HEAD"), try fixture.id("site"))
    for member in [
      #""commit": "\#(source)""#, #""branch": "site""#, #""siteCommit": "\#(site)""#,
      #""incremental": false"#,
    ] {
      #expect(run.output.contains(member), "\(run.output)")
    }
    #expect(try fixture.git("status", "--porcelain") == "")
    #expect(try fixture.git("fsck", "--strict") == "")
    #expect(
      try fixture.git("cat-file", "commit", "site").split(separator: "\n").dropFirst() == [
        "author Cairn <cairn@localhost> 1767225600 +0000",
        "committer Cairn <cairn@localhost> 1767225600 +0000",
        "Site of \(source)", "Cairn-Source: \(source)",
      ])
  }

  @Test func sameCommitIsTheSameSiteCommitInAnotherClone() throws {
    let clone = try fixture.clone(["--no-local"], "clone")
    #expect(build().code == 0)
    try release("1.0.0", "1.1.0", "1.2.0")
    let run = build("--json")
    #expect(run.output.contains(#""incremental": true"#))
    try clone.git("pull", "--quiet")
    let other = Run("build", "-C", clone.path, "--branch", "other/name", "--json")
    #expect(other.output.contains(#""incremental": false"#), "\(other.errors)")
    #expect(try clone.id("other/name") == fixture.id("site"))
  }

  @Test func branchMayBeNamedAsAReference() throws {
    let run = Run("build", "-C", fixture.path, "--branch", "refs/heads/site", "--json")
    #expect(run.code == 0 && run.output.contains(#""branch": "site""#), "\(run.errors)")
    #expect(try fixture.git("for-each-ref", "--format=%(refname)", "refs/heads/refs") == "")
    let tag = Run("build", "-C", fixture.path, "--branch", "refs/tags/site")
    #expect(tag.code == 73 && tag.errors.contains("is not the name of a branch"), "\(tag.errors)")
  }

  @Test func nothingNewLeavesTheBranchAndWritesNothing() throws {
    #expect(build().code == 0)
    let before = try Tree(fixture.path)
    let run = build("--json")
    #expect(run.output.contains(#""written": 0"#) && run.output.contains(#""incremental": true"#))
    #expect(build("--full").output.contains("; 0 written, 0 removed"))
    #expect(try Tree(fixture.path) == before)
  }

  @Test func releaseIsBroughtForwardInAFewObjects() throws {
    #expect(build().code == 0)
    let (old, packs) = (try fixture.id("site"), try self.packs())
    try release("1.0.0", "1.1.0", "1.2.0")
    #expect(build().code == 0)
    let new = try #require(try self.packs().subtracting(packs).first)
    let made = try fixture.git("show-index", input: new).split(separator: "\n").count
    let (all, before) = (try objects("site"), try objects(old.hex))
    #expect(made == all.subtracting(before).count)
    #expect(made * 2 < all.count, "\(made) of \(all.count)")
  }

  private func objects(_ revision: String) throws -> Set<Substring> {
    Set(
      try fixture.git("rev-list", "--objects", "--no-object-names", revision)
        .split(separator: "\n"))
  }

  private func packs() throws -> Set<String> {
    let folder = fixture.path + "/.git/objects/pack"
    return Set(
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".idx") }
        .map { folder + "/" + $0 })
  }

  @Test func historyIsKeptOnlyWhereItIsAskedFor() throws {
    #expect(build().code == 0)
    let first = try fixture.id("site")
    try release("1.0.0", "1.1.0", "1.2.0")
    #expect(build("--keep-history").code == 0)
    #expect(try fixture.id("site^") == first)
    try release("1.0.0", "1.1.0", "1.2.0", "1.3.0")
    #expect(build().code == 0)
    #expect(try fixture.git("rev-list", "--count", "site") == "1")
    #expect(try fixture.git("rev-parse", "site@{1}^") == first.hex, "the log still has it")
  }

  @Test func worksInABareRepositoryAndALinkedWorktree() throws {
    #expect(build().code == 0)
    let expected = try fixture.id("site")
    let linked = try fixture.addWorktree()
    #expect(Run("build", "-C", linked.path, "--branch", "from-linked").code == 0)
    #expect(try fixture.id("from-linked") == expected)
    let bare = try fixture.bareClone()
    #expect(Run("build", "-C", bare.path, "--branch", "fresh").code == 0)
    #expect(try bare.id("fresh") == expected)
    let borrowing = try fixture.borrowingClone()
    #expect(Run("build", "-C", borrowing.path, "--branch", "fresh").code == 0)
    #expect(try borrowing.id("fresh") == expected)
  }

  @Test func filesThatNoBuildMadeStayInTheBranch() throws {
    #expect(build().code == 0)
    try fixture.git("worktree", "add", "--quiet", "../pages", "site")
    let pages = fixture.folder.path(of: "pages")
    try fixture.folder.write("r.example.org", to: "pages/CNAME")
    try fixture.git("-C", pages, "add", "CNAME")
    try fixture.git("-C", pages, "commit", "--quiet", "-m", "Name the host")
    #expect(build().code == 73, "it is checked out there")
    try fixture.git("worktree", "remove", pages)
    try release("1.0.0", "1.1.0", "1.2.0")
    for options in [[], ["--full", "--allow-rewrite"]] {
      let run = Run(words: ["build", "-C", fixture.path, "--branch", "site"] + options)
      #expect(run.code == 0, "\(run.errors)")
      #expect(try fixture.git("show", "site:CNAME") == "r.example.org")
    }
  }

  // MARK: Refusals

  /// What makes a branch none of ours, and what is said about it.
  static let refusals: [(String, String, @Sendable (GitFixture) throws -> Void)] = [
    ("main", "is checked out", { _ in }),
    ("unborn", "is checked out", { try $0.git("symbolic-ref", "HEAD", "refs/heads/unborn") }),
    ("linked", "is checked out", { _ = try $0.addWorktree("linked") }),
    ("work", "has files but no snapshot.json of ours", { try $0.git("branch", "work") }),
    ("alias", "symbolic", { try $0.git("symbolic-ref", "refs/heads/alias", "refs/heads/main") }),
    (
      "odd", "has files but no snapshot.json of ours",
      { fixture in
        let blob = try fixture.blob("index.json")
        let tree = try fixture.rawTree([("120000", "snapshot.json", blob)])
        try fixture.git("branch", "odd", fixture.commit(tree: tree).hex)
      }
    ),
    (
      "other", "has files but no snapshot.json of ours",
      { fixture in
        let tree = try fixture.rawTree([("100644", "snapshot.json", fixture.blob("{}"))])
        try fixture.git("branch", "other", fixture.commit(tree: tree).hex)
      }
    ),
    ("main/site", "while there is a branch 'main'", { _ in }),
    ("locked", "was not moved", { try $0.write("", to: ".git/refs/heads/locked.lock") }),
    ("../main", "is not the name of a branch", { _ in }),
    ("-d", "is not the name of a branch", { _ in }),
    ("HEAD", "is not the name of a branch", { _ in }),
    ("refs/heads/../../x", "is not the name of a branch", { _ in }),
    ("", "is not the name of a branch", { _ in }),
  ]

  @Test(arguments: refusals.map(\.0))
  func branchThatIsNotOursIsRefused(_ name: String) throws {
    let (_, words, change) = try #require(Self.refusals.first { $0.0 == name })
    let commit = try fixture.id("HEAD")
    try change(fixture)
    let before = try fixture.git("for-each-ref")
    let run = Run("build", "-C", fixture.path, "--branch=\(name)", "--rev", commit.hex)
    #expect(run.code == 73)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 2, "a way out: \(run.errors)")
    #expect(try fixture.git("for-each-ref") == before)
  }

  @Test func foreignEntryAtAPathOfTheSiteIsRefused() throws {
    #expect(build().code == 0)
    let marker = try fixture.id("site:snapshot.json")
    let tree = try fixture.rawTree([
      ("120000", "packages", fixture.blob("/etc")), ("100644", "snapshot.json", marker),
    ])
    let id = try fixture.commit(tree: tree)
    try fixture.git("update-ref", "refs/heads/site", id.hex)
    let run = build("--allow-rewrite")
    #expect(run.code == 73)
    #expect(try fixture.id("site") == id)
  }

  @Test(arguments: [["--worktree"], ["--output", "x"]])
  func optionsThatDoNotGoTogetherAreMisuse(_ options: [String]) {
    #expect(Run(words: ["build", "-C", fixture.path, "--branch", "site"] + options).code == 64)
    #expect(Run("build", "-C", fixture.path, "--output", "x", "--keep-history").code == 64)
    #expect(Run("build", "-C", fixture.path).code == 64)
  }

  @Test func onePublisherAtATime() throws {
    #expect(build().code == 0)
    let lock = open(fixture.path + "/.git/cairn-site/site/lock", O_RDWR)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    let run = build()
    #expect(run.code == 75)
    #expect(run.errors.contains("another publish is running"), "\(run.errors)")
    #expect(Run("build", "-C", fixture.path, "--branch", "site2").code == 0, "another branch")
  }

  @Test func breakingARuleLeavesNoBranch() throws {
    try fixture.commit(["index/projects/zed.json": "{"])
    #expect(build().code == 1)
    #expect(throws: (any Error).self) { try fixture.id("site") }
    let left = try FileManager.default.contentsOfDirectory(
      atPath: fixture.path + "/.git/cairn-site/site")
    #expect(left == ["lock"])
  }

  @Test func publishedReleaseIsNotAltered() throws {
    #expect(build().code == 0)
    let before = try fixture.id("site")
    try release("1.1.0")
    let run = build()
    #expect(run.code == 73)
    #expect(run.errors.contains("--allow-rewrite"))
    #expect(try fixture.id("site") == before)
  }

  /// The program git runs what a repository tells it to, in some places.
  @Test func nothingThatTheRepositoryNamesIsRun() throws {
    try release("1.0.0", "1.1.0", "1.2.0")
    let script = "#!/bin/sh\necho ran >> '\(fixture.folder.path)/ran'\n"
    for hook in ["hooks/reference-transaction", "others/reference-transaction", "others/monitor"] {
      try fixture.folder.write(script, to: "repository/.git/\(hook)")
      #expect(chmod("\(fixture.path)/.git/\(hook)", 0o755) == 0)
    }
    func ran() -> Bool { FileManager.default.fileExists(atPath: fixture.folder.path(of: "ran")) }
    try fixture.git("config", "core.fsmonitor", fixture.path + "/.git/others/monitor")
    #expect(build("--rev", "HEAD~1").code == 0)
    try fixture.git("config", "core.hooksPath", fixture.path + "/.git/others")
    #expect(build().code == 0)
    #expect(!ran())
    try fixture.git("update-ref", "refs/heads/more", "HEAD")
    #expect(ran(), "the trap works")
  }
}

extension GitFixture {
  /// Runs git with a file as its input.
  fileprivate func git(_ command: String, input file: String) throws -> String {
    try git([command], input: Data(contentsOf: URL(fileURLWithPath: file)))
  }
}
