import IndexModel
import Ownership
import TestSupport
import Testing

extension OwnerFile {
  /// Reads a text that has nothing wrong with it.
  static func parsed(_ text: String) throws -> OwnerFile {
    let reading = read(Array(text.utf8), at: "index/CODEOWNERS")
    #expect(reading.problems == [])
    return try #require(reading.file)
  }
}

/// A pattern and a path, and whether they match.
struct MatchCase: Sendable, CustomTestStringConvertible {
  let pattern: String
  let path: String
  let matches: Bool

  static func yes(_ pattern: String, _ path: String) -> MatchCase {
    MatchCase(pattern: pattern, path: path, matches: true)
  }

  static func no(_ pattern: String, _ path: String) -> MatchCase {
    MatchCase(pattern: pattern, path: path, matches: false)
  }

  var testDescription: String { "\(pattern) \(matches ? "matches" : "does not match") \(path)" }
}

/// A line with a marker where a problem is expected, and words of its message.
struct RefusedCase: Sendable, CustomTestStringConvertible {
  let line: String
  let words: String

  init(_ line: String, _ words: String) {
    self.line = line
    self.words = words
  }

  var testDescription: String { line }
}
