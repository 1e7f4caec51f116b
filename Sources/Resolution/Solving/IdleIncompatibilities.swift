/// Incompatibilities that a statement in them contradicts, so that nothing follows from them until
/// the search goes back. A popular alias stands in many.
struct IdleIncompatibilities {
  private var isIdle: [Bool] = []
  /// In order of their levels.
  private var trail: [(incompatibility: Int, level: Int)] = []

  func contains(_ incompatibility: Int) -> Bool {
    incompatibility < isIdle.count && isIdle[incompatibility]
  }

  mutating func insert(_ incompatibility: Int, at level: Int) {
    while isIdle.count <= incompatibility { isIdle.append(false) }
    isIdle[incompatibility] = true
    trail.append((incompatibility, level))
  }

  mutating func backtrack(to level: Int) {
    while let last = trail.last, last.level > level {
      isIdle[last.incompatibility] = false
      trail.removeLast()
    }
  }
}
