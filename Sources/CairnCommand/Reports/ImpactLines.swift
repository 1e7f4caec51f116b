internal import Changes
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Resolution

/// Whom a change hits through dependencies, as lines that begin with a word of ours.
struct ImpactLines {
  private let impact: Impact
  /// A text of strangers as the format shows it.
  private let word: (String) -> String

  /// So many names or versions are listed on a line.
  private static let most = 5

  init(_ impact: Impact, word: @escaping (String) -> String) {
    self.impact = impact
    self.word = word
  }

  var unmet: [String] { impact.unmet.map(line) }

  /// Nothing of a release on which nobody depends.
  var accepts: [String] { impact.accepts.filter { $0.dependents > 0 }.map(line) }

  private func line(_ unmet: Unmet) -> String {
    let (target, range) = (word(unmet.target), word(unmet.range))
    let reason =
      unmet.isDirect
      ? "nothing of \(target) is in \(range)"
      : "through \(target), of which nothing in \(range) can be met"
    let place =
      unmet.packageIndex == AliasTable.everything.name
      ? "" : " in the package index \(word(unmet.packageIndex))"
    return "unmet: \(word(unmet.package)) \(list(unmet.versions.map(\.text)))\(place): \(reason)"
  }

  private func line(_ acceptance: Acceptance) -> String {
    let release = word("\(acceptance.package)@\(acceptance.version.text)")
    let (accepting, all) = (acceptance.accepting, acceptance.dependents)
    return "accepted: \(release) by \(accepting.count) of \(counted(all, "dependent"))"
      + (accepting.isEmpty ? "" : ": \(list(accepting))")
      + (acceptance.refusing.isEmpty ? "" : "; not by \(list(acceptance.refusing))")
  }

  private func list(_ words: [String]) -> String {
    let shown = words.prefix(Self.most).map(word).joined(separator: ", ")
    return words.count > Self.most ? "\(shown) and \(words.count - Self.most) more" : shown
  }
}

extension Impact {
  /// For people, a line each, as many as fit on a screen.
  var lines: String {
    let lines = ImpactLines(self) { VisibleText.line($0) }
    return BoundedLines.text(lines.unmet) + BoundedLines.text(lines.accepts)
  }
}

/// The first few of many lines, and how many more there are.
enum BoundedLines {
  private static let most = 10

  static func text(_ lines: [String]) -> String {
    let shown = lines.prefix(most).map { $0 + "\n" }.joined()
    return lines.count > most ? shown + "  and \(lines.count - most) more of these\n" : shown
  }
}

extension JSONWriter {
  /// So many packages that are unmet are listed; `unmetTotal` counts all.
  static let mostUnmet = 1_000
  /// So many names are listed of those who accept a release, and of those who do not.
  static let mostNames = 100

  /// The members of an impact.
  mutating func impact(_ impact: Impact) {
    key("unmet")
    array { writer in
      for unmet in impact.unmet.prefix(Self.mostUnmet) { writer.object { $0.unmet(unmet) } }
    }
    member("unmetTotal", impact.unmet.count)
    key("accepts")
    array { writer in
      for acceptance in impact.accepts { writer.object { $0.acceptance(acceptance) } }
    }
  }

  private mutating func unmet(_ unmet: Unmet) {
    member("packageIndex", unmet.packageIndex)
    member("package", unmet.package)
    key("versions")
    array { writer in for version in unmet.versions { writer.string(version.text) } }
    key("because")
    object { writer in
      writer.member("target", unmet.target)
      writer.member("range", unmet.range)
    }
    member("direct", unmet.isDirect)
  }

  private mutating func acceptance(_ acceptance: Acceptance) {
    member("package", acceptance.package)
    member("version", acceptance.version.text)
    member("dependents", acceptance.dependents)
    member("accepting", acceptance.accepting.count)
    names("names", acceptance.accepting)
    names("others", acceptance.refusing)
  }

  private mutating func names(_ key: String, _ names: [String]) {
    self.key(key)
    array { writer in for name in names.prefix(Self.mostNames) { writer.string(name) } }
  }
}
