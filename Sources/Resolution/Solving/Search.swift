internal import IndexModel

/// A search for a solution by PubGrub, Natalie Weizenbaum's version of conflict-driven clause
/// learning.
///
/// It assumes one release after the other, draws all conclusions after each, and learns from each
/// contradiction an incompatibility that keeps it from making the mistake again, with its proof. All
/// sets are of releases that are there, so that what is left of an alias is never empty: a
/// contradiction shows before.
struct Search {
  private(set) var stock: Stock
  private(set) var incompatibilities: [Incompatibility] = []
  private var partial = PartialSolution()
  /// For each alias the incompatibilities that speak of it.
  private var mentions: [[Int]] = []
  private var idle = IdleIncompatibilities()
  private var frontier = Frontier()
  private var effort: Effort

  init(_ request: Request, in source: any IndexSource) {
    stock = Stock(request, in: source)
    effort = Effort(limit: request.effort)
  }

  /// The releases of a solution, or the proof that there is none, unless either takes too long.
  enum Result {
    case found([(alias: Int, release: Int)])
    /// The number of an incompatibility without terms.
    case impossible(Int)
    case gaveUp(afterContradictions: Int)
  }

  mutating func run() throws -> Result {
    for place in stock.request.requirements.indices {
      if let root = try require(place) { return .impossible(root) }
    }
    while !effort.isSpent {
      guard let changed = try decide() else {
        return .found(
          partial.decisions.enumerated().compactMap { alias, release in
            release.map { (alias, $0) }
          })
      }
      if let root = propagate(from: changed) { return .impossible(root) }
    }
    return .gaveUp(afterContradictions: effort.contradictions)
  }

  private mutating func add(_ terms: [Term], _ cause: Incompatibility.Cause) -> Int {
    let number = incompatibilities.count
    incompatibilities.append(Incompatibility(terms: terms, cause: cause))
    for term in terms { mentions[term.alias].append(number) }
    return number
  }

  private typealias Term = Incompatibility.Term
}

// MARK: - What is given

extension Search {
  /// Takes up a requirement; the proof, if it cannot be met.
  private mutating func require(_ place: Int) throws -> Int? {
    let requirement = stock.request.requirements[place]
    let alias = try stock.number(of: requirement.alias)
    makeRoom()
    frontier.append(alias)
    let wanted = stock.releases(of: alias, in: requirement.range)
    let terms = exclude(alias, outside: wanted)
    let number = add(terms, .requirement(place, alias: alias))
    if terms.isEmpty { return number }
    return propagate(from: alias)
  }

  /// Takes up a demand and whatever it names.
  private mutating func demand(_ demand: Int, of dependent: Int) throws -> Int {
    let stated = stock.rosters[dependent].demands[demand]
    let target = try stock.target(stated.edge.target, from: dependent)
    stock.rosters[dependent].state(demand, naming: target)
    makeRoom()
    var terms = [Term(alias: dependent, set: stated.releases)]
    if let target {
      let wanted = stock.releases(of: target, in: stated.edge.range)
      if target == dependent {
        terms = [Term(alias: dependent, set: stated.releases.subtracting(wanted))]
      } else {
        terms += exclude(target, outside: wanted)
      }
    }
    // Releases that meet their own demand contradict nothing: then the only term never holds.
    return add(terms.sorted { $0.alias < $1.alias }, .demand(demand, of: dependent, target: target))
  }

  /// That an alias has none of these releases; no statement at all where there are none.
  private func exclude(_ alias: Int, outside wanted: ReleaseSet) -> [Term] {
    wanted.isImpossible
      ? [] : [Term(alias: alias, set: stock.rosters[alias].anything.subtracting(wanted))]
  }

  private mutating func makeRoom() {
    partial.makeRoom(for: stock.rosters.count)
    while mentions.count < stock.rosters.count { mentions.append([]) }
  }
}

// MARK: - Decisions

extension Search {
  /// Assumes a release of the alias that comes next; nil where nothing is open.
  private mutating func decide() throws -> Int? {
    guard let alias = frontier.next else { return nil }
    let left = partial.left(of: alias)!
    guard let release = stock.favourite(of: alias, among: left) else {
      preconditionFailure("a set without absence has a release")
    }
    let demands = stock.demands(of: release, in: alias)
    var contradicts = false
    for demand in demands where !stock.rosters[alias].demands[demand].isStated {
      let number = try self.demand(demand, of: alias)
      let others = incompatibilities[number].terms.filter { $0.alias != alias }
      // Propagation will find it without the detour of an assumption that fails at once.
      let fails = others.allSatisfy { partial.relation(to: $0) == .holds }
      let concerns = incompatibilities[number].term(on: alias)?.set.contains(release) ?? false
      if fails, concerns { contradicts = true }
    }
    if !contradicts {
      partial.decide(alias, on: release, of: stock.rosters[alias].releases.count)
      frontier.decide()
      for demand in demands {
        if let target = stock.rosters[alias].demands[demand].target { frontier.append(target) }
      }
    }
    return alias
  }
}

// MARK: - Conclusions

extension Search {
  private enum Relation {
    /// All terms hold.
    case contradiction
    /// All terms but this one hold, so it must not.
    case almost(Term)
    case nothing
  }

  private mutating func relation(to number: Int) -> Relation {
    var open: Term?
    for term in incompatibilities[number].terms {
      switch partial.relation(to: term) {
      case .holds: continue
      case .fails:
        idle.insert(number, at: partial.level)
        return .nothing
      case .open:
        if open != nil { return .nothing }
        open = term
      }
    }
    return open.map { .almost($0) } ?? .contradiction
  }

  /// Draws all conclusions from a change of what is known of an alias; the proof, if the end is that
  /// there is no solution.
  private mutating func propagate(from alias: Int) -> Int? {
    var changed = [alias]
    while !changed.isEmpty, !effort.isSpent {
      let alias = changed.removeFirst()
      // Newest first: what was learned last says most.
      var at = mentions[alias].count
      while at > 0 {
        at -= 1
        let number = mentions[alias][at]
        if idle.contains(number) { continue }
        effort.spend(incompatibilities[number].terms.count)
        switch relation(to: number) {
        case .nothing: continue
        case .almost(let term): conclude(not: term, because: number, &changed)
        case .contradiction:
          effort.countContradiction()
          let learned = learn(from: number)
          if incompatibilities[learned].terms.isEmpty { return learned }
          guard case .almost(let term) = relation(to: learned) else {
            preconditionFailure("going back left one term open")
          }
          changed = []
          conclude(not: term, because: learned, &changed)
          at = 0
        }
      }
    }
    return nil
  }

  private mutating func conclude(not term: Term, because number: Int, _ changed: inout [Int]) {
    let set = stock.rosters[term.alias].anything.subtracting(term.set)
    partial.derive(term.alias, in: set, because: number)
    idle.insert(number, at: partial.level)
    if !changed.contains(term.alias) { changed.append(term.alias) }
  }
}

// MARK: - Contradictions

extension Search {
  /// Goes back to where a contradiction became inevitable, and says what is to be learned from it:
  /// an incompatibility that had all its terms but one there, or none at all.
  private mutating func learn(from contradiction: Int) -> Int {
    var terms = incompatibilities[contradiction].terms
    var cause = incompatibilities[contradiction].cause
    var number: Int? = contradiction
    while !terms.isEmpty {
      let (satisfier, previousLevel) = satisfier(of: terms)
      let assignment = partial.assignments[satisfier]
      guard let reason = assignment.cause, previousLevel == assignment.level else {
        partial.backtrack(to: previousLevel)
        idle.backtrack(to: previousLevel)
        frontier.backtrack(to: previousLevel)
        break
      }
      // Every step of the proof is kept, but only what is learned takes part in the search.
      let left = number ?? keep(terms, cause)
      effort.spend(terms.count)
      terms = Incompatibility.terms(
        resolving: incompatibilities[left], incompatibilities[reason], on: assignment.alias,
        anything: stock.rosters[assignment.alias].anything)
      cause = .derived(left, reason, on: assignment.alias)
      number = nil
    }
    return number ?? add(terms, cause)
  }

  private mutating func keep(_ terms: [Term], _ cause: Incompatibility.Cause) -> Int {
    incompatibilities.append(Incompatibility(terms: terms, cause: cause))
    return incompatibilities.count - 1
  }

  /// The assignment that made the last of the terms hold, and the level at which, with it, the
  /// others did.
  private func satisfier(of terms: [Term]) -> (place: Int, previousLevel: Int) {
    var last: (place: Int, term: Term)?
    var previous = -1
    for term in terms {
      guard let place = partial.firstPlace(where: term.alias, isWithin: term.set) else {
        preconditionFailure("every term of a contradiction holds")
      }
      if let (lastPlace, _) = last, lastPlace > place {
        previous = max(previous, place)
      } else {
        previous = max(previous, last?.place ?? -1)
        last = (place, term)
      }
    }
    guard let (place, term) = last else { preconditionFailure("a contradiction has terms") }
    let assignment = partial.assignments[place]
    if !assignment.set.isSubset(of: term.set) {
      // It took earlier assignments on the same alias, too.
      let rest = term.set.union(
        stock.rosters[term.alias].anything.subtracting(assignment.set))
      if let helper = partial.firstPlace(where: term.alias, isWithin: rest) {
        previous = max(previous, helper)
      }
    }
    return (place, previous < 0 ? 0 : partial.assignments[previous].level)
  }
}
