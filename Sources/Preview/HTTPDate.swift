/// A time as RFC 9110 writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
struct HTTPDate {
  /// Seconds since 1970-01-01T00:00:00Z, not negative.
  let seconds: Int

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb",
  ]

  var text: String {
    let days = seconds / 86_400
    let (day, month, year) = Self.date(days)
    let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(Self.two)
    let date = "\(Self.two(day)) \(Self.months[month]) \(year)"
    return "\(Self.weekdays[days % 7]), \(date) \(clock.joined(separator: ":")) GMT"
  }

  /// The date in a calendar whose years begin in March, so that a leap day is the last of its year.
  private static func date(_ days: Int) -> (day: Int, month: Int, year: Int) {
    let sinceMarch = days + 719_468  // from 0000-03-01 to 1970-01-01
    let era = sinceMarch / 146_097
    let dayOfEra = sinceMarch % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    return (day, month, era * 400 + yearOfEra + (month >= 10 ? 1 : 0))
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
