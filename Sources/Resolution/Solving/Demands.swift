internal import IndexModel

/// What releases of one alias demand by one and the same edge.
///
/// One clause says it for all of them: the solver learns faster, and a report says "every release of libfoo" instead of
/// each.
struct Demand {
  let edge: Edge
  /// Those that declare it, each near another.
  fileprivate(set) var releases: ReleaseSet
  /// Whether the solver was told.
  fileprivate(set) var isStated = false
  /// The number of the alias that it names, where the index has it and the solver was told.
  fileprivate(set) var target: Int?
}

/// All demands of the releases of an alias, gathered in one pass over them.
struct Demands {
  private(set) var all: [Demand] = []
  /// For each release the places of its demands.
  private(set) var ofReleases: [[Int]] = []

  /// The farthest that releases with one demand are from one another: a clause is no use where half of a long history
  /// lies between.
  private static let longWay = 64

  private struct Key: Hashable {
    let target: String
    let rangeText: String
  }

  /// - Parameter dev: Whether dependencies for development bind here.
  init(of releases: [IndexedRelease], dev: Bool) {
    var newest: [Key: Int] = [:]
    var last: [Int] = []
    ofReleases.reserveCapacity(releases.count)
    for number in releases.indices {
      // Most releases need what the one before them does.
      if number > 0, releases[number].edges == releases[number - 1].edges {
        ofReleases.append(ofReleases[number - 1])
        for demand in ofReleases[number] { take(number, demand, &last) }
        continue
      }
      var own: [Int] = []
      for edge in releases[number].edges where edge.binds(dev: dev) {
        let key = Key(target: edge.target, rangeText: edge.rangeText)
        if let demand = newest[key], number - last[demand] <= Self.longWay {
          take(number, demand, &last)
          own.append(demand)
        } else {
          newest[key] = all.count
          own.append(all.count)
          all.append(Demand(edge: edge, releases: .nothing(of: releases.count)))
          last.append(number)
          take(number, all.count - 1, &last)
        }
      }
      ofReleases.append(own)
    }
  }

  private mutating func take(_ release: Int, _ demand: Int, _ last: inout [Int]) {
    all[demand].releases.insert(release)
    last[demand] = release
  }

  /// Remembers that the solver was told of a demand, and what it names.
  mutating func state(_ demand: Int, naming target: Int?) {
    all[demand].isStated = true
    all[demand].target = target
  }
}

extension Edge {
  fileprivate func binds(dev: Bool) -> Bool { dev ? !isOptional : binds }
}
