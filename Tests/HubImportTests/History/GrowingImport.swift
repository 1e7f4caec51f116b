import Diagnostics
import IndexModel
import Registry

@testable import HubImport

/// The import of one commit of a hub after the other: connectors that a commit does not touch are
/// not imported again.
struct GrowingImport {
  /// Who runs the registry, alone: so only what nobody may do is refused.
  static let operations = "github:1"

  /// The registry that it begins with, without a package.
  static let foundation: [RepositoryPath: [UInt8]] = {
    let registry = NewRegistry(options: SmallHub.options)
    let ada = """
      {"apiVersion": "cairn/v1", "kind": "Identity", "metadata": {"name": "ada"},
       "spec": {"accounts": {"github": {"login": "ada", "id": 1}}}}
      """
    return registry.foundation.merging([registry.identity.0: Array(ada.utf8)]) { $1 }
  }()

  /// Of the last commit. When a release came is told by commits before its own alone: what comes
  /// later does not change it.
  let history: HubHistory
  /// All files of the registry.
  private(set) var files = foundation
  private var connectors: [RepositoryPath: Imported] = [:]

  private struct Imported {
    let package: PackageDraft
    let files: [RepositoryPath: [UInt8]]
  }

  init(history: HubHistory) { self.history = history }

  /// Imports what differs between two commits.
  mutating func advance(from before: (any Snapshot)?, to after: any Snapshot) throws {
    let touched = Set(
      try TreeChange.between(before, after).compactMap { change in
        HubPlace(change.path).connector.map {
          HubPlace.top.appending($0.namespace).appending($0.name)
        }
      })
    guard !touched.isEmpty else { return }
    for connector in touched { connectors[connector] = try imported(connector, of: after) }
    let all = connectors.sorted { $0.key < $1.key }.map(\.value)
    files = Self.foundation
    for connector in all { files.merge(connector.files) { $1 } }
    var findings: [Diagnostic] = []
    let index = ConnectorIndex(all.map(\.package), reporting: &findings)
    let path: RepositoryPath = "index/package-indexes/connectors.json"
    files[path] = CanonicalForm.bytes(of: index.value(owner: "ada"), at: path)
  }

  private func imported(
    _ connector: RepositoryPath, of hub: any Snapshot
  ) throws -> Imported? {
    var findings: [Diagnostic] = []
    let hub = try Hub(OneConnector(connector, of: hub), reporting: &findings)
    var taking = Taking(history: history, versions: .semver)
    var draft = RegistryDraft(
      options: SmallHub.options, context: Context(), existing: Self.foundation)
    let (files, packages) = try draft.files(for: taking.packages(of: hub))
    return packages.first.map { Imported(package: $0, files: files) }
  }
}
