internal import IndexModel
internal import Resolution

/// The packages that have to be built before themselves.
///
/// Circles are looked for among packages and not among releases: which releases come together is
/// for a solver to say. Tarjan's algorithm, without recursion, as chains are as long as strangers
/// make them.
struct BuildCycles {
  private let targets: (String) throws(SnapshotError) -> [String]
  private var numbers: [String: Int] = [:]
  private var names: [String] = []
  private var edges: [[Int]] = []
  /// The earliest visited that a package is known to lead back to.
  private var low: [Int] = []
  private var isOpen: [Bool] = []
  private var open: [Int] = []
  /// Packages of which each leads to all others, by their numbers.
  private(set) var circles: [[Int]] = []

  private init(_ targets: @escaping (String) throws(SnapshotError) -> [String]) {
    self.targets = targets
  }

  /// The circles that some packages lead into: for each package on one, the way from it back to it.
  ///
  /// - Parameter targets: What the releases of a package are built with, by their bytes.
  static func ways(
    from roots: [String], _ targets: @escaping (String) throws(SnapshotError) -> [String]
  ) throws(SnapshotError) -> [String: [String]] {
    var search = BuildCycles(targets)
    for root in roots where search.numbers[root] == nil { try search.visit(root) }
    var ways: [String: [String]] = [:]
    for circle in search.circles {
      let members = Set(circle)
      for member in circle { ways[search.names[member]] = search.way(around: member, members) }
    }
    return ways
  }

  private mutating func enter(_ name: String) throws(SnapshotError) -> Int {
    let number = names.count
    numbers[name] = number
    names.append(name)
    edges.append([])
    low.append(number)
    isOpen.append(true)
    open.append(number)
    return number
  }

  private mutating func visit(_ root: String) throws(SnapshotError) {
    var stack = [(package: try enter(root), waiting: Array(try targets(root).reversed()))]
    while let (package, left) = stack.popLast() {
      var waiting = left
      if let next = waiting.popLast() {
        stack.append((package, waiting))
        if let known = numbers[next] {
          edges[package].append(known)
          if isOpen[known] { low[package] = min(low[package], known) }
        } else {
          let number = try enter(next)
          edges[package].append(number)
          stack.append((number, Array(try targets(next).reversed())))
        }
      } else {
        if let (parent, _) = stack.last { low[parent] = min(low[parent], low[package]) }
        if low[package] == package { close(package) }
      }
    }
  }

  /// Takes the packages off that lead to one another, of which this one was visited first.
  private mutating func close(_ first: Int) {
    var circle: [Int] = []
    while let last = open.popLast() {
      isOpen[last] = false
      circle.append(last)
      if last == first { break }
    }
    if circle.count > 1 || edges[first].contains(first) { circles.append(circle) }
  }

  /// Of larger circles only the first step is told.
  private static let mostShown = 64

  /// The shortest way from a package back to it.
  private func way(around start: Int, _ circle: Set<Int>) -> [String] {
    guard circle.count <= Self.mostShown else {
      let next = edges[start].first(where: circle.contains) ?? start
      return [names[start], names[next], "…", names[start]]
    }
    var from: [Int: Int] = [:]
    var front = [start]
    while !front.isEmpty, from[start] == nil {
      var next: [Int] = []
      for package in front {
        for target in edges[package] where circle.contains(target) && from[target] == nil {
          from[target] = package
          next.append(target)
        }
      }
      front = next
    }
    var way = [start]
    var at = start
    repeat {
      guard let before = from[at] else { break }
      way.append(before)
      at = before
    } while at != start
    return way.reversed().map { names[$0] }
  }
}

extension DependencyView {
  /// The ways around that some packages lead into.
  func ways(around packages: [String]) throws(SnapshotError) -> [String: [String]] {
    let source = self.packages
    return try BuildCycles.ways(from: packages) { (package) throws(SnapshotError) in
      guard case .releases(let releases) = try source.holding(package) else { return [] }
      var targets: Set<String> = []
      for release in releases where release.stage != .revoked {
        for edge in release.edges where edge.isForBuilding {
          targets.insert(AliasTable.everything.alias(for: edge.target, from: package))
        }
      }
      return targets.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }
}

extension Edge {
  /// Whether what it leads to has to be there before the release can be built.
  var isForBuilding: Bool { use == .build && !isOptional }
}
