internal import IndexModel
internal import Registry
internal import Resolution

/// What was probably meant by a name that a registry does not have.
extension Lookup {
  /// The package of the registry that was probably meant; nil where none is near, or where the name is right.
  func suggestion(for package: PackageID) throws(SnapshotError) -> String? {
    guard try !hasPackage(package) else { return nil }
    let folder = RepositoryPath("packages")
    let project = package.project.text
    let names = try packages(in: folder.appending(project))
    guard names.isEmpty else {
      return Likeness.closest(to: package.name.text, among: names).map { "\(project)/\($0)" }
    }
    let projects = try entries(of: folder).filter { $0.kind == .folder }.map {
      String(decoding: $0.name, as: UTF8.self)
    }
    return Likeness.closest(to: project, among: projects).map { "\($0)/\(package.name)" }
  }

  /// The names of the version indexes at and below a folder, whatever its layout.
  private func packages(in folder: RepositoryPath) throws(SnapshotError) -> [String] {
    var names: [String] = []
    for entry in try entries(of: folder) {
      let path = folder.appending(String(decoding: entry.name, as: UTF8.self))
      switch SourcePlace(path, layout: context.layout) {
      case .versionIndex(_, let name): names.append(name)
      case .unknown where entry.kind == .folder: names += try packages(in: path)
      default: break
      }
    }
    return names
  }

  /// The alias of a package index that was probably meant by one that it does not have; nil where none is near.
  func suggestion(forAlias alias: String, in table: AliasTable) throws(SnapshotError) -> String? {
    guard table.isEverything else {
      return table.alias(of: alias)
        ?? Likeness.closest(to: alias, among: table.entries.map(\.alias))
    }
    let versions = context.policy.versioning
    guard !alias.utf8.contains(UInt8(ascii: "/")) else {
      guard let package = try? PackageID(alias, versions: versions) else { return nil }
      return try suggestion(for: package)
    }
    for entry in try entries(of: RepositoryPath("packages")) where entry.kind == .folder {
      let text = "\(String(decoding: entry.name, as: UTF8.self))/\(alias)"
      guard let package = try? PackageID(text, versions: versions) else { continue }
      if try hasPackage(package) { return text }
    }
    return nil
  }
}
