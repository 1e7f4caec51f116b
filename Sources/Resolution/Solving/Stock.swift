internal import IndexModel

/// The aliases that the solver has met, by number. An alias is read from the index when it is first
/// named, and only then.
struct Stock {
  let source: any IndexSource
  let request: Request
  private(set) var rosters: [Roster] = []
  private var numbers: [String: Int] = [:]
  private let roots: Set<String>

  init(_ request: Request, in source: any IndexSource) {
    self.source = source
    self.request = request
    roots = Set(request.requirements.map(\.alias))
  }

  /// The number of an alias, known to the index or not.
  mutating func number(of alias: String) throws -> Int {
    if let number = numbers[alias] { return number }
    rosters.append(Roster(alias, try source.entry(alias), for: request))
    numbers[alias] = rosters.count - 1
    return rosters.count - 1
  }

  /// The number of what a release of an alias names; nil where the index has no such thing.
  mutating func target(_ target: String, from dependent: Int) throws -> Int? {
    guard let alias = try source.alias(for: target, from: rosters[dependent].alias) else {
      return nil
    }
    return try number(of: alias)
  }

  mutating func releases(of alias: Int, in range: VersionRange?) -> ReleaseSet {
    guard let range else { return .nothing(of: rosters[alias].releases.count) }
    return rosters[alias].releases(in: range)
  }

  mutating func demands(of release: Int, in alias: Int) -> [Int] {
    let dev = request.dev && roots.contains(rosters[alias].alias)
    return rosters[alias].demands(of: release, dev: dev)
  }

  /// What the strategy takes first.
  func favourite(of alias: Int, among set: ReleaseSet) -> Int? {
    if let locked = request.locked[rosters[alias].alias],
      let number = rosters[alias].number(of: locked), set.contains(number)
    {
      return number
    }
    return request.strategy == .newest ? set.highest : set.lowest
  }
}
