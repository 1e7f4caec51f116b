internal import IndexModel
internal import Registry

/// What checks ask of the things that a unit names.
///
/// A text that is no name at all names nothing here, and is not missed either: its format reported
/// it.
extension ForwardView {
  func misses(identity handle: String) throws(SnapshotError) -> Bool {
    guard (try? Name(handle, for: .identity, versions: context.policy.versioning)) != nil else {
      return false
    }
    return try !lookup.hasIdentity(handle)
  }

  func misses(project name: String) throws(SnapshotError) -> Bool {
    guard (try? Name(name, for: .project, versions: context.policy.versioning)) != nil else {
      return false
    }
    return try !lookup.hasFile(at: SourcePlace.path(ofProject: name))
  }

  /// The next step for one who named a thing that is not there: the name that was probably meant,
  /// or what makes it.
  func help(
    naming name: String, in folder: RepositoryPath, else command: String
  ) throws(SnapshotError) -> String {
    if let meant = try nearest(to: name, in: folder) { return "did you mean \"\(meant)\"?" }
    return "make it with `\(command)`, or name another"
  }

  /// The name of a file of a folder that is most like another name; nil where the folder is too
  /// large to guess.
  func nearest(
    to name: String, in folder: RepositoryPath
  ) throws(SnapshotError) -> String? {
    let entries = try lookup.entries(of: folder)
    guard entries.count <= 1000 else { return nil }
    let names = entries.filter { $0.kind == .file }
      .map { String(decoding: $0.name, as: UTF8.self) }
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    return Likeness.closest(to: name, among: names)
  }
}

extension ForwardView {
  /// The next step for one who named an identity that is not there.
  func help(namingIdentity handle: String) throws(SnapshotError) -> String {
    try help(naming: handle, in: "index/identities", else: "cairn new identity \(handle)")
  }

  /// The next step for one who named a package that is not there.
  func help(naming package: PackageID) throws(SnapshotError) -> String {
    let folder = lookup.path(of: package).parent
    return try help(
      naming: package.name.text, in: folder, else: "cairn new package \(package.text)")
  }
}
