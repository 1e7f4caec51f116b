import Authoring
import Cryptography
import Foundation
import IndexModel
import TestSupport
import Testing

@Suite struct LocalFileTests {
  @Test func hashesWhatAFileHolds() throws {
    let folder = try TemporaryFolder()
    let content = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write(content, to: "a.bin")
    let file = try LocalFile(hashing: folder.path(of: "a.bin"))
    #expect(file.size == content.count)
    #expect(file.sha256 == SHA256.digest(of: content))
  }

  @Test func hashesAnEmptyFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "empty")
    let file = try LocalFile(hashing: folder.path(of: "empty"))
    #expect(file.size == 0 && file.sha256 == SHA256.digest(of: []))
  }

  /// A sparse file of 256 MB: were it read at once, the memory of the process would tell.
  @Test func hashesALargeFileInLittleMemory() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "sparse")
    try folder.write("", to: "sparse")
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: 256 << 20)
    try handle.close()

    let before = try peakMemory()
    let file = try LocalFile(hashing: path)
    #expect(file.size == 256 << 20)
    // sha256sum of so many zeros.
    #expect(
      file.sha256.hex == "a6d72ac7690f53be6ae46ba88506bd97302a093f7108472bd9efc3cefda06484")
    #expect(try peakMemory() - before < 128 << 10, "in KiB; other tests run beside this one")
  }

  /// The most memory that the process has had so far, in KiB.
  private func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(
      line.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap { Int($0) })
  }

  @Test func refusesWhatIsNoFile() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path(of: "missing")
    #expect(throws: AuthoringError.missing(missing)) { try LocalFile(hashing: missing) }
    #expect(throws: AuthoringError.noFile(folder.path)) { try LocalFile(hashing: folder.path) }
    #expect(throws: AuthoringError.noFile("/dev/null")) { try LocalFile(hashing: "/dev/null") }
  }

  @Test func readsSmallFilesOnly() throws {
    let folder = try TemporaryFolder()
    try folder.write("12345", to: "a")
    let path = folder.path(of: "a")
    #expect(try LocalFile.bytes(of: path, limit: 5) == bytes("12345"))
    #expect(throws: AuthoringError.tooLarge(path, size: 5, limit: 4)) {
      try LocalFile.bytes(of: path, limit: 4)
    }
  }
}
