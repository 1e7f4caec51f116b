/// One path that differs between two snapshots. A move is a removal and an addition.
public struct TreeChange: Hashable, Sendable {
  public let path: RepositoryPath
  /// The file before; nil where it was added.
  public let old: TreeEntry?
  /// The file after; nil where it was removed.
  public let new: TreeEntry?

  public init(path: RepositoryPath, old: TreeEntry?, new: TreeEntry?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// How many folders deep a comparison goes: a registry's paths are no deeper, and a stranger may nest a million.
  public static let deepestFolder = RepositoryPath.limits.depth - 1

  /// Every file (anything but a folder) that differs, ordered by path. Folders with equal ids are never opened.
  ///
  /// A folder more than `deepestFolder` folders deep is not opened, but stands in the result like a file.
  ///
  /// - Parameters:
  ///   - old: The earlier snapshot; nil stands for the empty tree.
  ///   - budget: How many entries may stand in the folders that are opened.
  /// - Throws: `.tooManyEntries` past the budget, or what the snapshots throw.
  public static func between(
    _ old: (any Snapshot)?, _ new: any Snapshot, budget: TreeBudget = .registry
  ) throws(SnapshotError) -> [TreeChange] {
    var comparison = Comparison(old: old, new: new, budget: budget)
    try comparison.compare(old?.root, new.root, at: .root, depth: 0)
    return comparison.changes.sorted { $0.path < $1.path }
  }
}

/// A comparison on its way.
private struct Comparison {
  let old: (any Snapshot)?
  let new: any Snapshot
  var budget: TreeBudget
  var changes: [TreeChange] = []

  mutating func compare(
    _ oldFolder: ObjectID?, _ newFolder: ObjectID?, at path: RepositoryPath, depth: Int
  ) throws(SnapshotError) {
    if let oldFolder, let newFolder, oldFolder == newFolder { return }
    let before = try entries(of: oldFolder, in: old)
    let after = try entries(of: newFolder, in: new)
    if let folder = newFolder ?? oldFolder {
      try budget.spend(max(before.count, after.count), on: folder)
    }
    var left = 0
    var right = 0
    while left < before.count || right < after.count {
      var oldEntry: TreeEntry?
      var newEntry: TreeEntry?
      if right == after.count {
        oldEntry = before[left]
      } else if left == before.count {
        newEntry = after[right]
      } else if before[left].name == after[right].name {
        (oldEntry, newEntry) = (before[left], after[right])
      } else if before[left].name.lexicographicallyPrecedes(after[right].name) {
        oldEntry = before[left]
      } else {
        newEntry = after[right]
      }
      if oldEntry != nil { left += 1 }
      if newEntry != nil { right += 1 }
      if oldEntry == newEntry { continue }
      let child = path.appending((oldEntry ?? newEntry)!.name)
      let isOpened = depth < TreeChange.deepestFolder
      let oldFile = oldEntry.flatMap { $0.kind == .folder && isOpened ? nil : $0 }
      let newFile = newEntry.flatMap { $0.kind == .folder && isOpened ? nil : $0 }
      if oldFile != nil || newFile != nil {
        changes.append(TreeChange(path: child, old: oldFile, new: newFile))
      }
      guard isOpened else { continue }
      let oldChild = oldEntry.flatMap { $0.kind == .folder ? $0.id : nil }
      let newChild = newEntry.flatMap { $0.kind == .folder ? $0.id : nil }
      if oldChild != nil || newChild != nil {
        try compare(oldChild, newChild, at: child, depth: depth + 1)
      }
    }
  }

  private func entries(
    of folder: ObjectID?, in snapshot: (any Snapshot)?
  ) throws(SnapshotError) -> [TreeEntry] {
    guard let folder, let snapshot else { return [] }
    return try snapshot.list(folder)
  }
}
