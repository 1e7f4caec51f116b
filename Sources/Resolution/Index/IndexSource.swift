/// Where a package index is read from: memory, a registry, a published site.
///
/// A solver asks for what it needs and no more, and for each alias once.
public protocol IndexSource {
  /// The alias under which the index holds what a release of `dependent`, itself an alias, names as
  /// `target`; nil where it holds no such thing.
  func alias(for target: String, from dependent: String) throws -> String?

  /// What the index says of an alias; nil where it has none of that name.
  func entry(_ alias: String) throws -> IndexEntry?
}
