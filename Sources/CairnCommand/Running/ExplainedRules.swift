internal import Changes
internal import HubImport
internal import Registry
internal import Rules
internal import SmallFormImport

extension Rule {
  /// What findings can name: the rules of a registry, and what an import reports about its source.
  static let explained = ofRegistries + ofImports

  private static let ofRegistries = (Rule.all + Rule.ofChanges).sorted { $0.id < $1.id }
  private static let ofImports = (Rule.hubImport + Rule.smallFormImport).sorted { $0.id < $1.id }

  /// Whether only an import reports the rule.
  var isOfImports: Bool { Self.ofImports.contains { $0.id == id } }
}
