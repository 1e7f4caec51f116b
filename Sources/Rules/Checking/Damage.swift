package import Diagnostics
package import IndexModel
internal import Registry

/// What a state cannot be read for: objects that are damaged or missing, and trees without end.
///
/// Only asked once reading failed, so a state that can be read costs nothing.
package struct Damage {
  private let base: (any Snapshot)?
  private let head: any Snapshot
  private let context: Context
  private var budget = TreeBudget.registry
  private var sound: Set<ObjectID> = []
  private var findings: [Diagnostic] = []
  private var isCut = false

  /// All that is wrong with the files of a registry; empty where they can be read.
  package static func findings(in head: any Snapshot) -> [Diagnostic] {
    findings(Damage(base: nil, head: head))
  }

  /// All that is wrong with a tree and was not wrong before; empty where what differs can be read.
  ///
  /// Whoever made head made it so, unless base has the same: what both share is not looked at.
  package static func findings(
    in head: any Snapshot, since base: any Snapshot
  ) -> [Diagnostic] {
    findings(Damage(base: base, head: head))
  }

  private static func findings(_ damage: Damage) -> [Diagnostic] {
    var damage = damage
    damage.visit(damage.base?.root, damage.head.root, at: .root, depth: 0)
    return damage.findings.sorted()
  }

  private init(base: (any Snapshot)?, head: any Snapshot) {
    self.base = base
    self.head = head
    context = (try? Context.read(head)) ?? Context()
  }

  private mutating func visit(
    _ old: ObjectID?, _ new: ObjectID, at path: RepositoryPath, depth: Int
  ) {
    guard old != new else { return }
    let entries: [TreeEntry]
    do throws(SnapshotError) {
      entries = try head.list(new)
    } catch {
      findings.append(Diagnostic(error, folder: path))
      return
    }
    do throws(SnapshotError) {
      try budget.spend(entries.count, on: new)
    } catch {
      findings.append(Diagnostic(error, folder: endless(at: path)))
      isCut = true
      return
    }
    // What base cannot give is no excuse for head.
    let known = old.flatMap { try? base?.list($0) } ?? []
    let before = Dictionary(
      known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in entries where !isCut && (depth > 0 || isLookedAt(entry)) {
      visit(before[entry.name], entry, at: path.appending(entry.name), depth: depth)
    }
  }

  /// Whether an entry of the root matters: a change is about all there is.
  private func isLookedAt(_ entry: TreeEntry) -> Bool {
    base != nil || Walk.topFolders.contains { entry.name.elementsEqual($0.utf8) }
  }

  private mutating func visit(
    _ old: TreeEntry?, _ new: TreeEntry, at path: RepositoryPath, depth: Int
  ) {
    switch new.kind {
    case .folder:
      guard depth < TreeChange.deepestFolder else { return }
      visit(old?.kind == .folder ? old?.id : nil, new.id, at: path, depth: depth + 1)
    case .file:
      guard old?.id != new.id, SourcePlace(path, layout: context.layout) != .outside,
        !sound.contains(new.id)
      else { return }
      do throws(SnapshotError) {
        // A file that is too large is found where it is read.
        if try head.size(of: new.id) <= context.policy.fileBytes { _ = try head.read(new.id) }
        sound.insert(new.id)
      } catch {
        findings.append(Diagnostic(error, path: path, limit: context.policy.fileBytes))
      }
    case .executable, .symlink, .submodule, .odd: return
    }
  }

  /// The folder to name where the entries were too many at a path: that of a package, else the one
  /// in the root.
  private func endless(at path: RepositoryPath) -> RepositoryPath {
    var folder = RepositoryPath.root
    for component in path.components {
      folder = folder.appending(component)
      if case .companion = SourcePlace(folder.appending("x"), layout: context.layout) {
        return folder
      }
    }
    return path.components.first.map { RepositoryPath(bytes: Array($0)) } ?? .root
  }
}
