internal import Authoring
internal import IndexModel
internal import Registry

/// The files of a registry as they will be: those of a checkout, with drafts in the place of what
/// they would write.
struct DraftedFiles {
  let checkout: Checkout
  let context: Context
  private var drafts: [RepositoryPath: Draft] = [:]
  /// What was read: many aliases may stand for one package.
  private var readings: [RepositoryPath: Standing] = [:]

  init(_ checkout: Checkout, _ context: Context) {
    self.checkout = checkout
    self.context = context
  }

  /// What stands at the place of a resource.
  enum Standing {
    case nothing
    /// A file that breaks a rule by itself.
    case unsound
    case sound(Unit)
  }

  mutating func standing(at path: RepositoryPath) throws(AuthoringError) -> Standing {
    if let standing = readings[path] { return standing }
    let standing = try read(path)
    readings[path] = standing
    return standing
  }

  private func read(_ path: RepositoryPath) throws(AuthoringError) -> Standing {
    guard let bytes = try bytes(at: path) else { return .nothing }
    let place = SourcePlace(path, layout: context.layout)
    guard let kind = Kind(at: place) else { return .unsound }
    let reading = Unit.read(
      bytes, at: path, place: place, kind: kind, blob: ObjectID(high: 0, middle: 0, low: 0),
      context: context)
    guard case .unit(let unit) = reading, unit.isSound else { return .unsound }
    return .sound(unit)
  }

  /// The bytes of a file as it will be; nil where there will be none.
  func bytes(at path: RepositoryPath) throws(AuthoringError) -> [UInt8]? {
    if let draft = drafts[path] { return draft.after }
    return try checkout.read(path)
  }

  /// Whether the file was not there before.
  func isNew(_ path: RepositoryPath) -> Bool { drafts[path].map { $0.before == nil } ?? false }

  /// Gives a file another content.
  mutating func write(_ bytes: [UInt8], to path: RepositoryPath) throws(AuthoringError) {
    let before = if let draft = drafts[path] { draft.before } else { try checkout.read(path) }
    drafts[path] = Draft(path: path, before: before, after: bytes)
    readings[path] = nil
  }

  /// Adds a file unless one is there: that is its owners'.
  mutating func add(_ draft: Draft) throws(AuthoringError) {
    guard try bytes(at: draft.path) == nil else { return }
    drafts[draft.path] = draft
    readings[draft.path] = nil
  }

  /// What is to be written. `index/registry.json` comes last: it makes a folder a registry, so an
  /// import that was interrupted before it begins anew.
  var changes: [Draft] {
    drafts.values.filter { $0.before != $0.after }.sorted { left, right in
      let last = SourcePlace.registryPath
      return left.path != last && (right.path == last || left.path < right.path)
    }
  }
}
