import Authoring
import Registry
import Testing

@Suite struct FileSuffixTests {
  @Test(
    arguments: [
      ("a-1.0.tgz", "application/gzip", Release.File.Role.archive),
      ("a.ZIP", "application/zip", .archive),
      ("a.tgz.asc", "application/pgp-signature", .signature), ("a.tgz.sig", nil, .signature),
      ("a.tgz.sha256", "text/plain", .checksum), ("a.spdx.json", "application/spdx+json", .sbom),
      ("a.cdx.json", "application/vnd.cyclonedx+json", .sbom), ("a", nil, .archive),
      ("dir/a.tar", "application/x-tar", .archive), ("a b", nil, .archive),
    ] as [(String, String?, Release.File.Role)])
  func saysWhatAFileIs(_ name: String, _ type: String?, _ role: Release.File.Role) {
    #expect(FileSuffix.mediaType(of: name) == type)
    #expect(FileSuffix.role(of: name) == role)
  }

  @Test func findsWhatASignatureIsAbout() {
    #expect(FileSuffix.subject(of: "a.tgz.sig", among: ["b.tgz", "a.tgz"]) == "a.tgz")
    #expect(FileSuffix.subject(of: "a.tgz", among: ["a.tgz"]) == nil)
    #expect(FileSuffix.subject(of: "ab.sig", among: ["a"]) == nil)
  }
}

@Suite struct LineChangesTests {
  @Test func keepsOnlyWhatDiffers() {
    let changes = LineChanges(from: bytes("a\nb\nc\n"), to: bytes("a\nx\ny\nc\n"))
    #expect(changes.line == 2)
    #expect(changes.removed.map(text) == ["b"] && changes.added.map(text) == ["x", "y"])
  }

  @Test func seesAnInsertion() {
    let changes = LineChanges(from: bytes("a\r\nc"), to: bytes("a\r\nb\r\nc"))
    #expect(changes.removed.isEmpty && changes.added.map(text) == ["b"])
  }

  @Test func tellsAnInsertedBlockFromItsBeginning() {
    let changes = LineChanges(
      from: bytes("[\n  {\n    1\n  }\n]\n"), to: bytes("[\n  {\n    0\n  },\n  {\n    1\n  }\n]\n")
    )
    #expect(changes.line == 2 && changes.removed.isEmpty)
    #expect(changes.added.map(text) == ["  {", "    0", "  },"])
  }

  @Test func findsNothingInEqualTexts() {
    let changes = LineChanges(from: bytes("a\na\n"), to: bytes("a\na\n"))
    #expect(changes.removed.isEmpty && changes.added.isEmpty)
  }
}
