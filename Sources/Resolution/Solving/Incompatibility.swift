/// Statements about aliases, one each, that do not all hold in any solution.
struct Incompatibility {
  /// By alias. None: there is no solution.
  let terms: [Term]
  let cause: Cause

  /// That what becomes of an alias is in a set.
  struct Term: Hashable {
    let alias: Int
    let set: ReleaseSet

    /// Whether it says that a release is taken, rather than that some are not.
    var isPositive: Bool { !set.allowsAbsence }
  }

  enum Cause {
    /// A requirement of the request, by its place; and the alias.
    case requirement(Int, alias: Int)
    /// A demand of an alias, and on what, where the index has it.
    case demand(Int, of: Int, target: Int?)
    /// Two earlier ones, by their numbers, and what they disagree about.
    case derived(Int, Int, on: Int)
  }

  func term(on alias: Int) -> Term? { terms.first { $0.alias == alias } }
}

extension Incompatibility {
  /// What follows from two that cannot both be avoided by `pivot`: whatever becomes of it, the
  /// other terms of one of them do not all hold.
  ///
  /// - Parameter anything: all that may become of the pivot.
  static func terms(
    resolving left: Incompatibility, _ right: Incompatibility, on pivot: Int, anything: ReleaseSet
  ) -> [Term] {
    var terms: [Term] = []
    var (at, other) = (0, 0)
    while at < left.terms.count || other < right.terms.count {
      if other == right.terms.count
        || at < left.terms.count && left.terms[at].alias < right.terms[other].alias
      {
        terms.append(left.terms[at])
        at += 1
      } else if at == left.terms.count || right.terms[other].alias < left.terms[at].alias {
        terms.append(right.terms[other])
        other += 1
      } else {
        let (mine, theirs) = (left.terms[at], right.terms[other])
        let set =
          mine.alias == pivot ? mine.set.union(theirs.set) : mine.set.intersection(theirs.set)
        if set != anything || mine.alias != pivot {
          terms.append(Term(alias: mine.alias, set: set))
        }
        at += 1
        other += 1
      }
    }
    return terms
  }
}
