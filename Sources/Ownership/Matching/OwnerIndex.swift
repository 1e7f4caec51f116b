internal import IndexModel

/// All patterns of a file as one tree of components, in which a path is looked up once for all of
/// them.
///
/// Patterns that begin alike share the nodes of what they have alike, and a name finds its way on
/// from a node by its bytes (`NameEdges`, `GlobTrie`), so that a node may have any number of children.
///
/// Lines are entered last to first: whatever a node has already is of a later line, and stays.
struct OwnerIndex: Sendable {
  private var nodes: [Node] = []

  init(_ patterns: [OwnerPattern]) {
    nodes.append(Node(latest: patterns.count - 1, repeats: false))
    for line in patterns.indices.reversed() { enter(patterns[line], line: line) }
  }

  /// What follows after the components that lead here.
  private struct Node: Sendable {
    /// The last line of all that pass or end here.
    let latest: Int
    /// Whether the component that leads here is a `**`, which takes any number of names.
    let repeats: Bool
    var names = NameEdges()
    /// The node after a `**`.
    var anyFolders: Int?
    /// The last line that ends here, by ending.
    var atOrAbove: Int?
    var above: Int?
    var holding: Int?
  }

  private mutating func enter(_ pattern: OwnerPattern, line: Int) {
    var node = 0
    for component in pattern.components {
      node = child(of: node, by: component, line: line)
    }
    switch pattern.ending {
    case .atOrAbove: nodes[node].atOrAbove = nodes[node].atOrAbove ?? line
    case .above: nodes[node].above = nodes[node].above ?? line
    case .holding: nodes[node].holding = nodes[node].holding ?? line
    }
  }

  private mutating func child(
    of node: Int, by component: OwnerPattern.Component, line: Int
  ) -> Int {
    let fresh = nodes.count
    let child: Int
    if component == .anyFolders {
      child = nodes[node].anyFolders ?? fresh
      nodes[node].anyFolders = child
    } else {
      child = nodes[node].names.child(by: component, else: (fresh, line))
    }
    if child == fresh {
      nodes.append(Node(latest: line, repeats: component == .anyFolders))
    }
    return child
  }
}

// MARK: - Looking up

extension OwnerIndex {
  /// The last pattern that matches a path.
  func last(matching path: RepositoryPath) -> Int? {
    var search = Search()
    reach(0, &search)
    var rest = path.bytes[...]
    while !path.bytes.isEmpty {
      let slash = rest.firstIndex(of: UInt8(ascii: "/"))
      step(over: rest[..<(slash ?? rest.endIndex)], isLast: slash == nil, &search)
      guard let slash else { break }
      rest = rest[(slash + 1)...]
    }
    return search.best < 0 ? nil : search.best
  }

  /// Where a search stands between two names of a path.
  private struct Search {
    /// The last line found to match; -1 for none.
    var best = -1
    /// The nodes that the names so far lead to, each once.
    var reached: [Int] = []
    /// Those of them that are behind a `**`: once reached, they are for all names that follow.
    var repeating: Set<Int> = []

    mutating func match(_ line: Int?) {
      if let line, line > best { best = line }
    }
  }

  private func reach(_ node: Int, _ search: inout Search) {
    guard nodes[node].latest > search.best else { return }
    search.reached.append(node)
    if let behind = nodes[node].anyFolders, search.repeating.insert(behind).inserted {
      search.reached.append(behind)
    }
  }

  private func step(over name: ArraySlice<UInt8>, isLast: Bool, _ search: inout Search) {
    let reached = search.reached
    search.reached.removeAll(keepingCapacity: true)
    for node in reached where nodes[node].latest > search.best {
      search.match(nodes[node].above)
      if isLast { search.match(nodes[node].holding) }
      if nodes[node].repeats { search.reached.append(node) }
      nodes[node].names.forEachChild(for: name, after: search.best) { child in
        search.match(nodes[child].atOrAbove)
        if !isLast { reach(child, &search) }
      }
    }
  }
}
