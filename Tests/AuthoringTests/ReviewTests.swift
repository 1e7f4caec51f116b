import Authoring
import Diagnostics
import IndexModel
import JSONText
import Registry
import Rules
import Testing

@Suite struct ReviewTests {
  private func review(_ desk: Desk, _ drafts: Draft...) throws -> Review {
    try Review(drafts, of: desk.checkout, moment: Moment(commit: nil, now: .latest))
  }

  private func package(_ spec: JSONValue, name: String = "libfoo") -> [UInt8] {
    Sample.resource(
      "VersionIndex", metadata: ["project": "acme", "name": .string(name)], spec: spec)
  }

  @Test func saysWhatADraftWouldBreak() throws {
    let desk = try Desk(Sample.files)
    let review = try review(
      desk,
      Draft(
        path: "packages/acme/libbar.json",
        after: package(
          [
            "releases": [["version": "1.0", "stage": "current"]],
            "homepage": "http://x.example",
          ], name: "libbar")))
    #expect(!review.passes)
    #expect(Set(review.findings.map(\.rule)).isSuperset(of: ["version", "url"]))
  }

  @Test func doesNotBlameADraftForWhatWasThere() throws {
    var files = Sample.files
    let broken = package([
      "homepage": "http://x.example", "mine": 1,
      "releases": [["version": "2.0.0", "stage": "current"]],
    ])
    files["packages/acme/libfoo.json"] = text(broken)
    let desk = try Desk(files)
    let release = NewRelease(try Version("1.0.0"), stage: .current, files: [])
    let insertion = try ReleaseInsertion(
      release, into: try JSONDocument.read(broken).get(), versions: .semver)
    let review = try review(
      desk,
      Draft(path: "packages/acme/libfoo.json", before: broken, after: insertion.bytes))
    #expect(review.passes && review.findings == [])
  }

  @Test func comparesNamesWithThoseThatAreThere() throws {
    let desk = try Desk(Sample.files)
    let draft = NewResource.package(
      try PackageID("acme/Lib_Foo"), layout: .flat, owner: try Name("ada"))
    let review = try review(desk, draft.draft(Context()))
    // `lib-foo` is not `libfoo`, but `LIBFOO` is.
    #expect(!review.findings.contains { $0.rule == "name-folding" })
    let clash = NewResource.package(
      try PackageID("acme/LIBFOO"), layout: .flat, owner: try Name("ada"))
    let second = try self.review(desk, clash.draft(Context()))
    #expect(second.findings.contains { $0.rule == "name-folding" })
  }

  @Test func seesOtherDraftsAsIfTheyWereWritten() throws {
    let desk = try Desk(Sample.files)
    let project = Sample.resource(
      "Project", metadata: ["name": "zed"], spec: ["main": "tools"])
    let draft = Draft(path: "index/projects/zed.json", after: project)
    #expect(try review(desk, draft).findings.map(\.rule).contains("main-package"))
    let tools = NewResource.package(
      try PackageID("zed/tools"), layout: .flat, owner: try Name("ada"))
    #expect(try review(desk, draft, tools.draft(Context())).findings == [])
  }

  @Test func readsNoMoreThanItNeeds() throws {
    var files = Sample.files
    files["packages/other/broken.json"] = "{"
    files["packages/acme/broken.json"] = "{"
    let desk = try Desk(files)
    let draft = NewResource.package(
      try PackageID("acme/libbar"), layout: .flat, owner: try Name("ada"))
    #expect(try review(desk, draft.draft(Context())).findings == [])
  }

  @Test func needsARegistry() throws {
    let desk = try Desk()
    #expect(throws: ContextError.missing) {
      try review(desk, Draft(path: "index/projects/a.json", after: bytes("{}")))
    }
  }
}
