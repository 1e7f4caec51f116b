internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// The package index of a hub: each package under its own name, and under the aliases that the hub
/// gives it.
struct ConnectorIndex: Sendable {
  static let name = "connectors"

  /// How many aliases lead to a package, beside the packages' own names.
  private(set) var aliases = 0
  private var targets: [String: PackageID] = [:]
  private var annotations: [JSONValue.Member] = []
  /// The metadata of aliases that are kept out.
  private var others: [JSONValue.Member] = []

  /// Enters packages and aliases; names that are taken are reported.
  init(_ packages: [PackageDraft], reporting findings: inout [Diagnostic]) {
    var taken: [String: PackageID] = [:]
    for package in packages {
      let name = package.id.name
      if let other = taken.updateValue(package.id, forKey: name.folded) {
        taken[name.folded] = other
        findings.append(
          Diagnostic(
            .importAlias, file: package.connector.metadataPath,
            "the name \(name.text) is taken by \(other): "
              + "\(package.id) is kept out of the package index"))
        continue
      }
      targets[name.text] = package.id
    }
    for package in packages {
      for alias in package.connector.aliases {
        let isEntered = enter(alias, for: package.id, &taken, &findings)
        keep(alias, of: package, plainly: isEntered)
      }
    }
  }

  private mutating func enter(
    _ alias: Hub.HubConnector.Named, for target: PackageID, _ taken: inout [String: PackageID],
    _ findings: inout [Diagnostic]
  ) -> Bool {
    do throws(Name.Problem) {
      let name = try Name(alias.folder, for: .package)
      if let other = taken[name.folded] {
        findings.append(
          Diagnostic(
            .importAlias, file: alias.path,
            "the alias \(name.text) is taken by \(other): it is kept out of the package index"))
        return false
      }
      taken[name.folded] = target
      targets[name.text] = target
      aliases += 1
      return true
    } catch {
      findings.append(
        Diagnostic(
          .importName, file: alias.path, "\(error.message): the alias is kept out"))
      return false
    }
  }

  /// Keeps what the hub says of an alias: `ndc-hub/<alias>`, or with the others whose name is not
  /// theirs alone.
  private mutating func keep(
    _ alias: Hub.HubConnector.Named, of package: PackageDraft, plainly: Bool
  ) {
    guard let file = alias.file, let value = file.value(file.document.root) else { return }
    if plainly {
      annotations.append(.init(Annotation.key(alias.folder), value))
    } else {
      others.append(.init("\(package.id)/\(alias.folder)", value))
    }
  }

  /// The whole file.
  func value(owner: String) -> JSONValue {
    var metadata: [JSONValue.Member] = [.init("name", .string(Self.name))]
    var annotations = self.annotations
    if !others.isEmpty { annotations.append(.init(Annotation.otherAliases, .object(others))) }
    if !annotations.isEmpty { metadata.append(.init("annotations", .object(annotations))) }
    let entries = targets.map { JSONValue.Member($0.key, .string($0.value.text)) }
      .sorted { $0.key < $1.key }
    return [
      "apiVersion": "cairn/v1", "kind": "PackageIndex", "metadata": .object(metadata),
      "spec": ["roles": ["owner": [.string(owner)]], "versionIndexes": .object(entries)],
    ]
  }
}
