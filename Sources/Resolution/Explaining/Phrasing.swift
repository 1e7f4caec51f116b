internal import IndexModel

/// How the statements of a proof read.
struct Phrasing {
  let rosters: [Roster]
  let request: Request

  typealias Term = Incompatibility.Term

  /// A statement as a sentence without its full stop: what must not be, turned into what must.
  func sentence(_ incompatibility: Incompatibility) -> String {
    switch incompatibility.cause {
    case .requirement(let place, let alias): requirement(place, alias)
    case .demand(let number, let dependent, let target):
      demand(incompatibility.terms, number, of: dependent, target)
    case .derived: conclusion(incompatibility.terms)
    }
  }

  private func requirement(_ place: Int, _ alias: Int) -> String {
    "you ask for " + wish(place, alias)
  }

  /// What is asked for: `libfoo ^1`, with the reason where nothing meets it.
  func wish(_ place: Int, _ alias: Int) -> String {
    let range = request.requirements[place].range
    return named(rosters[alias].alias, range.text) + shortageText(alias, range)
  }

  private func demand(_ terms: [Term], _ number: Int, of dependent: Int, _ target: Int?) -> String {
    let releases = terms.first { $0.alias == dependent }?.set ?? rosters[dependent].all
    return each(dependent, releases) + " " + need(number, of: dependent, target)
  }

  /// `needs libbar ^2`, with the reason where nothing meets it.
  private func need(_ number: Int, of dependent: Int, _ target: Int?) -> String {
    let edge = rosters[dependent].demands[number].edge
    if target == dependent {
      return "needs itself in `\(edge.rangeText)`"
        + (edge.range == nil ? text(.meaninglessRange) : "")
    }
    let name = target.map { rosters[$0].alias } ?? edge.target
    return "needs " + named(name, edge.rangeText) + shortageText(target, edge.range)
  }

  private func named(_ alias: String, _ range: String) -> String {
    range == "*" || range.isEmpty ? alias : "\(alias) `\(range)`"
  }

  /// How a given statement goes on from the one before: `, which needs libbaz ^3` where it is about
  /// just what that one asks for, ` and libbaz ^3` where it is about the same. Nil where it begins
  /// anew.
  func link(_ before: Incompatibility, to given: Incompatibility) -> String? {
    switch (before.cause, given.cause) {
    case (.requirement, .requirement(let place, let alias)): return " and " + wish(place, alias)
    case (_, .demand(let number, let dependent, let target)):
      guard let subject = given.term(on: dependent), let wanted = before.term(on: dependent)
      else { return nil }
      let need = need(number, of: dependent, target)
      if !wanted.isPositive, rosters[dependent].anything.subtracting(wanted.set) == subject.set {
        return ", which " + need
      }
      return wanted.set == subject.set ? " and " + need : nil
    case (_, .requirement), (_, .derived): return nil
    }
  }

  private func conclusion(_ terms: [Term]) -> String {
    var positive = terms.filter(\.isPositive)
    let needed = terms.filter { !$0.isPositive }.map(needed).listed("or")
    guard let subject = positive.first else {
      return needed.isEmpty ? "there is no solution" : needed + " is needed"
    }
    positive.removeFirst()
    if needed.isEmpty {
      guard let ruledOut = positive.popLast() else { return none(subject) }
      return with(subject, positive) + " rules out " + some(ruledOut)
    }
    return with(subject, positive) + " needs " + needed
  }

  private func with(_ subject: Term, _ others: [Term]) -> String {
    each(subject.alias, subject.set)
      + (others.isEmpty ? "" : " together with " + others.map(some).listed("and"))
  }
}

extension Phrasing {
  /// The aliases that a statement is about, the one it is said of first.
  func aliases(_ incompatibility: Incompatibility) -> [String] {
    switch incompatibility.cause {
    case .requirement(_, let alias): [rosters[alias].alias]
    case .demand(_, let dependent, let target) where target == dependent: [rosters[dependent].alias]
    case .demand(let number, let dependent, let target):
      [
        rosters[dependent].alias,
        target.map { rosters[$0].alias } ?? rosters[dependent].demands[number].edge.target,
      ]
    case .derived: incompatibility.terms.map { rosters[$0.alias].alias }
    }
  }
}

// MARK: - Releases of an alias

extension Phrasing {
  /// The releases as the subject of a sentence, in the singular.
  func each(_ alias: Int, _ set: ReleaseSet) -> String {
    let name = rosters[alias].alias
    if set.count == 1 { return "\(name) \(versions(alias, set, "and"))" }
    if let range = range(alias, set) { return "every release of \(name) in \(range)" }
    if set == rosters[alias].all { return "every release of \(name)" }
    return "each of \(name) \(versions(alias, set, "and"))"
  }

  private func none(_ term: Term) -> String {
    let name = rosters[term.alias].alias
    let versions = versions(term.alias, term.set, "and")
    if term.set.count == 1 { return "\(name) \(versions) cannot be taken" }
    if let range = range(term.alias, term.set) {
      return "no release of \(name) in \(range) can be taken"
    }
    if term.set == rosters[term.alias].all { return "no release of \(name) can be taken" }
    return "none of \(name) \(versions) can be taken"
  }

  private func some(_ term: Term) -> String { some(term.alias, term.set) }

  private func needed(_ term: Term) -> String {
    some(term.alias, rosters[term.alias].all.subtracting(term.set))
  }

  private func some(_ alias: Int, _ set: ReleaseSet) -> String {
    let name = rosters[alias].alias
    if let range = range(alias, set) { return "\(name) \(range)" }
    return set == rosters[alias].all ? name : "\(name) \(versions(alias, set, "or"))"
  }

  private func range(_ alias: Int, _ set: ReleaseSet) -> String? {
    let text = rosters[alias].writtenRange(of: set)
    // "In `*`" says something only where there are pre-releases, too.
    return (text == "*" || text == "") && set == rosters[alias].all ? nil : text.map { "`\($0)`" }
  }

  /// Neighbours as spans: `1.0.0 to 1.4.2 and 2.0.0`.
  private func versions(_ alias: Int, _ set: ReleaseSet, _ word: String) -> String {
    var spans: [ClosedRange<Int>] = []
    for release in set.releases {
      if let last = spans.last, last.upperBound == release - 1 {
        spans[spans.count - 1] = last.lowerBound...release
      } else {
        spans.append(release...release)
      }
    }
    let all = rosters[alias].releases.map(\.version.text)
    return spans.flatMap { span in
      switch span.count {
      case 1: [all[span.lowerBound]]
      case 2: [all[span.lowerBound], all[span.upperBound]]
      default: ["\(all[span.lowerBound]) to \(all[span.upperBound])"]
      }
    }.shortened.listed(word)
  }
}

// MARK: - What is missing

extension Phrasing {
  /// Why nothing meets what is asked for; nil where something does.
  func shortage(_ incompatibility: Incompatibility) -> Shortage? {
    switch incompatibility.cause {
    case .requirement(let place, let alias): shortage(alias, request.requirements[place].range)
    case .demand(let number, let dependent, let target) where target == dependent:
      rosters[dependent].demands[number].edge.range == nil ? .meaninglessRange : nil
    case .demand(let number, let dependent, let target):
      shortage(target, rosters[dependent].demands[number].edge.range)
    case .derived: nil
    }
  }

  private func shortage(_ alias: Int?, _ range: VersionRange?) -> Shortage? {
    let roster = alias.map { rosters[$0] }
    if let roster, let range, !roster.releases(inKnown: range).isImpossible { return nil }
    return Shortage(of: roster, in: range)
  }

  private func shortageText(_ alias: Int?, _ range: VersionRange?) -> String {
    shortage(alias, range).map(text) ?? ""
  }

  private func text(_ shortage: Shortage) -> String {
    switch shortage {
    case .unknownAlias: " (not in the index)"
    case .meaninglessRange: " (not a range)"
    case .noReleases: " (without a release)"
    case .excluded(let releases): " (\(excluded(releases)))"
    case .prereleases(let versions):
      " (only pre-releases: \(versions.texts.shortened.listed("and")))"
    case .outOfRange(let lowest, let highest):
      lowest == highest
        ? " (the index has only \(lowest))" : " (the index has only \(lowest) to \(highest))"
    }
  }

  /// `1.0.0 is a candidate; 1.1.0 and 1.2.0 are revoked`.
  func excluded(_ releases: [Exclusion: [Version]]) -> String {
    releases.sorted { $0.value[0] < $1.value[0] }.map { exclusion, versions in
      let (subject, one) = (versions.texts.shortened.listed("and"), versions.count == 1)
      return switch exclusion {
      case .candidate: subject + (one ? " is a candidate" : " are candidates")
      case .revoked: subject + (one ? " is revoked" : " are revoked")
      case .later(let time): subject + (one ? " was" : " were") + " published after \(time)"
      case .undated: subject + (one ? " has" : " have") + " no time of publication"
      case .unmet(let targets):
        subject + (one ? " needs " : " need ") + targets.listed("and")
          + ", which nothing in the index meets"
      }
    }.joined(separator: "; ")
  }
}

extension [Version] {
  fileprivate var texts: [String] { map(\.text) }
}

extension [String] {
  /// Nobody reads a hundred versions.
  fileprivate var shortened: [String] {
    count > 9 ? prefix(8) + ["\(count - 8) more"] : self
  }

  /// `a`, `a and b`, `a, b and c`.
  func listed(_ word: String) -> String {
    guard count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(word) " + self[count - 1]
  }
}
