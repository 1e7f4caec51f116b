import Foundation

/// What `cairn check --json` prints, as another program reads it.
struct CheckAnswer: Decodable {
  let verdict: String
  let findings: [Finding]
  let changes: [Change]?

  struct Finding: Decodable {
    let rule: String
    let severity: String
    let path: String
    let line: Int
    let column: Int
    let message: String
    let help: String?
  }

  struct Change: Decodable {
    let kind: String
    let subject: String
    let path: String
    let allowed: Bool
    let approvers: [String]
  }

  init(_ run: Run) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(run.output.utf8))
  }

  /// Whether a rule has a finding at a path. Paths are bytes: as texts, two of them may be one.
  func has(_ rule: String, at path: String) -> Bool {
    findings.contains { $0.rule == rule && $0.path.utf8.elementsEqual(path.utf8) }
  }
}
