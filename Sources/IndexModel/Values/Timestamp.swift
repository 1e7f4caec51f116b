/// A second in Coordinated Universal Time, written as RFC 3339 has it: `2026-05-01T12:00:00Z`.
///
/// One spelling per second: upper-case `T` and `Z`, no fraction, no offset, no leap second. Years
/// are 0001 to 9999, in the Gregorian calendar throughout.
public struct Timestamp: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let seconds: Int64

  public static let earliest = Timestamp(unchecked: -62_135_596_800)
  public static let latest = Timestamp(unchecked: 253_402_300_799)

  private init(unchecked seconds: Int64) { self.seconds = seconds }

  /// The time so many seconds after 1970-01-01T00:00:00Z; nil outside the years 0001 to 9999.
  public init?(seconds: Int64) {
    guard (Self.earliest.seconds...Self.latest.seconds).contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// Reads `YYYY-MM-DDThh:mm:ssZ`.
  public init(_ text: String) throws(Problem) { try self.init(text.utf8.span) }

  package init(_ bytes: Span<UInt8>) throws(Problem) {
    guard bytes.count == 20 else { throw .notATime }
    for (at, byte) in Self.marks where bytes[at] != byte { throw .notATime }
    let year = try Self.number(bytes, 0, 4)
    let month = try Self.number(bytes, 5, 2)
    let day = try Self.number(bytes, 8, 2)
    let hour = try Self.number(bytes, 11, 2)
    let minute = try Self.number(bytes, 14, 2)
    let second = try Self.number(bytes, 17, 2)
    guard year > 0, (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
    else { throw .noSuchDay }
    guard hour < 24, minute < 60, second < 60 else { throw .noSuchTimeOfDay }
    let day0 = Self.daysSince1970(year, month, day)
    seconds = Int64(day0 * 86_400 + hour * 3_600 + minute * 60 + second)
  }

  private static let marks: [(Int, UInt8)] = [
    (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")),
    (13, UInt8(ascii: ":")), (16, UInt8(ascii: ":")), (19, UInt8(ascii: "Z")),
  ]

  private static func number(
    _ bytes: Span<UInt8>, _ start: Int, _ count: Int
  ) throws(Problem) -> Int {
    var value = 0
    for at in start..<(start + count) {
      guard bytes[at].isDigit else { throw .notATime }
      value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
    }
    return value
  }

  /// `YYYY-MM-DDThh:mm:ssZ`: 20 bytes.
  public var text: String {
    let days = Int(seconds).flooredQuotient(by: 86_400)
    let (year, month, day) = Self.date(daysSince1970: days)
    let inDay = Int(seconds) - days * 86_400
    var text: [UInt8] = []
    text.reserveCapacity(20)
    func write(_ value: Int, _ digits: Int, _ mark: Unicode.Scalar) {
      var power = digits == 4 ? 1_000 : 10
      while power > 0 {
        text.append(UInt8(ascii: "0") + UInt8(value / power % 10))
        power /= 10
      }
      text.append(UInt8(ascii: mark))
    }
    write(year, 4, "-")
    write(month, 2, "-")
    write(day, 2, "T")
    write(inDay / 3_600, 2, ":")
    write(inDay / 60 % 60, 2, ":")
    write(inDay % 60, 2, "Z")
    return String(decoding: text, as: UTF8.self)
  }
}

// MARK: - The calendar

extension Timestamp {
  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // Years are counted from March, so that the leap day is the last of its year, and in eras of 400
  // years, which are all equally long: 146,097 days. 719,468 of them lie between 0000-03-01 and
  // 1970-01-01.

  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let era = marchYear.flooredQuotient(by: 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}

extension Int {
  /// The quotient rounded towards minus infinity, for a positive divisor.
  fileprivate func flooredQuotient(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension Timestamp {
  /// Why a text is no time.
  public enum Problem: Error, Hashable, Sendable {
    case notATime
    case noSuchDay
    case noSuchTimeOfDay

    public var message: String {
      switch self {
      case .notATime: "not a time, expected UTC in seconds such as `2026-05-01T12:00:00Z`"
      case .noSuchDay: "the calendar has no such day, expected one of the years 0001 to 9999"
      case .noSuchTimeOfDay: "no such time of day, expected 00:00:00 to 23:59:59"
      }
    }
  }
}

extension Timestamp: Comparable {
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}

extension Timestamp: CustomStringConvertible {
  public var description: String { text }
}
