internal import GitStore
internal import IndexModel
internal import Registry

extension Authorship {
  /// The command line that commits files, and with them whatever else of the registry is not committed yet: a check of
  /// the commit sees nothing but what is in it.
  func commit(_ files: [RepositoryPath], _ message: String) -> String {
    let others = repository.uncommittedFiles(in: Walk.topFolders).filter { $0.kind != .ignored }
    let covered = others.map { $0.path.withoutSlash }
    let missing = files.filter { file in
      !covered.contains { $0 == file || file.bytes.starts(with: $0.bytes + [UInt8(ascii: "/")]) }
    }
    var paths = (missing + covered).sorted()
    if paths.count > Self.mostNamed {
      paths = Set(paths.compactMap { $0.components.first }).map { RepositoryPath(bytes: Array($0)) }
        .sorted()
    }
    let words = paths.map(standpoint.path).joined(separator: " ")
    return
      "\(standpoint.git) add \(words) && \(standpoint.git) commit -m \(Standpoint.word(message))"
  }

  /// Of more files than these the folders are named.
  private static let mostNamed = 12
}

extension RepositoryPath {
  /// Git ends the name of a folder of new files with a slash.
  fileprivate var withoutSlash: RepositoryPath {
    bytes.last == UInt8(ascii: "/") ? RepositoryPath(bytes: Array(bytes.dropLast())) : self
  }
}
