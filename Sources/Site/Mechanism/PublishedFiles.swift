public import IndexModel

/// What a published site says of its own files.
public enum PublishedFiles {
  /// Whether a document is a snapshot's root, as every site of ours has one: of that kind, and with a count that it
  /// keeps.
  public static func isSnapshot(_ bytes: [UInt8]) -> Bool {
    (try? SnapshotFormat().read(bytes, prefix: "")) != nil
  }

  /// How much there is.
  public struct Total: Hashable, Sendable {
    public let files: Int
    public let bytes: Int
  }

  /// How many files the snapshot lists, and how many bytes they have.
  ///
  /// - Parameter read: The bytes of a document of the site; nil where there is none.
  public static func total(_ read: (SitePath) throws -> [UInt8]?) throws -> Total {
    guard let bytes = try read(SiteLayout.snapshot) else { return Total(files: 0, bytes: 0) }
    let root = try SnapshotFormat().read(bytes, prefix: "")
    return Total(files: root.count, bytes: SnapshotFormat().weight(of: root) ?? 0)
  }

  /// Every file of the site: those that its snapshot lists, and the snapshot's own.
  ///
  /// - Parameter read: The bytes of a document of the site; nil where there is none.
  public static func all(_ read: (SitePath) throws -> [UInt8]?) throws -> Set<SitePath> {
    try withoutActuallyEscaping(read) { read in
      let format = SnapshotFormat()
      let nodes = TrieReader(format, read: read)
      var files: Set<SitePath> = []
      var waiting = [try nodes.root()]
      var own: Set<SitePath> = []
      while let node = waiting.popLast() {
        own.insert(format.path(node.prefix))
        for entry in node.entries { files.insert(entry.path) }
        for part in node.parts { waiting.append(try nodes.node(part.prefix)) }
      }
      if hasCompressedCopies(files) { own.formUnion(own.compactMap(SiteLayout.compressedCopy)) }
      return files.union(own)
    }
  }

  /// Whether each document of a site has a compressed copy beside it, by the files that its snapshot lists: the copies of
  /// the snapshot's own documents are no more listed than these.
  public static func hasCompressedCopies(_ listed: Set<SitePath>) -> Bool {
    SiteLayout.compressedCopy(of: SiteLayout.index).map(listed.contains) ?? false
  }
}
