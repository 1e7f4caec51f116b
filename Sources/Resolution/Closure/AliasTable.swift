/// What the aliases of a package index stand for.
public struct AliasTable: Sendable {
  /// The name of the package index.
  public let name: String
  private let packages: [String: String]?
  private let aliases: [String: String]

  /// The index of every package, in which the alias of a package is `<project>/<package>`.
  public static let everything = AliasTable(name: "default", packages: nil, aliases: [:])

  private init(name: String, packages: [String: String]?, aliases: [String: String]) {
    self.name = name
    self.packages = packages
    self.aliases = aliases
  }

  /// A curated index.
  ///
  /// - Parameter entries: The aliases, each with its `<project>/<package>`.
  public init(_ name: String, _ entries: some Sequence<(alias: String, package: String)>) {
    var packages: [String: String] = [:]
    var aliases: [String: String] = [:]
    for (alias, package) in entries {
      packages[alias] = package
      // Of two aliases for one package, the one that comes first by its bytes is meant wherever the package is named.
      if let other = aliases[package], other.utf8.lexicographicallyPrecedes(alias.utf8) { continue }
      aliases[package] = alias
    }
    self.init(name: name, packages: packages, aliases: aliases)
  }

  public var isEverything: Bool { packages == nil }

  /// The `<project>/<package>` that an alias stands for; nil where the index has no such alias. The index of every
  /// package has whatever is there.
  public func package(of alias: String) -> String? {
    guard let packages else { return alias }
    return packages[alias]
  }

  /// The alias under which a package is named; nil where the index does not hold it.
  public func alias(of package: String) -> String? {
    isEverything ? package : aliases[package]
  }

  /// All aliases of a curated index with their packages, by the bytes of the aliases.
  public var entries: [(alias: String, package: String)] {
    (packages ?? [:]).map { ($0.key, $0.value) }
      .sorted { $0.alias.utf8.lexicographicallyPrecedes($1.alias.utf8) }
  }

  /// The alias that a target stands for where a release of `dependent` declares it: it need not be there.
  ///
  /// `<project>/<package>` names that package under any alias. A bare name is an alias, and in the index of every package
  /// the package of that name in the dependent's own project.
  public func alias(for target: String, from dependent: String) -> String {
    if target.utf8.contains(UInt8(ascii: "/")) { return aliases[target] ?? target }
    guard isEverything, let slash = dependent.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      return target
    }
    return "\(dependent[...slash])\(target)"
  }
}
