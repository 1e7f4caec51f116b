internal import IndexModel

/// The facts that make aggregate documents: lines of lists, redirects, files.
struct Facts: Sendable {
  private(set) var lists: [List: [ListEntry]] = [:]
  private(set) var anchors: Set<List> = []
  private(set) var redirects: [RedirectEntry] = []
  private(set) var dependents: [Dependents: [DependentEntry]] = [:]
  private(set) var files = SnapshotFiles()

  /// Takes the facts of a rendering, and those about its documents.
  ///
  /// - Parameter list: A list whose lines are known from elsewhere.
  mutating func take(_ rendering: Rendering, without list: List? = nil) {
    for fact in rendering.entries where fact.list != list { take(fact) }
    anchors.formUnion(rendering.anchors)
    for line in rendering.dependents { take(line.entry, in: line.list) }
    var keys = SubjectKeys()
    for redirect in rendering.redirects { redirects.append(RedirectEntry(redirect, keys: &keys)) }
    files.append(contentsOf: rendering.files)
  }

  mutating func take(_ fact: Rendering.ListFact) {
    guard let entry = ListEntry(fact.entry, in: fact.list) else {
      preconditionFailure("a family makes only entries that its list can place")
    }
    lists[fact.list, default: []].append(entry)
  }

  mutating func take(_ entry: DependentEntry, in list: Dependents) {
    dependents[list, default: []].append(entry)
  }

  /// The files, which are no longer here afterwards: there are too many for two copies.
  mutating func takeFiles() -> SnapshotFiles {
    var taken = SnapshotFiles()
    swap(&taken, &files)
    return taken
  }

  /// The entries of a list, which are no longer here afterwards.
  mutating func takeEntries(of list: List) -> [ListEntry] { lists.removeValue(forKey: list) ?? [] }

  mutating func merge(_ other: consuming Facts) {
    lists.merge(other.lists) { $0 + $1 }
    anchors.formUnion(other.anchors)
    redirects += other.redirects
    dependents.merge(other.dependents) { $0 + $1 }
    files.merge(other.files)
  }
}
