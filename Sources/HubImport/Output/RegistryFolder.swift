internal import Glibc
public import IndexModel

/// A folder on disk that holds a registry, or will.
///
/// Below it no link is followed, and each file comes into being whole, by a rename.
public struct RegistryFolder: Sendable {
  /// As it was given.
  public let path: String

  /// A folder that need not be there yet; its parent has to be when something is written.
  public init(at path: String) { self.path = path }

  /// The plain files below `index/` and `packages/`, and `.gitignore`; none where there is no folder.
  ///
  /// - Throws: `.foreignEntry` for a link or anything else that is no plain file.
  public func contents() throws(HubImportError) -> [RepositoryPath: [UInt8]] {
    guard let folder = try OpenFolder.opening(path) else { return [:] }
    var files: [RepositoryPath: [UInt8]] = [:]
    let ignoreFile = NewRegistry.ignoreFile.path
    for (name, kind) in try folder.entries(at: .root) where ignoreFile.name.elementsEqual(name.utf8)
    {
      // Whatever it is, it is left alone; only a plain file can be read.
      files[ignoreFile] = kind == .file ? try folder.read(name, at: ignoreFile) : []
    }
    for top in ["index", "packages"] {
      let path = RepositoryPath(top)
      guard let below = try folder.folder(top, at: path) else { continue }
      try Self.collect(below, at: path, into: &files)
    }
    return files
  }

  private static func collect(
    _ folder: OpenFolder, at path: RepositoryPath, into files: inout [RepositoryPath: [UInt8]]
  ) throws(HubImportError) {
    for (name, kind) in try folder.entries(at: path) {
      let child = path.appending(name)
      switch kind {
      case .file: files[child] = try folder.read(name, at: child)
      case .folder:
        if let below = try folder.folder(name, at: child) {
          try collect(below, at: child, into: &files)
        }
      case .other: throw .foreignEntry(child)
      }
    }
  }

  /// Writes files that are not there yet, each whole or not at all.
  ///
  /// `index/registry.json` comes last: it makes a folder a registry, so an import that was
  /// interrupted before it begins anew, and takes what it wrote already for what it is.
  public func write(_ files: [RepositoryPath: [UInt8]]) throws(HubImportError) {
    let last: RepositoryPath = "index/registry.json"
    let paths = files.keys.sorted().filter { $0 != last } + (files[last] == nil ? [] : [last])
    guard !paths.isEmpty else { return }
    let folder = try OpenFolder.making(self.path)
    for path in paths { try Self.write(files[path] ?? [], to: path, in: folder) }
  }

  private static func write(
    _ bytes: [UInt8], to path: RepositoryPath, in folder: OpenFolder
  ) throws(HubImportError) {
    var folder = folder
    var at = RepositoryPath.root
    for component in path.parent.components {
      at = at.appending(component)
      folder = try folder.makingFolder(String(decoding: component, as: UTF8.self), at: at)
    }
    try folder.create(String(decoding: path.name, as: UTF8.self), bytes.span, at: path)
  }
}
