import Authoring
import IndexModel
import JSONText
import Registry
import Testing

/// Releases go to their place, and nothing else moves.
@Suite struct ReleaseInsertionTests {
  private func insert(
    _ version: String, into before: String, stage: Stage = .current, scheme: VersionScheme = .semver
  ) throws -> ReleaseInsertion {
    let release = NewRelease(try Version(version, scheme: scheme), stage: stage, files: [])
    return try ReleaseInsertion(
      release, into: try JSONDocument.read(bytes(before)).get(), versions: scheme)
  }

  private func expect(_ before: String, plus version: String, is after: String) throws {
    #expect(text(try insert(version, into: before).bytes) == after)
  }

  @Test func fillsAnEmptyList() throws {
    try expect(
      "{\n  \"spec\": {\n    \"releases\": []\n  }\n}\n", plus: "1.0.0",
      is: """
        {
          "spec": {
            "releases": [
              {
                "version": "1.0.0",
                "stage": "current"
              }
            ]
          }
        }

        """)
  }

  @Test func writesTheListWhereThereIsNone() throws {
    try expect(
      "{\n  \"spec\": {\n    \"license\": \"MIT\"\n  }\n}\n", plus: "1.0.0",
      is: """
        {
          "spec": {
            "license": "MIT",
            "releases": [
              {
                "version": "1.0.0",
                "stage": "current"
              }
            ]
          }
        }

        """)
  }

  @Test func keepsTheLayoutOfAHandThatUsesTabsAndCRLF() throws {
    let before = """
      {\r
      \t"spec" : {\r
      \t\t"releases" : [\r
      \t\t\t{ "version": "1.0.0",   "stage": "current" },\r
      \t\t\t{ "version": "2.0.0", "stage": "current" }\r
      \t\t]\r
      \t}\r
      }\r

      """
    try expect(
      before, plus: "1.5.0",
      is: before.replacing(
        "\t\t\t{ \"version\": \"2.0.0\"",
        with: "\t\t\t{\r\n\t\t\t\t\"version\": \"1.5.0\",\r\n\t\t\t\t\"stage\": \"current\"\r\n"
          + "\t\t\t},\r\n\t\t\t{ \"version\": \"2.0.0\""))
  }

  @Test func keepsTheLayoutOfAHandThatIndentsByFour() throws {
    let before = """
      {
          "spec": { "releases": [
              {
                  "stage": "current", "version": "1.0.0"
              }
          ] }
      }
      """
    try expect(
      before, plus: "1.0.1",
      is: """
        {
            "spec": { "releases": [
                {
                    "stage": "current", "version": "1.0.0"
                },
                {
                    "version": "1.0.1",
                    "stage": "current"
                }
            ] }
        }
        """)
  }

  @Test func staysOnOneLine() throws {
    try expect(
      #"{"spec":{"releases":[{"version":"1.0.0"},{"version":"3.0.0"}]}}"#, plus: "2.0.0",
      is:
        #"{"spec":{"releases":[{"version":"1.0.0"},{"version":"2.0.0","stage":"current"},{"version":"3.0.0"}]}}"#
    )
    try expect(
      #"{"spec": {"releases": []}}"#, plus: "2.0.0",
      is:
        #"{"spec": {"releases": [{"version": "2.0.0", "stage": "current"}]}}"#)
  }

  @Test(
    arguments: [
      ("0.1.0", nil, "1.0.0-rc.1"), ("1.0.0-rc.0", nil, "1.0.0-rc.1"),
      ("1.0.0-rc.2", "1.0.0-rc.1", "1.0.0"), ("1.0.1", "1.0.0", "1.10.0"),
      ("1.9.9", "1.0.0", "1.10.0"), ("1.10.1", "1.10.0", nil), ("2.0.0-a", "1.10.0", nil),
    ] as [(String, String?, String?)])
  func findsThePlaceByPrecedence(_ version: String, _ low: String?, _ high: String?) throws {
    let versions = ["1.0.0-rc.1", "1.0.0", "1.10.0"].map { "{\"version\":\"\($0)\"}" }
    let before = "{\"spec\":{\"releases\":[\(versions.joined(separator: ","))]}}"
    let insertion = try insert(version, into: before)
    #expect(insertion.predecessor == low && insertion.successor == high)
    let document = try JSONDocument.read(insertion.bytes).get()
    let releases = try #require(document.node(at: ["spec", "releases"]))
    let order = document.elements(of: releases).compactMap { element in
      document.member("version", of: element).flatMap { document.string($0) }
    }
    #expect(order.count == 4)
    let sorted = try order.map { try Version($0) }.sorted().map(\.text)
    #expect(order == sorted)
  }

  @Test(arguments: ["1.0.0", "1.0.0+5", "1.0.0-RC.1", "1.0.0-rc.1+x"])
  func refusesAVersionThatIsThere(_ version: String) throws {
    let before =
      #"{"spec":{"releases":[{"version":"1.0.0-rc.1","stage":"revoked"},{"version":"1.0.0+build","stage":"current"}]}}"#
    #expect {
      _ = try insert(version, into: before)
    } throws: { error in
      guard case .versionExists(let present, let stage)? = error as? ReleaseInsertion.Refusal else {
        return false
      }
      return version.contains("-")
        ? present == "1.0.0-rc.1" && stage == "revoked"
        : present == "1.0.0+build" && stage == "current"
    }
  }

  @Test(arguments: ["[]", "{}", "{\"spec\": 1}", "{\"spec\": {\"releases\": {}}}"])
  func refusesAFileWithoutAPlaceForReleases(_ before: String) {
    #expect(throws: ReleaseInsertion.Refusal.noPlace) { try insert("1.0.0", into: before) }
  }

  @Test func ordersVersionsByTheRegistrysScheme() throws {
    let before = #"{"spec":{"releases":[{"version":"2024.03"},{"version":"2024.3.bcr.2"}]}}"#
    let insertion = try insert("2024.3.bcr.1", into: before, scheme: .relaxed)
    #expect(insertion.predecessor == "2024.03" && insertion.successor == "2024.3.bcr.2")
  }

  @Test func writesKeysInTheOrderOfTheSchema() throws {
    var file = NewFile(
      name: "a.tgz.sig", role: .signature, location: .carried("1.0.0/a.tgz.sig"))
    file.of = "a.tgz"
    file.key = "ada:ff"
    var release = NewRelease(
      try Version("1.0.0"), stage: .candidate,
      files: [
        NewFile(
          name: "a.tgz", role: .archive, location: .url("https://x.example/a", sha256: "00"),
          size: 3), file,
      ])
    release.notes = "One\nTwo"
    release.source = .init(repository: "https://x.example", tag: "v1", commit: "ab")
    release.dependencies = [("zed/tools", ">=2"), ("libbar", "^1"), ("a/b", "*")]
    release.published = "2026-05-01T12:00:00Z"
    release.cid = "bafk"
    let expected =
      #"{"version":"1.0.0","stage":"candidate","cid":"bafk","published":"2026-05-01T12:00:00Z","#
      + #""files":[{"name":"a.tgz","role":"archive","url":"https://x.example/a","size":3,"#
      + #""sha256":"00","mediaType":"application/gzip"},{"name":"a.tgz.sig","role":"signature","#
      + #""of":"a.tgz","key":"ada:ff","path":"1.0.0/a.tgz.sig"}],"#
      + #""dependencies":{"a/b":"*","libbar":"^1","zed/tools":">=2"},"#
      + #""source":{"repository":"https://x.example","tag":"v1","commit":"ab"},"#
      + #""notes":"One\nTwo"}"#
    #expect(text(release.value(versions: .semver).document(style: .compact)) == expected)
  }
}
