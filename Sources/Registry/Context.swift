public import IndexModel

/// What a reading depends on beside the file itself: the registry's own settings.
public struct Context: Sendable {
  public let name: String
  public let layout: Layout
  public let policy: Policy
  /// Nil where `index/registry.json` could not be understood.
  public let settings: RegistrySettings?
  /// Whether `index/registry.json` breaks no integrity rule by itself: of another one some settings
  /// may be lost.
  public let isSound: Bool
  /// The blob of `index/registry.json`; nil in tests that make a context by hand.
  public let blob: ObjectID?

  /// A context by hand, for tests and for a folder that is not a registry yet.
  public init(name: String = "registry", layout: Layout = .flat, policy: Policy = Policy()) {
    self.name = name
    self.layout = layout
    self.policy = policy
    self.settings = nil
    self.isSound = false
    self.blob = nil
  }

  init(_ settings: RegistrySettings?, isSound: Bool = false, blob: ObjectID) {
    self.name = settings?.name ?? "registry"
    self.layout = settings?.layout ?? .flat
    self.policy = settings?.policy ?? Policy()
    self.settings = settings
    self.isSound = isSound
    self.blob = blob
  }
}

extension Context {
  /// Reads the context of a snapshot. Throws `.missing` where the tree holds no registry; settings
  /// that cannot be understood give the defaults, and their findings come with the check of the
  /// file.
  public static func read(_ snapshot: any Snapshot) throws(ContextError) -> Context {
    do {
      guard let entry = try snapshot.entry(at: SourcePlace.registryPath), entry.kind == .file else {
        throw ContextError.missing
      }
      guard try snapshot.size(of: entry.id) <= Policy().fileBytes else {
        return Context(nil, blob: entry.id)
      }
      let reading = Unit.read(
        try snapshot.read(entry.id), at: SourcePlace.registryPath, place: .registry,
        kind: .registry, blob: entry.id,
        context: Context())
      guard case .unit(let unit) = reading, case .registry(let settings)? = unit.resource else {
        return Context(nil, blob: entry.id)
      }
      return Context(settings, isSound: unit.isSound, blob: entry.id)
    } catch let error as SnapshotError {
      throw .unreadable(error)
    } catch {
      throw .missing
    }
  }
}

/// Why a tree has no context.
public enum ContextError: Error, Hashable, Sendable {
  /// There is no `index/registry.json`: the tree is no registry.
  case missing
  case unreadable(SnapshotError)
}
