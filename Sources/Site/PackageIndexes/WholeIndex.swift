package import IndexModel
package import Registry
package import Resolution

/// A package index of which everything is known, and nothing was published before.
package final class WholeIndex: ClosureSource {
  let table: AliasTable
  private let packages: [String: [ReleaseNode]]
  private let context: Context
  /// All aliases, by their bytes.
  package let aliases: [String]
  /// The lines of each list of dependents, by its target: numbers only, for a large registry has millions.
  private var lines: [Dependents: [Line]] = [:]
  private var ranges = Numbered()

  /// That an alias depends on a target by a range.
  private struct Line: Hashable {
    /// A place among the aliases.
    let dependent: Int32
    let range: Int32
  }

  /// - Parameter packages: The releases of every package, ascending.
  package init(_ table: AliasTable, _ packages: [String: [ReleaseNode]], _ context: Context) {
    self.table = table
    self.packages = packages
    self.context = context
    aliases =
      table.isEverything
      ? packages.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      : table.entries.filter { packages[$0.package] != nil }.map(\.alias)
    var targets = Numbered()
    var lists: [[Line]] = []
    for number in aliases.indices {
      var seen: Set<Need> = []
      var last: [Edge] = []
      for release in releases(of: aliases[number]) ?? [] where release.stage != .revoked {
        // Where releases share their edges this costs nothing.
        guard release.edges != last else { continue }
        last = release.edges
        for edge in release.edges {
          let target = targets.number(of: table.alias(for: edge.target, from: aliases[number]))
          if target == lists.count { lists.append([]) }
          let range = ranges.number(of: edge.rangeText)
          if seen.insert(Need(target: target, range: range)).inserted {
            lists[target].append(Line(dependent: Int32(number), range: Int32(range)))
          }
        }
      }
    }
    // Targets that differ in their spelling alone have one list.
    for (target, lines) in zip(targets.texts, lists) {
      self.lines[Dependents(of: target, in: table.name), default: []] += lines
    }
  }

  private struct Need: Hashable {
    let target: Int
    let range: Int
  }

  /// The lists of the targets that somebody depends on.
  var lists: some Collection<Dependents> { lines.keys }

  /// The lines of a list, by their aliases.
  func entries(of list: Dependents) -> [DependentEntry] {
    dependents(of: list).map { .package(alias: $0.alias, ranges: $0.ranges) }
  }

  private func dependents(of list: Dependents) -> [Dependent] {
    var ranges: [Int32: Set<Int32>] = [:]
    for line in lines[list] ?? [] { ranges[line.dependent, default: []].insert(line.range) }
    return ranges.sorted { $0.key < $1.key }.map { dependent, ranges in
      Dependent(
        alias: aliases[Int(dependent)],
        ranges: ranges.map { self.ranges.texts[Int($0)] }
          .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }

  // MARK: Closure

  package func releases(of alias: String) -> [ReleaseNode]? {
    table.package(of: alias).flatMap { packages[$0] }
  }

  package func before(_ alias: String) -> [MarkedRelease]? { nil }

  package func dependents(of alias: String) -> [Dependent] {
    dependents(of: Dependents(of: alias, in: table.name))
  }

  package func alias(for target: String, from dependent: String) -> String {
    table.alias(for: target, from: dependent)
  }

  package func range(_ text: String) -> VersionRange? {
    try? VersionRange(text, scheme: context.policy.versioning)
  }
}

/// Texts by number, each once.
private struct Numbered {
  private(set) var texts: [String] = []
  private var numbers: [String: Int] = [:]

  mutating func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    numbers[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }
}

extension Dependent {
  /// The alias that a line is about; nil for the line of an index.
  package init?(_ entry: DependentEntry) {
    guard case .package(let alias, let ranges) = entry else { return nil }
    self.init(alias: alias, ranges: ranges)
  }
}
