/// What a search knows of a package, and shows of it. Nothing here changes with a release.
public struct SearchDocument: Hashable, Sendable {
  /// `<project>/<package>`.
  public let name: String
  /// The first line or so of what the package says of itself.
  public let summary: String?
  public let keywords: [String]
  /// The licence, as an SPDX expression.
  public let license: String?
  /// How many packages depend on it, in powers of ten: 0 for none, 1 for up to 9, 2 for up to 99.
  public let popularity: Int

  public init(
    name: String, summary: String?, keywords: [String] = [], license: String? = nil,
    popularity: Int = 0
  ) {
    self.name = name
    self.summary = summary
    self.keywords = keywords
    self.license = license
    self.popularity = min(max(0, popularity), Self.mostPopular)
  }

  /// The document of a package that says this of itself.
  public init(
    name: String, title: String?, description: String?, keywords: [String], license: String?,
    dependents: Int
  ) {
    self.init(
      name: name, summary: Self.summary([title, description].compactMap(\.self)),
      keywords: Self.few(keywords), license: license,
      popularity: Self.popularity(of: dependents))
  }

  private static let mostKeywords = 20
  private static let longestKeywords = 256
  /// No number has more digits.
  static let mostPopular = 20
  private static let longestSummary = 200

  /// As many keywords as stand wherever the package does.
  private static func few(_ keywords: [String]) -> [String] {
    var room = longestKeywords
    return keywords.prefix(mostKeywords).filter { keyword in
      room -= keyword.utf8.count
      return room >= 0
    }
  }

  /// The beginning of some texts: on one line, and not longer than what a list can show.
  static func summary(_ texts: [String]) -> String? {
    let words = texts.joined(separator: ". ").unicodeScalars
      .split { $0.properties.isWhitespace || $0.value < 0x20 }
    var summary = ""
    for word in words {
      let separator = summary.isEmpty ? "" : " "
      guard summary.utf8.count + separator.utf8.count + String(word).utf8.count <= longestSummary
      else {
        // A text without spaces, as scripts have that need none.
        if summary.isEmpty { summary = Self.prefix(word) }
        return summary + "…"
      }
      summary += separator + String(word)
    }
    return summary.isEmpty ? nil : summary
  }

  private static func prefix(_ word: Substring.UnicodeScalarView) -> String {
    var prefix = ""
    for scalar in word {
      guard prefix.utf8.count + 4 <= longestSummary else { break }
      prefix.unicodeScalars.append(scalar)
    }
    return prefix
  }

  /// How many digits a number of dependents has.
  public static func popularity(of dependents: Int) -> Int {
    dependents > 0 ? String(dependents).utf8.count : 0
  }

  /// The same without what only tells of it, as the index of typos has it.
  public var named: SearchDocument {
    SearchDocument(name: name, summary: nil, popularity: popularity)
  }

  /// The parts of the name.
  package var project: Substring { name[..<(slash ?? name.startIndex)] }
  package var package: Substring {
    name[(slash.map { name.index(after: $0) } ?? name.startIndex)...]
  }

  /// The order of equally good answers: by the package's own name, then by its project.
  public static func precedes(_ left: SearchDocument, _ right: SearchDocument) -> Bool {
    let (mine, theirs) = (left.package.utf8, right.package.utf8)
    return mine.elementsEqual(theirs)
      ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
      : mine.lexicographicallyPrecedes(theirs)
  }

  /// Whether the name begins with this, in lower case; with the project, where that was typed.
  func isWritten(_ typed: [UInt8]) -> Bool {
    let text = typed.contains(UInt8(ascii: "/")) ? name[...] : package
    return text.utf8.lazy.map(\.lowered).starts(with: typed)
  }

  private var slash: String.Index? { name.firstIndex(of: "/") }
}
