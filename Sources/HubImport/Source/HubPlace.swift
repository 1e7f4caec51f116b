internal import IndexModel

/// What a path of a hub's repository is.
enum HubPlace: Hashable {
  /// `registry/<namespace>/<connector>/metadata.json`
  case metadata(namespace: String, connector: String)
  /// `registry/<namespace>/<connector>/releases/<folder>/connector-packaging.json`
  case release(namespace: String, connector: String, folder: String)
  /// `registry/<namespace>/<connector>/aliased_connectors/<alias>/metadata.json`
  case alias(namespace: String, connector: String, alias: String)
  case other

  /// The folder in which a hub keeps its connectors.
  static let top: RepositoryPath = "registry"

  init(_ path: RepositoryPath) {
    let parts = path.components.map { String(validating: $0, as: UTF8.self) ?? "" }
    guard parts.first == "registry", !parts.contains("") else {
      self = .other
      return
    }
    switch (parts.count, parts.last) {
    case (4, "metadata.json"):
      self = .metadata(namespace: parts[1], connector: parts[2])
    case (6, "connector-packaging.json") where parts[3] == "releases":
      self = .release(namespace: parts[1], connector: parts[2], folder: parts[4])
    case (6, "metadata.json") where parts[3] == "aliased_connectors":
      self = .alias(namespace: parts[1], connector: parts[2], alias: parts[4])
    default: self = .other
    }
  }

  var isRelease: Bool {
    if case .release = self { true } else { false }
  }

  /// The connector whose folder the path is in.
  var connector: (namespace: String, name: String)? {
    switch self {
    case .metadata(let namespace, let name), .release(let namespace, let name, _),
      .alias(let namespace, let name, _):
      (namespace, name)
    case .other: nil
    }
  }
}
