/// Where in a package a word of a query stands, the best first.
public enum Tier: Int, Comparable, Sendable, CaseIterable {
  /// The query is the name.
  case exact
  /// A part of the name, or its beginning.
  case name
  /// A later part of the name begins with the word.
  case prefix
  case keyword
  case project
  case summary
  /// A part of the name is the word but for one letter.
  case typo

  public static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }

  /// How the tier is called in answers.
  package var word: String {
    switch self {
    case .exact: "exact"
    case .name: "name"
    case .prefix: "prefix"
    case .keyword: "keyword"
    case .project: "project"
    case .summary: "summary"
    case .typo: "typo"
    }
  }

  /// Whether it is a place in the name.
  package var isOfName: Bool {
    switch self {
    case .exact, .name, .prefix, .typo: true
    case .keyword, .project, .summary: false
    }
  }
}
