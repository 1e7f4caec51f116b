/// Why there is no solution: the incompatibilities that lead to the root, each stating no more than
/// the root needs.
///
/// The solver learns the most it can: "every release of libfoo needs libbar". Of that a reader wants
/// what concerns the question, "every release of libfoo in `^2`", and the ranges that people wrote
/// come back where the solver had merged them.
struct Proof {
  /// Causes before what follows from them, which names them by their place here; the root is last.
  let steps: [Incompatibility]
  /// The aliases by number.
  let rosters: [Roster]

  init(of root: Int, from incompatibilities: [Incompatibility], _ rosters: [Roster]) {
    self.rosters = rosters
    steps = Narrowing(of: root, incompatibilities, rosters).steps
  }
}

/// Goes from the root to the leaves, and leaves of each statement what the proof takes of it.
///
/// Only statements that a release is taken are narrowed: those of what is needed instead stay as
/// they were written.
private struct Narrowing {
  private let incompatibilities: [Incompatibility]
  private let rosters: [Roster]
  /// For each incompatibility of the proof, what its terms have to cover, by alias.
  private var needed: [Int: [Int: ReleaseSet]]

  init(of root: Int, _ incompatibilities: [Incompatibility], _ rosters: [Roster]) {
    self.incompatibilities = incompatibilities
    self.rosters = rosters
    needed = [root: [:]]
    // A cause is older than what follows from it.
    for number in stride(from: root, through: 0, by: -1) where needed[number] != nil {
      guard case .derived(let left, let right, let pivot) = incompatibilities[number].cause
      else { continue }
      narrow(left, beside: right, on: pivot, for: number)
      narrow(right, beside: left, on: pivot, for: number)
    }
  }

  private mutating func narrow(_ cause: Int, beside other: Int, on pivot: Int, for number: Int) {
    let conclusion = needed[number] ?? [:]
    var sets = needed[cause] ?? [:]
    for term in incompatibilities[cause].terms {
      var set = term.set
      if term.isPositive, term.alias != pivot {
        set = conclusion[term.alias] ?? set
      } else if term.isPositive {
        // What the other cause does not cover.
        let all = conclusion[pivot] ?? rosters[pivot].anything
        let covered = incompatibilities[other].term(on: pivot)
        let rest =
          covered.map { $0.isPositive ? all : all.subtracting($0.set) } ?? all
        let own = rest.intersection(set)
        if !own.isImpossible { set = own }
      }
      sets[term.alias] = sets[term.alias]?.union(set) ?? set
    }
    needed[cause] = sets
  }

  var steps: [Incompatibility] {
    let used = needed.keys.sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    return used.map { number in
      let incompatibility = incompatibilities[number]
      let terms = incompatibility.terms.map {
        Incompatibility.Term(alias: $0.alias, set: needed[number]?[$0.alias] ?? $0.set)
      }
      guard case .derived(let left, let right, let pivot) = incompatibility.cause,
        let one = places[left], let other = places[right]
      else { return Incompatibility(terms: terms, cause: incompatibility.cause) }
      return Incompatibility(terms: terms, cause: .derived(one, other, on: pivot))
    }
  }
}
