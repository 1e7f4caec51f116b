/// Globs as one tree of steps, in which a name is looked up once for all of them.
///
/// Globs that begin alike share the nodes of what they have alike, so it is what a name has in
/// common with them that costs, and not how many there are. It is the tree of `OwnerIndex` once
/// more: bytes instead of names, and `*` instead of `**`.
struct GlobTrie: Sendable {
  private var nodes: [Node] = []
  /// The nodes after a byte, by the node before it and the byte.
  private var edges: [Edge: Int] = [:]

  /// What follows after the steps that lead here.
  private struct Node: Sendable {
    /// The last line behind it.
    let latest: Int
    /// Whether the step that leads here is a `*`, which takes any number of bytes.
    let repeats: Bool
    /// Which bytes may lead on, by their lowest six bits: most do not, and need not be looked up.
    var bytes: UInt64 = 0
    /// The node after a `?`.
    var anyByte: Int?
    /// The node after a `*`.
    var anyBytes: Int?
    /// What the glob that ends here leads to.
    var value: Int?
  }

  private struct Edge: Hashable, Sendable {
    let node: Int
    let byte: UInt8
  }

  /// What a glob leads to; from now on `new` if it led to nothing.
  ///
  /// - Parameter line: The last line behind it: never after that of one entered before.
  mutating func value(of glob: Glob, else new: Int, line: Int) -> Int {
    if nodes.isEmpty { nodes.append(Node(latest: line, repeats: false)) }
    var node = 0
    for step in glob.steps { node = child(of: node, by: step, line: line) }
    let value = nodes[node].value ?? new
    nodes[node].value = value
    return value
  }

  private mutating func child(of node: Int, by step: Glob.Step, line: Int) -> Int {
    let fresh = nodes.count
    let child: Int
    switch step {
    case .byte(let byte):
      child = edges[Edge(node: node, byte: byte)] ?? fresh
      edges[Edge(node: node, byte: byte)] = child
      nodes[node].bytes |= byte.bit
    case .anyByte:
      child = nodes[node].anyByte ?? fresh
      nodes[node].anyByte = child
    case .anyBytes:
      child = nodes[node].anyBytes ?? fresh
      nodes[node].anyBytes = child
    }
    if child == fresh { nodes.append(Node(latest: line, repeats: step == .anyBytes)) }
    return child
  }
}

// MARK: - Looking up

extension GlobTrie {
  /// Calls `body` with what each glob leads to that matches the whole name and behind which there
  /// are lines after a given one.
  func forEachMatch(of name: ArraySlice<UInt8>, after line: Int, _ body: (Int) -> Void) {
    guard !nodes.isEmpty else { return }
    var search = Search(line: line)
    reach(0, &search)
    for byte in name {
      guard !search.reached.isEmpty else { return }
      step(over: byte, &search)
    }
    for node in search.reached { nodes[node].value.map(body) }
  }

  /// Where a search stands between two bytes of a name.
  private struct Search {
    let line: Int
    /// The nodes that the bytes so far lead to, each once.
    var reached: [Int] = []
    /// The nodes before the last byte: its storage is for the next.
    var before: [Int] = []
    /// The nodes behind a `*`: once reached, they are for all bytes that follow.
    var repeating: Set<Int> = []
  }

  private func reach(_ node: Int?, _ search: inout Search) {
    guard let node, nodes[node].latest > search.line else { return }
    search.reached.append(node)
    guard let behind = nodes[node].anyBytes, nodes[behind].latest > search.line,
      search.repeating.insert(behind).inserted
    else { return }
    search.reached.append(behind)
  }

  private func step(over byte: UInt8, _ search: inout Search) {
    swap(&search.reached, &search.before)
    search.reached.removeAll(keepingCapacity: true)
    for node in search.before {
      if nodes[node].repeats { search.reached.append(node) }
      reach(nodes[node].anyByte, &search)
      if nodes[node].bytes & byte.bit != 0 {
        reach(edges[Edge(node: node, byte: byte)], &search)
      }
    }
  }
}

extension UInt8 {
  fileprivate var bit: UInt64 { 1 << UInt64(self & 63) }
}
