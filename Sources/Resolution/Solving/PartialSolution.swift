/// What has been assumed and what follows from it, in order.
struct PartialSolution {
  /// One step: what becomes of an alias is in a set.
  struct Assignment {
    let alias: Int
    let set: ReleaseSet
    /// What all steps on the alias, up to this one, leave of it.
    let left: ReleaseSet
    /// How many decisions stand at or before it.
    let level: Int
    /// The incompatibility that it follows from; nil for a decision.
    let cause: Int?
  }

  private(set) var assignments: [Assignment] = []
  private(set) var level = 0
  /// For each alias the places of its assignments.
  private var places: [[Int]] = []
  /// For each alias the release that was decided on.
  private(set) var decisions: [Int?] = []

  mutating func makeRoom(for aliases: Int) {
    while places.count < aliases {
      places.append([])
      decisions.append(nil)
    }
  }

  /// What may still become of an alias; nil where nothing was said of it.
  func left(of alias: Int) -> ReleaseSet? { places[alias].last.map { assignments[$0].left } }

  mutating func derive(_ alias: Int, in set: ReleaseSet, because cause: Int) {
    append(alias, set, cause)
  }

  mutating func decide(_ alias: Int, on release: Int, of count: Int) {
    var set = ReleaseSet.nothing(of: count)
    set.insert(release)
    level += 1
    decisions[alias] = release
    append(alias, set, nil)
  }

  private mutating func append(_ alias: Int, _ set: ReleaseSet, _ cause: Int?) {
    let left = left(of: alias)?.intersection(set) ?? set
    places[alias].append(assignments.count)
    assignments.append(
      Assignment(alias: alias, set: set, left: left, level: level, cause: cause))
  }

  /// Takes back all that was assumed above a level.
  mutating func backtrack(to level: Int) {
    while let last = assignments.last, last.level > level {
      assignments.removeLast()
      places[last.alias].removeLast()
      if last.cause == nil { decisions[last.alias] = nil }
    }
    self.level = level
  }

  /// The place of the first assignment from which on an alias is within a set.
  func firstPlace(where alias: Int, isWithin set: ReleaseSet) -> Int? {
    // What is left only shrinks, so that the places may be halved.
    let places = places[alias]
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if assignments[places[middle]].left.isSubset(of: set) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low < places.count ? places[low] : nil
  }

  /// How a statement stands to what is known.
  func relation(to term: Incompatibility.Term) -> Relation {
    guard let left = left(of: term.alias) else { return .open }
    if left.isSubset(of: term.set) { return .holds }
    return left.isDisjoint(with: term.set) ? .fails : .open
  }

  enum Relation {
    case holds, fails, open
  }
}
