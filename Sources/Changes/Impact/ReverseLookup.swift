public import Resolution

/// Who depends on what in base, as something answers that knows: the site of base.
public struct ReverseLookup {
  /// Those whose releases depend on an alias of a package index, and by which ranges. More than these do no harm.
  let dependents: (_ alias: String, _ packageIndex: String) throws -> [Dependent]
  /// The curated package indexes that hold a package.
  let holders: (_ package: String) throws -> [String]

  public init(
    dependents: @escaping (_ alias: String, _ packageIndex: String) throws -> [Dependent],
    holders: @escaping (_ package: String) throws -> [String]
  ) {
    self.dependents = dependents
    self.holders = holders
  }
}
