import IndexModel
import Publishing
import Testing

@Suite("deltas and what they show")
struct DeltaTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.publish(["a.json": "1", "p/b.json": "2", "p/c.json": "3"])
  }

  private func path(_ text: String) -> SitePath { SitePath(layout: text) }

  @Test func deltaKeepsWhatItDoesNotName() throws {
    let before = try Tree(sandbox.site)
    let delta = try sandbox.begin(.delta)
    #expect(try delta.put(path("p/b.json"), Array("two".utf8)) == .changed)
    #expect(try delta.put(path("p/d.json"), Array("4".utf8)) == .added)
    try delta.remove(path("a.json"))
    try delta.remove(path("nowhere.json"))
    let summary = try delta.commit()
    let after = try Tree(sandbox.site)
    #expect(
      after.files == [
        "p/b.json": "two", "p/c.json": "3", "p/d.json": "4", "snapshot.json": "marker",
      ])
    #expect(after.nodes["p/c.json"] == before.nodes["p/c.json"])
    #expect(summary.removed == 1)
    #expect(summary.written.files == 2)
  }

  @Test func deltaOfNothingWritesNothing() throws {
    let before = try Tree(sandbox.root)
    let delta = try sandbox.begin(.delta)
    try delta.put(path("p/b.json"), Array("2".utf8))
    try delta.remove(path("nowhere.json"))
    _ = try delta.commit()
    #expect(try Tree(sandbox.root) == before)
  }

  @Test func deltaCannotPutAndRemoveOnePath() throws {
    let first = try sandbox.begin(.delta)
    try first.put(path("a.json"), [])
    #expect(throws: PublishError.clash(path("a.json"))) { try first.remove(path("a.json")) }
    first.abandon()
    let second = try sandbox.begin(.delta)
    try second.remove(path("a.json"))
    #expect(throws: PublishError.clash(path("a.json"))) { try second.put(path("a.json"), []) }
  }

  @Test func removalsAreListedBeforeTheCommit() throws {
    let publication = try sandbox.begin()
    try publication.put(Sandbox.marker, Array("marker".utf8))
    try publication.put(path("p/b.json"), Array("two".utf8))
    #expect(try publication.removals() == [path("a.json"), path("p/c.json")])
    publication.abandon()
    let delta = try sandbox.begin(.delta)
    try delta.remove(path("a.json"))
    try delta.remove(path("nowhere.json"))
    #expect(try delta.removals() == [path("a.json")])
  }

  @Test func oldAndNewBytesCanBeComparedBeforeTheCommit() throws {
    let publication = try sandbox.begin()
    #expect(try publication.put(path("p/b.json"), Array("two".utf8)) == .changed)
    #expect(try publication.put(path("p/c.json"), Array("3".utf8)) == .equal)
    #expect(try publication.published(path("p/b.json")) == Array("2".utf8))
    #expect(try publication.upcoming(path("p/b.json")) == Array("two".utf8))
    #expect(try publication.upcoming(path("p/c.json")) == Array("3".utf8))
    #expect(try publication.published(path("a.json")) == Array("1".utf8))
    #expect(try publication.upcoming(path("a.json")) == nil)
    #expect(try publication.published(path("p")) == nil)
    #expect(try publication.published(path("p/b.json/c")) == nil)
    #expect(try publication.published(path("nowhere/b.json")) == nil)
  }

  @Test func deltaShowsKeptBytesAsUpcoming() throws {
    let delta = try sandbox.begin(.delta)
    try delta.remove(path("a.json"))
    #expect(try delta.upcoming(path("a.json")) == nil)
    #expect(try delta.upcoming(path("p/b.json")) == Array("2".utf8))
  }
}
