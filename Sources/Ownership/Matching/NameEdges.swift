/// The ways on from a node of the index, by the next name of a path.
///
/// A literal is found by its hash. A glob is found by its longest run of literal bytes, which every
/// name holds that it matches: of a name, each part is looked up that is as long as some run. So
/// many globs cost little where their runs differ, and those of one run are tried one by one.
struct NameEdges: Sendable {
  private var literals: [ArraySlice<UInt8>: Int] = [:]
  private var anyName: Int?
  private var globs: [Glob: Int] = [:]
  /// Edges of globs by the longest run; of no bytes for wildcards alone.
  private var edges: [ArraySlice<UInt8>: [Edge]] = [:]
  /// The lengths of the runs.
  private var lengths: [Int] = []

  private struct Edge: Sendable {
    let glob: Glob
    let child: Int
    /// The last line behind the edge. Edges are entered in the order of it, the last line first.
    let latest: Int
  }

  /// The child that a component leads to; `fresh` if there was none.
  ///
  /// - Parameter fresh: A new node, and the last line behind it: never after one entered before.
  mutating func child(
    by component: OwnerPattern.Component, else fresh: (node: Int, latest: Int)
  ) -> Int {
    switch component {
    case .literal(let name):
      return literals.value(of: name[...], else: fresh.node)
    case .anyName:
      anyName = anyName ?? fresh.node
      return anyName ?? fresh.node
    case .glob(let glob):
      let child = globs.value(of: glob, else: fresh.node)
      if child == fresh.node { enter(Edge(glob: glob, child: child, latest: fresh.latest)) }
      return child
    case .anyFolders:
      preconditionFailure("`**` stands for no name, so it has no edge")
    }
  }

  private mutating func enter(_ edge: Edge) {
    let run = edge.glob.longestRun[...]
    edges[run, default: []].append(edge)
    if !lengths.contains(run.count) { lengths.append(run.count) }
  }

  /// Calls `body` with each child that a name leads to and behind which there are lines after a
  /// given one.
  func forEachChild(for name: ArraySlice<UInt8>, after line: Int, _ body: (Int) -> Void) {
    if let child = literals[name] { body(child) }
    if let anyName { body(anyName) }
    for length in lengths where length <= name.count {
      // A run may occur twice in a name; its globs are for once.
      var met: Set<ArraySlice<UInt8>> = []
      for start in name.startIndex...(name.endIndex - length) {
        let part = name[start..<(start + length)]
        guard let edges = edges[part], met.insert(part).inserted else { continue }
        for edge in edges.prefix(while: { $0.latest > line }) where edge.glob.matches(name) {
          body(edge.child)
        }
        if length == 0 { break }
      }
    }
  }
}

extension Dictionary {
  /// The value of a key; a new one, which it has from now on, if it had none.
  fileprivate mutating func value(of key: Key, else new: Value) -> Value {
    if let value = self[key] { return value }
    self[key] = new
    return new
  }
}
