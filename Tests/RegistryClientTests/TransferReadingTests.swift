import Testing

@testable import RegistryClient

@Suite struct TransferReadingTests {
  private static let stream = Array(
    "first\n\nmark 200 0\n\nmark 404 0\nnot \nmar\n\nmark a lie\nmark 200 0\n\nmark 200 0\n".utf8)

  @Test func partsTheFilesWhereverTheStreamIsCut() {
    for cut in 0...Self.stream.count {
      var reading = TransferReading(mark: "mark", limits: [100, 100, 100, 100])
      reading.take(Self.stream[..<cut])
      reading.take(Self.stream[cut...])
      #expect(reading.transfers.map(\.status) == [200, 404, 0, 200])
      #expect(reading.transfers.first?.body == Array("first\n".utf8))
    }
  }

  @Test func keepsNothingOfWhatIsTooLarge() {
    var reading = TransferReading(mark: "mark", limits: [4, 4])
    for _ in 0..<1000 { reading.take(Array(repeating: UInt8(ascii: "x"), count: 999)[...]) }
    reading.take(Array("\nmark 200 0\n1234\nmark 200 0\nmore".utf8)[...])
    #expect(reading.transfers.map(\.body) == [nil, Array("1234".utf8)])
  }
}
