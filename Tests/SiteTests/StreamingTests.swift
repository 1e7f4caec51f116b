import IndexModel
import Registry
import Site
import Synchronization
import TestSupport
import Testing

/// A full build hands its documents on one by one, and reads no more than the registry allows.
@Suite struct StreamingTests {
  private static let carrying = Fixture.resource(
    "VersionIndex", #""project": "acme", "name": "libfoo""#,
    #"""
    "releases": [{"version": "1.0.0", "stage": "current", "files": [
      {"name": "a", "role": "other", "path": "a"}, {"name": "b", "role": "other", "path": "b"},
      {"name": "c", "role": "other", "path": "c"}]}]
    """#)

  private static func files(_ limits: String) -> [String: String] {
    [
      "index/registry.json": Fixture.resource(
        "Registry", #""name": "example""#,
        #""title": "Example", "policy": {"limits": {\#(limits)}}"#),
      "packages/acme/libfoo.json": carrying,
      "packages/acme/libfoo/a": String(repeating: "a", count: 2000),
      "packages/acme/libfoo/b": String(repeating: "b", count: 1000),
      "packages/acme/libfoo/c": String(repeating: "c", count: 500),
    ]
  }

  private func carried(_ limits: String) throws -> [String] {
    let folder = "current/acme/libfoo/1.0.0/"
    return try MemorySite.build(Self.files(limits)).documents.keys.map(\.text)
      .filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }.sorted()
  }

  @Test func nothingIsServedThatIsLargerThanTheRegistryAllows() throws {
    #expect(try carried(#""fileBytes": 1500"#) == ["b", "c"])
    #expect(try carried(#""carriedBytes": 2600"#) == ["a", "c"])
    #expect(try carried(#""carriedBytes": 3500"#) == ["a", "b", "c"])
  }

  private struct Full: Error {}

  @Test func nothingIsMadeAfterAFailureWhoeverMetIt() throws {
    let lookup = try MemorySite.lookup(Self.files(""))
    let count = Atomic(0)
    let put: FullBuild.Put = { _, _ in
      count.add(1, ordering: .relaxed)
      throw Full()
    }
    let build = FullBuild(lookup.context, MemorySite.source, workers: 2, put: put, replace: put)
    let unit = try #require(try lookup.unit(at: "packages/acme/libfoo.json"))
    build.add(unit, lookup, worker: 0)
    build.add(unit, lookup, worker: 1)
    #expect(count.load(ordering: .relaxed) == 1)
    #expect(throws: Full.self) { try build.finish(lookup) }
  }
}
