internal import IndexModel

/// What of a package index can be met.
///
/// A release is met if each of its binding edges has a release in range that is itself met: the greatest set of which
/// that is true, so that circles meet themselves. Whatever is not met traces back to an edge that has no eligible
/// release in range at all.
///
/// One way leads there, from nothing as from an earlier state: first everything that may have become met is taken to
/// be met, going from the aliases that changed to those who waited for them; then what fails is taken away, and with
/// it whoever has nothing else. So a change costs what it reaches.
public struct Closure<Source: ClosureSource> {
  private let source: Source
  private var members: [Member] = []
  private var numbers: [String: Int] = [:]
  /// Members that may be marked otherwise than before.
  private var reached: Set<Int> = []
  /// Members whose releases were lost to somebody.
  private var losses: [Int] = []
  /// What the ranges mean that were met until now.
  private var ranges: [String: VersionRange?] = [:]

  /// One alias on the way.
  private struct Member {
    let alias: String
    let isChanged: Bool
    /// Whether the index has the alias now.
    let isThere: Bool
    let releases: [ReleaseNode]
    var isMet: [Bool]
    let before: [MarkedRelease]
    /// For a range, the release that met it when last asked.
    var witness: [Question: Int] = [:]
  }

  /// Whether a release of a stage finds something in a range.
  private struct Question: Hashable {
    let range: String
    let isCandidate: Bool
  }

  private init(_ source: Source) { self.source = source }

  /// The targets that nothing meets, for each release of an alias, ascending.
  public typealias Marks = [[String]]

  /// The marks of the aliases with a release that is not met, where nothing was marked before.
  ///
  /// - Parameter aliases: All that the index has.
  public static func marks(
    ofAll aliases: some Sequence<String>, in source: Source
  ) throws -> [String: Marks] {
    var closure = Closure(source)
    // Everything is here, so there is nobody to whom it could grow.
    for alias in aliases { _ = try closure.load(alias, isChanged: true) }
    try closure.shrink()
    closure.reached = closure.reached.filter { number in
      zip(closure.members[number].isMet, closure.members[number].releases).contains {
        !$0 && $1.stage != .revoked
      }
    }
    return try closure.reachedMarks()
  }

  /// The marks of every alias that changed, and of those for which something changed thereby.
  ///
  /// - Parameter changed: The aliases that came, went, or have other releases; from nothing, all.
  public static func marks(
    of changed: some Sequence<String>, in source: Source
  ) throws -> [String: Marks] {
    var closure = Closure(source)
    let changed = try changed.map { try closure.load($0, isChanged: true) }
    try closure.grow(from: changed)
    try closure.shrink()
    return try closure.reachedMarks()
  }

  // MARK: Members

  private mutating func load(_ alias: String, isChanged: Bool = false) throws -> Int {
    if let number = numbers[alias] { return number }
    let before = try source.before(alias)
    let member: Member
    if isChanged {
      let releases = try source.releases(of: alias)
      member = Member(
        alias: alias, isChanged: true, isThere: releases != nil, releases: releases ?? [],
        isMet: (releases ?? []).map { $0.stage != .revoked }, before: before ?? [])
    } else {
      member = Member(
        alias: alias, isChanged: false, isThere: before != nil,
        releases: (before ?? []).map(\.release),
        isMet: (before ?? []).map { $0.unmet.isEmpty && $0.release.stage != .revoked },
        before: before ?? [])
    }
    let number = members.count
    members.append(member)
    numbers[alias] = number
    if isChanged { reached.insert(number) }
    return number
  }

  /// Whether a release of a stage found something in a range before the change.
  private func wasMet(_ number: Int, _ range: VersionRange, for stage: Stage) -> Bool {
    members[number].before.contains {
      $0.unmet.isEmpty && $0.release.isEligible(for: stage) && range.contains($0.release.version)
    }
  }

  /// Whether a release of a stage finds something in a range now.
  private mutating func isMet(
    _ number: Int, _ text: String, _ range: VersionRange, for stage: Stage
  ) -> Bool {
    let question = Question(range: text, isCandidate: stage == .candidate)
    if let witness = members[number].witness[question], members[number].isMet[witness] {
      return true
    }
    // The highest is the likeliest, and the last to fail.
    let found = members[number].releases.indices.reversed().first { at in
      let release = members[number].releases[at]
      return members[number].isMet[at] && release.isEligible(for: stage)
        && range.contains(release.version)
    }
    members[number].witness[question] = found
    return found != nil
  }

  /// Whether an edge of a release finds something now.
  private mutating func isMet(_ edge: Edge, of release: Int, in number: Int) throws -> Bool {
    guard let range = edge.range else { return false }
    let own = members[number].releases[release]
    let alias = try source.alias(for: edge.target, from: members[number].alias)
    // A release that depends on its own package can only be met by itself: a solution has one of each.
    if alias == members[number].alias { return range.contains(own.version) }
    let target = try load(alias)
    return isMet(target, edge.rangeText, range, for: own.stage)
  }

  /// The releases of a dependent with a binding edge to an alias by a range.
  private func releases(
    of number: Int, dependingOn alias: String, by range: String, from stage: Stage
  ) throws -> [Int] {
    let member = members[number]
    return try member.releases.indices.filter { at in
      let release = member.releases[at]
      guard release.stage == stage else { return false }
      for edge in release.edges where edge.binds && edge.rangeText == range {
        if try source.alias(for: edge.target, from: member.alias) == alias { return true }
      }
      return false
    }
  }

  private mutating func range(_ text: String) -> VersionRange? {
    if let known = ranges[text] { return known }
    let range = source.range(text)
    ranges[text] = .some(range)
    return range
  }

  // MARK: The two ways

  private static var stages: [Stage] { [.current, .candidate] }

  /// The dependents of a member but itself, whose releases meet nobody but themselves there.
  private func others(dependingOn number: Int) throws -> [Dependent] {
    let alias = members[number].alias
    return try source.dependents(of: alias).filter { $0.alias != alias }
  }

  /// Takes to be met what may have become so.
  private mutating func grow(from changed: [Int]) throws {
    var waiting = changed
    while let number = waiting.popLast() {
      // From nothing there is nobody else to reach.
      guard members[number].isMet.contains(true) else { continue }
      for dependent in try others(dependingOn: number)
      where numbers[dependent.alias].map({ !members[$0].isChanged }) ?? true {
        for text in dependent.ranges {
          guard let range = range(text) else { continue }
          for stage in Self.stages
          where !wasMet(number, range, for: stage) && isMet(number, text, range, for: stage) {
            let other = try load(dependent.alias)
            reached.insert(other)
            var gains = false
            for release in try releases(
              of: other, dependingOn: members[number].alias, by: text, from: stage)
            where !members[other].isMet[release] {
              members[other].isMet[release] = true
              gains = true
            }
            if gains { waiting.append(other) }
          }
        }
      }
    }
  }

  /// Takes away what fails, and whoever has nothing else.
  private mutating func shrink() throws {
    for number in reached.sorted() {
      try check(number)
      // What an alias had and has no more is lost too.
      if members[number].isChanged, !members[number].before.isEmpty { losses.append(number) }
    }
    while let number = losses.popLast() {
      for dependent in try others(dependingOn: number) {
        for text in dependent.ranges {
          guard let range = range(text) else { continue }
          for stage in Self.stages where !isMet(number, text, range, for: stage) {
            // Who is not here had nothing to lose unless it was met before.
            guard numbers[dependent.alias] != nil || wasMet(number, range, for: stage) else {
              continue
            }
            let other = try load(dependent.alias)
            reached.insert(other)
            fail(
              try releases(
                of: other, dependingOn: members[number].alias, by: text, from: stage),
              of: other)
          }
        }
      }
    }
  }

  /// Takes away the releases of a member with an edge that finds nothing.
  private mutating func check(_ number: Int) throws {
    // Most releases need what the one before them needs, and find it where that does.
    var last: (edges: [Edge], stage: Stage)?
    for at in members[number].releases.indices where members[number].isMet[at] {
      let release = members[number].releases[at]
      if let last, last.edges == release.edges, last.stage == release.stage { continue }
      if try areMet(release.edges, of: at, in: number) {
        last = try needsItself(number, release.edges) ? nil : (release.edges, release.stage)
      } else {
        fail([at], of: number)
      }
    }
  }

  private mutating func areMet(_ edges: [Edge], of release: Int, in number: Int) throws -> Bool {
    for edge in edges where edge.binds {
      guard try isMet(edge, of: release, in: number) else { return false }
    }
    return true
  }

  private func needsItself(_ number: Int, _ edges: [Edge]) throws -> Bool {
    let alias = members[number].alias
    return try edges.contains { try source.alias(for: $0.target, from: alias) == alias }
  }

  private mutating func fail(_ releases: [Int], of number: Int) {
    var loses = false
    for at in releases where members[number].isMet[at] {
      members[number].isMet[at] = false
      loses = true
    }
    if loses, losses.last != number { losses.append(number) }
  }

  // MARK: The outcome

  private mutating func reachedMarks() throws -> [String: Marks] {
    var marks: [String: Marks] = [:]
    for number in reached.sorted() where members[number].isThere {
      var own: Marks = []
      for at in members[number].releases.indices {
        own.append(try unmetTargets(ofRelease: at, in: number))
      }
      marks[members[number].alias] = own
    }
    return marks
  }

  private mutating func unmetTargets(ofRelease at: Int, in number: Int) throws -> [String] {
    let release = members[number].releases[at]
    guard release.stage != .revoked, !members[number].isMet[at] else { return [] }
    var targets: [String] = []
    for edge in release.edges where edge.binds {
      if try !isMet(edge, of: at, in: number) { targets.append(edge.target) }
    }
    return targets
  }
}
