internal import IndexModel

extension Reach {
  /// How many questions are asked to find out what no solution holds. Where they do not
  /// suffice, everything stays: it does no harm.
  static let budget = 10_000
  /// How much is done to answer one of them.
  static let effort = Request.usualEffort / 1_000

  /// The same without the releases that no solution holds.
  ///
  /// - Throws: ``Problem/unsolvable`` if there is no solution at all.
  func exact(for root: Version, in alias: String, _ packageIndex: String) throws -> Reach {
    let index = PortableIndex(
      entries, isEverything: packageIndex == AliasTable.everything.name)
    var held: Set<Held> = []
    var asked = 0
    for entry in entries {
      for release in entry.releases {
        let own = Held(alias: entry.alias, version: release.version)
        guard !held.contains(own) else { continue }
        asked += 1
        guard asked <= Self.budget else { return self }
        var request = Request(
          [.init(alias, exactly: root), .init(entry.alias, exactly: release.version)],
          candidates: true)
        request.effort = Self.effort
        switch try request.resolve(in: index) {
        case .conflict: continue
        case .gaveUp: return self
        case .solution(let solution):
          for selection in solution.selections {
            held.insert(Held(alias: selection.alias, version: selection.release.version))
          }
        }
      }
    }
    // Whatever takes part seems to fit, edge by edge, and nothing fits all together.
    guard held.contains(where: { $0.alias == alias }) else { throw Problem.unsolvable }
    return keeping(held.contains)
  }

  private struct Held: Hashable {
    let alias: String
    let version: Version
  }

  private func keeping(_ isKept: (Held) -> Bool) -> Reach {
    Reach(
      entries: entries.compactMap { entry in
        let left = entry.releases.filter { isKept(Held(alias: entry.alias, version: $0.version)) }
        return left.isEmpty
          ? nil : IndexEntry(alias: entry.alias, package: entry.package, releases: left)
      })
  }
}

extension Request.Requirement {
  /// This release and no other.
  init(_ alias: String, exactly version: Version) {
    self.init(alias, .exactly(version))
  }
}
