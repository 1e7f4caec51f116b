internal import IndexModel
internal import Registry

/// A family of documents: what they are made from, and how.
///
/// A key says which units are read, and nothing else may be: this is what makes a document that was made again equal
/// to one that was made from nothing. Adding a family means adding its file and a line in `Family.all`.
struct Family: Sendable {
  let name: String
  /// The key whose documents a full build makes when it meets a file.
  let home: @Sendable (SourcePlace) -> String?
  /// Every key whose documents are made from a file, `home` among them.
  let keys: @Sendable (SourcePlace, Lookup) throws(SnapshotError) -> [String]
  /// Makes the documents and facts of a key; none where its units are gone.
  let render: @Sendable (String, Inputs, inout Rendering) throws(SnapshotError) -> Void

  static let all: [Family] = [
    .packages, .mainPackages, .projects, .identities, .packageIndexes, .advisories,
  ]

  init(
    _ name: String, home: @escaping @Sendable (SourcePlace) -> String?,
    keys: (@Sendable (SourcePlace, Lookup) throws(SnapshotError) -> [String])? = nil,
    render: @escaping @Sendable (String, Inputs, inout Rendering) throws(SnapshotError) -> Void
  ) {
    self.name = name
    self.home = home
    self.keys = keys ?? { place, _ in home(place).map { [$0] } ?? [] }
    self.render = render
  }
}

/// The units that a key names, looked up by path.
struct Inputs: Sendable {
  let lookup: Lookup
  /// The unit at hand in a full build: looking it up costs nothing.
  var current: Unit?

  var context: Context { lookup.context }

  /// The unit at a path, if it is there and sound: documents are made from checked units only.
  func unit(at path: RepositoryPath) throws(SnapshotError) -> Unit? {
    let unit: Unit?
    if let current, current.path == path {
      unit = current
    } else {
      unit = try lookup.unit(at: path)
    }
    return unit?.isSound == true ? unit : nil
  }

  /// The bytes of a file that a release carries; nil where there is none, or a larger one than the registry allows or
  /// the caller has room for: such a one is not loaded.
  func carried(_ path: RepositoryPath, atMost limit: Int) throws(SnapshotError) -> [UInt8]? {
    guard let entry = try lookup.entry(at: path), entry.kind == .file,
      try lookup.snapshot.size(of: entry.id) <= min(limit, context.policy.fileBytes)
    else { return nil }
    return try lookup.snapshot.read(entry.id)
  }
}
