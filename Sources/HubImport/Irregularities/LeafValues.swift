internal import JSONText

/// The values of a document that are no objects, by the keys that lead to them: for telling two
/// documents apart.
enum LeafValues {
  /// Keys from the root on, joined by dots as people write them: `checksum.value`.
  typealias Path = String

  /// Each value as it is written, arrays as a whole.
  static func of(
    _ document: JSONDocument, below node: JSONDocument.Node? = nil
  ) -> [Path: String] {
    var leaves: [Path: String] = [:]
    collect(node ?? document.root, of: document, at: "", into: &leaves)
    return leaves
  }

  /// The paths at which two documents differ, in order.
  static func differences(_ left: JSONDocument, _ right: JSONDocument) -> [Path] {
    let (left, right) = (of(left), of(right))
    return Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
  }

  private static func collect(
    _ node: JSONDocument.Node, of document: JSONDocument, at path: Path,
    into leaves: inout [Path: String]
  ) {
    guard document.kind(of: node) == .object, document.count(of: node) > 0 else {
      var writer = JSONWriter(style: .compact)
      writer.copy(node, of: document, order: .sortedByBytes)
      leaves[path] = String(decoding: writer.bytes, as: UTF8.self)
      return
    }
    for (key, value) in document.members(of: node) {
      let step = document.string(key) ?? ""
      collect(value, of: document, at: path.isEmpty ? step : "\(path).\(step)", into: &leaves)
    }
  }
}

extension HubFile {
  /// The value that a path leads to, or the nearest above it.
  func nearest(_ path: LeafValues.Path) -> Node {
    nearest(path.split(separator: ".").map(String.init))
  }
}
