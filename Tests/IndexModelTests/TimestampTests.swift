import IndexModel
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
    ("2026-05-01T12:00:00Z", 1_777_636_800),
    ("2000-02-29T23:59:59Z", 951_868_799), ("2038-01-19T03:14:08Z", 2_147_483_648),
    ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ("1900-03-01T00:00:00Z", -2_203_891_200), ("2024-02-29T00:00:00Z", 1_709_164_800),
  ])
  func countsSeconds(_ text: String, _ seconds: Int64) throws {
    #expect(try Timestamp(text).seconds == seconds)
    #expect(Timestamp(seconds: seconds)?.text == text)
  }

  @Test(arguments: [
    ("", Timestamp.Problem.notATime), ("2026-05-01", .notATime),
    ("2026-05-01 12:00:00Z", .notATime),
    ("2026-05-01t12:00:00z", .notATime), ("2026-05-01T12:00:00+00:00", .notATime),
    ("2026-05-01T12:00:00.5Z", .notATime), ("2026-05-01T12:00:00", .notATime),
    ("2026-5-01T012:00:00Z", .notATime), ("+026-05-01T12:00:00Z", .notATime),
    ("2026-05-01T12:00:0éZ", .notATime), ("2026-05-01T12:00: 1Z", .notATime),
    ("2026-00-01T12:00:00Z", .noSuchDay), ("2026-13-01T12:00:00Z", .noSuchDay),
    ("2026-05-00T12:00:00Z", .noSuchDay), ("2026-04-31T12:00:00Z", .noSuchDay),
    ("2026-02-29T12:00:00Z", .noSuchDay), ("1900-02-29T12:00:00Z", .noSuchDay),
    ("0000-01-01T00:00:00Z", .noSuchDay), ("2026-05-01T24:00:00Z", .noSuchTimeOfDay),
    ("2026-05-01T12:60:00Z", .noSuchTimeOfDay), ("2016-12-31T23:59:60Z", .noSuchTimeOfDay),
  ])
  func refusesWhatNoCalendarHas(_ text: String, _ problem: Timestamp.Problem) {
    #expect(throws: problem) { try Timestamp(text) }
  }

  @Test func endsWhereYearsHaveFourDigits() {
    #expect(Timestamp(seconds: Timestamp.earliest.seconds - 1) == nil)
    #expect(Timestamp(seconds: Timestamp.latest.seconds + 1) == nil)
    #expect(Timestamp(seconds: .max) == nil && Timestamp(seconds: .min) == nil)
  }

  @Test(arguments: Seed.some) func writesWhatItReadsInOrder(_ number: UInt64) throws {
    var seed = Seed(number)
    let range = Timestamp.earliest.seconds...Timestamp.latest.seconds
    for _ in 0..<1_000 {
      let left = try #require(Timestamp(seconds: .random(in: range, using: &seed)))
      let right = try #require(Timestamp(seconds: .random(in: range, using: &seed)))
      #expect(try Timestamp(left.text) == left)
      #expect((left < right) == left.text.utf8.lexicographicallyPrecedes(right.text.utf8))
    }
  }
}
