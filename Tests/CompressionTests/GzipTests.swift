import Compression
import Foundation
import TestSupport
import Testing

@Suite struct GzipTests {
  static let samples: [[UInt8]] = [
    [], [0], Array("{\"a\": 1}\n".utf8), Array(repeating: 7, count: 1_000_000),
    (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) },
  ]

  @Test(arguments: samples)
  func givesBackWhatItTook(bytes: [UInt8]) {
    let form = Gzip.compressed(bytes)
    #expect(Gzip.decompressed(form, atMost: bytes.count) == bytes)
    #expect(Gzip.decompressed(form, atMost: bytes.count + 10) == bytes)
    #expect(Gzip.compressed(bytes) == form)
  }

  /// RFC 1952, section 2.3: identification, method, no flags, no time, the most effort, no system.
  @Test func headSaysNothingOfTimeNameOrSystem() {
    let form = Gzip.compressed(Array("text".utf8))
    #expect(form.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
  }

  @Test(arguments: samples)
  func gunzipReadsIt(bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Gzip.compressed(bytes), to: "file.gz")
    let gunzip = try #require(Program.find("gunzip"))
    #expect(try Program(gunzip, [folder.path(of: "file.gz")]).status == 0)
    #expect(Array(try folder.read("file")) == bytes)
  }

  @Test func refusesWhatIsNoFormOrTooLarge() {
    let bytes = Array("text that goes on and on".utf8)
    let form = Gzip.compressed(bytes)
    #expect(Gzip.decompressed(form, atMost: bytes.count - 1) == nil)
    #expect(Gzip.decompressed(form, atMost: 0) == nil)
    #expect(Gzip.decompressed(form + [0], atMost: 1000) == nil)
    #expect(Gzip.decompressed([], atMost: 1000) == nil)
    #expect(Gzip.decompressed(bytes, atMost: 1000) == nil)
    for at in form.indices { #expect(Gzip.decompressed(Array(form[..<at]), atMost: 1000) == nil) }
    // A byte of the head may be another; of the rest, the check sum and the size tell.
    for at in form.indices.dropFirst(10) {
      var damaged = form
      damaged[at] ^= 0x10
      #expect(Gzip.decompressed(damaged, atMost: 1000) != bytes)
    }
  }
}
