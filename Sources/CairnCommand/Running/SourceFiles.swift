internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import Registry

/// Finds files of the checkout by what a person writes on the command line.
struct SourceFiles {
  private let authorship: Authorship
  private var checkout: Checkout { authorship.checkout }

  init(_ authorship: Authorship) { self.authorship = authorship }

  /// A file that was found.
  struct File {
    let path: RepositoryPath
    /// Whether it was named itself, and not found in a folder.
    let isNamed: Bool
  }

  /// The files at and below these paths, each once, in order of the paths; without any path, all of
  /// the registry's.
  ///
  /// A path is taken from the current folder, or from the root of the checkout where nothing is
  /// there by it: findings name files in the latter way.
  func files(_ paths: [String]) throws -> [File] {
    var found: [RepositoryPath: File] = [:]
    if paths.isEmpty {
      for folder in Walk.topFolders { try collect(RepositoryPath(folder), into: &found) }
    }
    for path in paths {
      let (place, kind) = try locate(path)
      if kind == .folder {
        try collect(place, into: &found)
      } else {
        found[place] = File(path: place, isNamed: true)
      }
    }
    return found.values.sorted { $0.path < $1.path }
  }

  /// Adds all plain files below a folder.
  private func collect(
    _ folder: RepositoryPath, into found: inout [RepositoryPath: File]
  ) throws {
    for (name, kind) in try checkout.entries(of: folder) {
      let path = folder.appending(name)
      switch kind {
      case .folder: if name != Array(".git".utf8) { try collect(path, into: &found) }
      case .file, .executable:
        if found[path] == nil { found[path] = File(path: path, isNamed: false) }
      case .symlink, .submodule, .odd: break
      }
    }
  }

  private func locate(_ text: String) throws -> (RepositoryPath, TreeEntry.Kind) {
    for base in [authorship.standpoint.folder, RepositoryPath.root] {
      guard let base, let path = base.resolving(text, in: checkout.path),
        let kind = try checkout.kind(of: path)
      else { continue }
      return (path, kind)
    }
    throw Failure(
      .inputMissing,
      "there is nothing at \(VisibleText.path(RepositoryPath(text))) in this checkout",
      wayOut: "paths are taken from the current folder, or from the root of the checkout")
  }

}

extension RepositoryPath {
  /// The path of a place below a folder, both absolute; nil for a place outside.
  init?(below root: String, _ place: String) {
    let root = root.hasSuffix("/") ? String(root.dropLast()) : root
    guard place.utf8.starts(with: root.utf8) else { return nil }
    let rest = place.utf8.dropFirst(root.utf8.count)
    guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
    self.init(bytes: Array(rest.dropFirst()))
  }

  /// Follows a path as a person writes it, by its words alone; nil where it leads out of the root.
  fileprivate func resolving(_ text: String, in root: String) -> RepositoryPath? {
    if text.utf8.first == UInt8(ascii: "/") {
      return RepositoryPath(below: root, text).flatMap {
        RepositoryPath.root.resolving($0.description, in: root)
      }
    }
    var parts = components.map { Array($0) }
    for part in text.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(Array(part))
      }
    }
    return RepositoryPath(bytes: Array(parts.joined(separator: "/".utf8)))
  }
}
