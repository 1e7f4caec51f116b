/// The ways on from a node of the index, by the next name of a path.
struct NameEdges: Sendable {
  private var literals: [ArraySlice<UInt8>: Int] = [:]
  private var anyName: Int?
  private var globs = GlobTrie()

  /// The child that a component leads to; `fresh` if there was none.
  ///
  /// - Parameter fresh: A new node, and the last line behind it: never after one entered before.
  mutating func child(
    by component: OwnerPattern.Component, else fresh: (node: Int, latest: Int)
  ) -> Int {
    switch component {
    case .literal(let name):
      let child = literals[name[...]] ?? fresh.node
      literals[name[...]] = child
      return child
    case .anyName:
      anyName = anyName ?? fresh.node
      return anyName ?? fresh.node
    case .glob(let glob):
      return globs.value(of: glob, else: fresh.node, line: fresh.latest)
    case .anyFolders:
      preconditionFailure("`**` stands for no name, so it has no edge")
    }
  }

  /// Calls `body` with each child that a name leads to and, of those behind a glob, behind which
  /// there are lines after a given one.
  func forEachChild(for name: ArraySlice<UInt8>, after line: Int, _ body: (Int) -> Void) {
    if let child = literals[name] { body(child) }
    if let anyName { body(anyName) }
    globs.forEachMatch(of: name, after: line, body)
  }
}
