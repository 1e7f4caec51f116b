import Authoring
import Diagnostics
import IndexModel
import JSONText
import Registry
import TestSupport
import Testing

@Suite struct FormattingTests {
  static let path: RepositoryPath = "packages/acme/libfoo.json"

  private func format(_ bytes: [UInt8]) -> Formatting {
    Formatting.of(bytes, at: Self.path, Context())
  }

  @Test func ordersKeysAndReleasesAndKeepsUnknownKeys() throws {
    let before =
      #"{"spec":{"mine":{"b":1,"a":[]},"releases":[{"stage":"current","version":"2.0.0"},{"version":"1.10.0"},"#
      + #"{"version":"1.9.0","dependencies":{"z":"1","a":"\u0032"}}]},"kind":"VersionIndex"}"#
    guard case .changed(let draft) = format(bytes(before)) else {
      Issue.record("nothing would change")
      return
    }
    #expect(
      text(draft.after) == """
        {
          "kind": "VersionIndex",
          "spec": {
            "releases": [
              {
                "version": "1.9.0",
                "dependencies": {
                  "a": "2",
                  "z": "1"
                }
              },
              {
                "version": "1.10.0"
              },
              {
                "version": "2.0.0",
                "stage": "current"
              }
            ],
            "mine": {
              "a": [],
              "b": 1
            }
          }
        }

        """)
    #expect(draft.before == bytes(before) && draft.path == Self.path)
  }

  @Test(arguments: [
    "{", "", "{\"a\": 1, \"a\": 2}", "{\"a\": 1.5}", "{\"a\": \"\\ud800\"}", "\u{FEFF}{}",
    "{\"a\": \"\t\"}", "{\"a\": -0}",
  ])
  func leavesAloneWhatIsNoStrictJSON(_ before: String) {
    guard case .unreadable(let findings) = format(bytes(before)) else {
      Issue.record("\(before) can be read")
      return
    }
    #expect(!findings.isEmpty && findings.allSatisfy { $0.range.path == Self.path })
  }

  @Test(arguments: [
    "index/CODEOWNERS", "packages/acme/libfoo/1.0.0/sbom.json", "README.md", "package.json",
    "index/notes.json", "packages/libfoo.json",
  ])
  func hasNothingToSayAboutOtherFiles(_ path: String) {
    guard case .foreign = Formatting.of(bytes("{ }"), at: RepositoryPath(path), Context()) else {
      Issue.record("\(path) would be formatted")
      return
    }
  }

  @Test func formattingTwiceChangesNothingAndNoDataIsLost() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<200 {
      let value = Shuffled.versionIndex(&random)
      let style = [JSONWriter.Style.canonical, .compact, .oneLine].randomElement(using: &random)!
      let before = value.document(style: style)
      let after: [UInt8]
      switch format(before) {
      case .changed(let draft): after = draft.after
      case .canonical: after = before
      case .unreadable, .foreign:
        Issue.record("seed \(seed), round \(round)")
        return
      }
      guard case .canonical = format(after) else {
        Issue.record("seed \(seed), round \(round): \(text(after))")
        return
      }
      let document = try JSONDocument.read(after).get()
      let again = try #require(JSONValue(document.root, of: document))
      try #require(again.unordered == value.unordered, "seed \(seed), round \(round)")
    }
  }
}

/// A version index with everything in random order, and keys that nobody knows.
private enum Shuffled {
  static func versionIndex(_ random: inout SeededGenerator) -> JSONValue {
    let count = Int.random(in: 0...6, using: &random)
    let releases = (0..<count).map { _ in release(&random) }
    return object(
      [
        "apiVersion": "cairn/v1", "kind": "VersionIndex",
        "metadata": object(
          ["project": "acme", "name": "libfoo", "description": "A\nB\t\u{1F600}"], &random),
        "spec": object(
          [
            "roles": object(["owner": ["b", "a"], "author": []], &random),
            "keywords": ["z", "a"], "releases": .array(releases),
            "unknown": object(
              ["y": nil, "x": [true, object(["q": 1, "p": 2], &random)]], &random),
          ], &random),
      ], &random)
  }

  private static func release(_ random: inout SeededGenerator) -> JSONValue {
    let part = { (random: inout SeededGenerator) in Int.random(in: 0...12, using: &random) }
    let version = "\(part(&random)).\(part(&random)).0"
    return object(
      [
        "version": .string(version), "stage": "current",
        "dependencies": object(["b/c": "^1", "a": ["odd"], "B": "*"], &random),
        "files": [object(["size": 1, "name": "f", "sha256": "x"], &random)],
      ], &random)
  }

  private static func object(
    _ value: JSONValue, _ random: inout SeededGenerator
  ) -> JSONValue {
    guard case .object(let members) = value else { return value }
    return .object(members.shuffled(using: &random))
  }
}

extension JSONValue {
  /// The value with what formatting may move put in one order: members by key, elements of `releases` by content.
  fileprivate var unordered: JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map(\.unordered))
    case .object(let members):
      let sorted = members.map { member in
        Member(
          member.key,
          member.key == "releases" ? member.value.sortedElements : member.value.unordered)
      }
      return .object(sorted.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    default: return self
    }
  }

  private var sortedElements: JSONValue {
    guard case .array(let elements) = unordered else { return self }
    return .array(
      elements.sorted {
        $0.document(style: .compact).lexicographicallyPrecedes($1.document(style: .compact))
      })
  }
}
