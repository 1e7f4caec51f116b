internal import IndexModel
internal import Site

/// The names that a person may be typing, from the part of a list in which they stand.
extension SiteDocuments {
  /// The projects with packages whose names begin with a text.
  public func projects(beginning prefix: String) throws -> [String] {
    try names(beginning: prefix, in: .packages)
  }

  /// The packages of a project whose names begin with a text.
  public func packages(of project: String, beginning prefix: String) throws -> [String] {
    // Whatever was typed need not be a name that a document can have.
    guard SitePath("packages/\(project)/index.json") != nil else { return [] }
    return try names(beginning: prefix, in: .packagesOf(project: project))
  }

  /// How many parts of a list are read at most: past that more letters have to be typed.
  private static let mostParts = 8

  private func names(beginning prefix: String, in list: List) throws -> [String] {
    let reader = TrieReader(ListFormat(list: list)) { try site.read($0) }
    let node =
      if let wanted = ListEntry(List.Entry(["name": prefix]), in: list) {
        try reader.node(holding: wanted)
      } else {
        try reader.root()
      }
    guard node.parts.count <= Self.mostParts else { return [] }
    return try reader.entries(below: node).map(\.id)
      // What is shared has another project in front.
      .filter { !$0.utf8.contains(UInt8(ascii: "/")) && $0.utf8.starts(with: prefix.utf8) }
  }
}
