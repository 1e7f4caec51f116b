import Diagnostics
import IndexModel
import Registry
import Rules
import TestSupport
import Testing

/// A registry with markers, and all that a check of it finds, but for its form.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let name: String
  let files: [String: String]
  var odd: [String: TreeEntry.Kind] = [:]
  var damaged: Set<String> = []
  let expected: [Expected]

  /// - Parameter files: What stands in the small registry, or in place of what is there.
  init(
    _ name: String, _ files: [String: String], odd: [String: TreeEntry.Kind] = [:],
    damaged: Set<String> = [], without removed: [String] = [], expect: Expected...
  ) {
    self.name = name
    self.files = Fixture.small.merging(files) { _, new in new }
      .filter { !removed.contains($0.key) }
    self.odd = odd
    self.damaged = damaged
    self.expected = expect
  }

  var testDescription: String { name }

  /// When the tests take place.
  static let moment = Moment(
    commit: try? Timestamp("2026-06-01T00:00:00Z"), now: Timestamp(seconds: 1_780_272_000)!)

  func check() throws -> [Finding] {
    let marked = MarkedFiles(files)
    let snapshot = LiteralSnapshot(marked.files, odd: odd, damaged: damaged)
    let outcome = try StateCheck(snapshot, moment: Self.moment, workers: 3).run()
    return outcome.findings.map { Finding($0, marked.places) }
  }
}

/// A finding that a case expects: `"stage" at ①, and a note at ②`.
struct Expected: Sendable {
  let rule: String
  let severity: Diagnostic.Severity
  let place: String
  let notes: [String]

  static func error(_ rule: String, at place: String, note: String...) -> Expected {
    Expected(rule: rule, severity: .error, place: place, notes: note)
  }

  static func warning(_ rule: String, at place: String, note: String...) -> Expected {
    Expected(rule: rule, severity: .warning, place: place, notes: note)
  }

  static func note(_ rule: String, at place: String, note: String...) -> Expected {
    Expected(rule: rule, severity: .note, place: place, notes: note)
  }

  var text: String { "\(severity) [\(rule)] at \(place), notes at \(notes)" }
}

/// A finding with its places as markers, or as a path where none stands there.
struct Finding: CustomStringConvertible {
  let text: String
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic, _ places: [Character: MarkedFiles.Place]) {
    func spell(_ range: SourceRange) -> String {
      let place = MarkedFiles.Place(
        path: range.path.description, offset: range.bytes.lowerBound)
      if let marker = places.first(where: { $0.value == place }) { return String(marker.key) }
      return place.offset == 0 ? place.path : "\(place.path)+\(place.offset)"
    }
    text =
      "\(diagnostic.severity) [\(diagnostic.rule)] at \(spell(diagnostic.range)), "
      + "notes at \(diagnostic.notes.map { spell($0.range) })"
    self.diagnostic = diagnostic
  }

  var description: String { "\(text): \(diagnostic.message)" }
}
