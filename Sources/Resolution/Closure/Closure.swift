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
  /// Releases that failed, and that somebody may have lived by.
  private var losses: [(member: Int, release: Int)] = []
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
    /// For a range, the highest release that meets it, or −1. While releases are taken away it only goes down.
    var witness: [Question: Int] = [:]
    /// The releases with an edge, by the edge; made when it is first asked for.
    var demands: [Demand: [Int]]?
    /// Who lives by each release; made when the first of them is lost.
    var watches: [Int: [Watch]]?

    /// Whether a release that met somebody is gone, or meets fewer by its stage now.
    var hasLost: Bool {
      guard isChanged else { return false }
      var at = 0
      // Both are ascending, and most changes only add.
      return !before.allSatisfy { old in
        guard old.unmet.isEmpty, old.release.stage != .revoked else { return true }
        while at < releases.count, releases[at].version < old.release.version { at += 1 }
        return at < releases.count && releases[at].version == old.release.version
          && releases[at].isEligible(for: old.release.stage)
      }
    }
  }

  /// An edge of a release of a stage.
  private struct Demand: Hashable {
    let alias: String
    let range: String
    let stage: Stage
  }

  /// Other aliases with releases of a stage that need something in a range: what one of them finds, all do.
  private struct Watch {
    let text: String
    let range: VersionRange
    let stage: Stage
    let dependents: [String]
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

  /// The highest release that a release of a stage finds in a range now; −1 if none. To be asked while releases are
  /// taken away, not while they come.
  private mutating func witness(
    _ number: Int, _ text: String, _ range: VersionRange, for stage: Stage
  ) -> Int {
    let question = Question(range: text, isCandidate: stage == .candidate)
    var at = members[number].witness[question] ?? members[number].releases.count - 1
    while at >= 0 {
      let release = members[number].releases[at]
      if members[number].isMet[at], release.isEligible(for: stage),
        range.contains(release.version)
      {
        break
      }
      at -= 1
    }
    members[number].witness[question] = at
    return at
  }

  /// Whether an edge of a release finds something now.
  private mutating func isMet(_ edge: Edge, of release: Int, in number: Int) throws -> Bool {
    guard let range = edge.range else { return false }
    let own = members[number].releases[release]
    let alias = try source.alias(for: edge.target, from: members[number].alias)
    // A release that depends on its own package can only be met by itself: a solution has one of each.
    if alias == members[number].alias { return range.contains(own.version) }
    let target = try load(alias)
    return witness(target, edge.rangeText, range, for: own.stage) >= 0
  }

  /// The releases of a member of some stage with a binding edge to an alias by a range.
  private mutating func releases(of number: Int, with demand: Demand) throws -> [Int] {
    if let known = members[number].demands { return known[demand] ?? [] }
    var demands: [Demand: [Int]] = [:]
    for (at, release) in members[number].releases.enumerated() where release.stage != .revoked {
      for edge in release.edges where edge.binds {
        let alias = try source.alias(for: edge.target, from: members[number].alias)
        let demand = Demand(alias: alias, range: edge.rangeText, stage: release.stage)
        demands[demand, default: []].append(at)
      }
    }
    members[number].demands = demands
    return demands[demand] ?? []
  }

  private mutating func range(_ text: String) -> VersionRange? {
    if let known = ranges[text] { return known }
    let range = source.range(text)
    ranges[text] = .some(range)
    return range
  }

  // MARK: The two ways

  private static var stages: [Stage] { [.current, .candidate] }

  /// Those who depend on a member, but for itself: its releases meet nobody but themselves there.
  private mutating func watches(on number: Int) throws -> [Watch] {
    let alias = members[number].alias
    // Thousands depend on a popular alias, and not by thousands of ranges.
    var texts: [String] = []
    var dependents: [String: [String]] = [:]
    for dependent in try source.dependents(of: alias) where dependent.alias != alias {
      for text in dependent.ranges {
        if dependents[text] == nil { texts.append(text) }
        dependents[text, default: []].append(dependent.alias)
      }
    }
    var watches: [Watch] = []
    for text in texts {
      guard let range = range(text) else { continue }
      for stage in Self.stages {
        watches.append(
          Watch(text: text, range: range, stage: stage, dependents: dependents[text] ?? []))
      }
    }
    return watches
  }

  /// Takes to be met what may have become so.
  private mutating func grow(from changed: [Int]) throws {
    var waiting = changed.map { number in
      (member: number, gained: members[number].isMet.indices.filter { members[number].isMet[$0] })
    }
    // Who waits for a member, and found nothing of it before.
    var pending: [Int: [Watch]] = [:]
    while let (number, gained) = waiting.popLast() {
      guard !gained.isEmpty else { continue }
      let waits =
        try pending[number]
        ?? watches(on: number).filter { !wasMet(number, $0.range, for: $0.stage) }
      pending[number] = []
      for watch in waits {
        let isMet = gained.contains { at in
          let release = members[number].releases[at]
          return release.isEligible(for: watch.stage) && watch.range.contains(release.version)
        }
        guard isMet else {
          pending[number]?.append(watch)
          continue
        }
        for dependent in watch.dependents {
          let other = try load(dependent)
          // Of who changed, all that can be is taken to be met already.
          guard !members[other].isChanged else { continue }
          reached.insert(other)
          let demand = Demand(
            alias: members[number].alias, range: watch.text, stage: watch.stage)
          let gains = try releases(of: other, with: demand).filter { !members[other].isMet[$0] }
          for at in gains { members[other].isMet[at] = true }
          waiting.append((other, gains))
        }
      }
    }
  }

  /// Takes away what fails, and whoever has nothing else.
  private mutating func shrink() throws {
    for number in reached.sorted() {
      try check(number)
      // What an alias had and has no more is lost too.
      if members[number].hasLost { try watch(number) }
    }
    while let (number, release) = losses.popLast() {
      guard members[number].watches != nil else {
        try watch(number)
        continue
      }
      for watch in members[number].watches?.removeValue(forKey: release) ?? [] {
        try follow(watch, on: number)
      }
    }
  }

  /// Finds out by which release of a member everybody lives who depends on it, and who by none.
  private mutating func watch(_ number: Int) throws {
    guard members[number].watches == nil else { return }
    members[number].watches = [:]
    for watch in try watches(on: number) { try follow(watch, on: number) }
  }

  /// Looks for the release that some live by now; who has none fails.
  private mutating func follow(_ watch: Watch, on number: Int) throws {
    let witness = witness(number, watch.text, watch.range, for: watch.stage)
    guard witness < 0 else {
      members[number].watches?[witness, default: []].append(watch)
      return
    }
    let wasMet = wasMet(number, watch.range, for: watch.stage)
    let demand = Demand(alias: members[number].alias, range: watch.text, stage: watch.stage)
    for dependent in watch.dependents {
      // Who is not here had nothing to lose unless it was met before.
      guard wasMet || numbers[dependent] != nil else { continue }
      let other = try load(dependent)
      reached.insert(other)
      fail(try releases(of: other, with: demand), of: other)
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
    for at in releases where members[number].isMet[at] {
      members[number].isMet[at] = false
      losses.append((number, at))
    }
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
