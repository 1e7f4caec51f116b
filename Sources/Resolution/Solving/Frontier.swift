/// The aliases that are needed, in the order in which they are decided: those that are required, then what these need,
/// and so on outwards.
///
/// The order follows from what is decided, and from nothing that was learned on the way: so the solution is the one that
/// gives each alias in turn the first choice that leaves any solution, and releases that are part of none have no part
/// in which one it is. A portable package leaves them out.
///
/// The n-th decision is about the n-th alias here, so going back to a level is to forget what came after it.
struct Frontier {
  private var queue: [Int] = []
  /// For each level, how many were known to be needed there.
  private var counts: [Int] = [0]
  private var isNeeded: [Bool] = []

  /// What is decided next; nil where nothing is open.
  var next: Int? { counts.count <= queue.count ? queue[counts.count - 1] : nil }

  /// Takes up an alias that is needed, unless it is there.
  mutating func append(_ alias: Int) {
    while isNeeded.count <= alias { isNeeded.append(false) }
    guard !isNeeded[alias] else { return }
    isNeeded[alias] = true
    queue.append(alias)
    counts[counts.count - 1] = queue.count
  }

  /// Goes on behind the next one, which was decided on.
  mutating func decide() { counts.append(queue.count) }

  mutating func backtrack(to level: Int) {
    counts.removeSubrange((level + 1)...)
    for alias in queue[counts[level]...] { isNeeded[alias] = false }
    queue.removeSubrange(counts[level]...)
  }
}
