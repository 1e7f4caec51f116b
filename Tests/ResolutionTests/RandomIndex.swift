import IndexModel
import Resolution
import TestSupport

/// A small index at random, with everything that makes solving hard, and a request of it.
struct RandomIndex {
  let index: SampleIndex
  let request: Request

  private static let aliases = ["a", "b", "c", "d", "e"]
  private static let versions = [
    "1.0.0-beta", "1.0.0", "1.1.0", "2.0.0-rc.1", "2.0.0", "2.1.0", "3.0.0-0",
  ]
  private static let ranges = [
    "*", "^1", "^2", ">=1.0.0", "1.1.0", "~2.0.0", "<2", ">=1.1.0", "^2.0.0-rc.1",
    "1.0.0-beta || ^2", ">=3.0.0-0", "2.1.0 || 1.0.0", "^9", "no range!",
  ]
  private static let times = [1_000_000, 2_000_000, 3_000_000].compactMap(Timestamp.init(seconds:))

  init(_ random: inout SeededGenerator) throws {
    var releases: [String: [IndexedRelease]] = [:]
    for alias in Self.aliases.prefix(3 + random.below(3)) {
      let versions = Self.versions.filter { _ in random.below(7) < 5 }
      releases[alias] = try versions.suffix(5).map { try Self.release($0, &random) }
    }
    index = SampleIndex(releases)
    request = try Self.request(&random)
  }

  private static func release(
    _ version: String, _ random: inout SeededGenerator
  ) throws -> IndexedRelease {
    let edges = try (0..<random.below(3)).map { _ in try edge(&random) }
    return IndexedRelease(
      version: try Version(version),
      stage: random.below(8) == 0 ? .candidate : random.below(8) == 0 ? .revoked : .current,
      published: random.below(10) == 0 ? nil : times[random.below(3)],
      edges: edges.sorted { $0.target < $1.target },
      unmet: random.below(20) == 0 ? ["z"] : [])
  }

  private static func edge(_ random: inout SeededGenerator) throws -> Edge {
    // One in forty names what is not there.
    let target = random.below(40) == 0 ? "z" : aliases[random.below(5)]
    let text = range(&random)
    return Edge(
      target: target, rangeText: text, range: try? VersionRange(text),
      use: random.below(5) == 0 ? .dev : random.below(4) == 0 ? .build : .runtime,
      isOptional: random.below(6) == 0)
  }

  /// Mostly ranges that something meets.
  private static func range(_ random: inout SeededGenerator) -> String {
    ranges[random.below(random.below(8) == 0 ? ranges.count : 9)]
  }

  private static func request(_ random: inout SeededGenerator) throws -> Request {
    var locked: [String: Version] = [:]
    if random.below(3) == 0 {
      for _ in 0...random.below(3) {
        locked[aliases[random.below(5)]] = try Version(versions[random.below(versions.count)])
      }
    }
    return Request(
      try (0...random.below(2)).map { _ in
        Request.Requirement(aliases[random.below(3)], try VersionRange(ranges[random.below(8)]))
      },
      strategy: random.below(2) == 0 ? .newest : .oldest,
      before: random.below(6) == 0 ? times[random.below(3)] : nil,
      candidates: random.below(4) == 0, dev: random.below(4) == 0, locked: locked)
  }
}

/// What holds of solutions by the letter of the specification, found the slow way.
struct PlainRules {
  let index: SampleIndex
  let request: Request

  func mayTake(_ release: IndexedRelease, of alias: String) -> Bool {
    if release.stage == .candidate, !request.candidates { return false }
    if release.stage == .revoked, request.locked[alias] != release.version { return false }
    if let before = request.before {
      guard let published = release.published, published <= before else { return false }
    }
    return release.unmet.isEmpty || request.candidates || !request.locked.isEmpty
  }

  /// The edges of a release that count: those of what is asked for may be for development.
  func edges(of release: IndexedRelease, of alias: String) -> [Edge] {
    let isRoot = request.requirements.contains { $0.alias == alias }
    return release.edges.filter { edge in
      !edge.isOptional && (edge.use != .dev || request.dev && isRoot)
    }
  }

  /// Whether there is a solution: tries everything.
  func isSolvable(_ chosen: [String: IndexedRelease] = [:]) throws -> Bool {
    var needs = request.requirements.map { ($0.alias, Optional($0.range)) }
    for (alias, release) in chosen {
      needs += edges(of: release, of: alias).map { ($0.target, $0.range) }
    }
    var open: String?
    for (alias, range) in needs {
      if let release = chosen[alias] {
        guard let range, range.contains(release.version) else { return false }
      } else {
        open = alias
      }
    }
    guard let open else { return true }
    for release in try index.entry(open)?.releases ?? [] where mayTake(release, of: open) {
      if try isSolvable(chosen.merging([open: release]) { $1 }) { return true }
    }
    return false
  }

  /// What is wrong with a solution.
  func faults(of solution: Solution) -> [String] {
    var faults: [String] = []
    var needed: Set<String> = []
    func need(_ alias: String, _ range: VersionRange?, _ by: String) {
      needed.insert(alias)
      guard let release = solution[alias], let range, range.contains(release.version) else {
        faults.append("\(by) needs \(alias) \(range?.text ?? "nothing")")
        return
      }
    }
    for requirement in request.requirements { need(requirement.alias, requirement.range, "you") }
    for selection in solution.selections {
      if !mayTake(selection.release, of: selection.alias) {
        faults.append("\(selection.alias) \(selection.release.version) is not to be taken")
      }
    }
    // Only what can be reached from what is asked for counts as needed.
    var open = Set(request.requirements.map(\.alias))
    var seen: Set<String> = []
    while let alias = open.popFirst() {
      guard seen.insert(alias).inserted, let release = solution[alias] else { continue }
      for edge in edges(of: release, of: alias) {
        need(edge.target, edge.range, alias)
        open.insert(edge.target)
      }
    }
    let superfluous = Set(solution.selections.map(\.alias)).subtracting(needed)
    return faults + superfluous.sorted().map { "nothing needs \($0)" }
  }
}
