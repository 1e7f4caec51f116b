public import IndexModel

/// What a path of the repository is to the registry.
public enum SourcePlace: Hashable, Sendable {
  /// The one file that makes a repository a registry.
  case registry
  case codeOwners
  case waivers
  case identity(String)
  case project(String)
  case packageIndex(String)
  case advisory(String)
  case versionIndex(project: String, name: String)
  /// A small file that releases of a package carry in the registry; `file` is relative to the
  /// package's folder.
  case companion(project: String, name: String, file: String)
  /// Under `index/` or `packages/`, and none of the above.
  case unknown
  /// Elsewhere in the repository: no business of the registry.
  case outside
}

/// How version indexes are laid out below a project's folder.
public enum Layout: String, Hashable, Sendable, CaseIterable {
  case flat, sharded

  /// The folders between a project and a package: the shard rule of Cargo's index, applied to the
  /// folded name.
  public func shard(of name: String) -> [String] {
    guard self == .sharded else { return [] }
    let folded = Array(Name.fold(name).utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: folded[range], as: UTF8.self) }
    switch folded.count {
    case 0: return []
    case 1: return ["1"]
    case 2: return ["2"]
    case 3: return ["3", text(0..<1)]
    default: return [text(0..<2), text(2..<4)]
    }
  }
}

extension SourcePlace {
  /// Reads a path. Nothing is checked but the place: that names are well formed is for rules to
  /// say.
  public init(_ path: RepositoryPath, layout: Layout) {
    let parts = path.components.map { String(decoding: $0, as: UTF8.self) }
    switch parts.first {
    case "index": self = Self.index(Array(parts.dropFirst()))
    case "packages": self = Self.packages(Array(parts.dropFirst()), layout: layout)
    default: self = .outside
    }
  }

  private static func index(_ parts: [String]) -> SourcePlace {
    if parts.count == 1 {
      switch parts[0] {
      case "registry.json": return .registry
      case "CODEOWNERS": return .codeOwners
      case "waivers.json": return .waivers
      default: return .unknown
      }
    }
    guard parts.count == 2, let stem = stem(of: parts[1]) else { return .unknown }
    switch parts[0] {
    case "identities": return .identity(stem)
    case "projects": return .project(stem)
    case "package-indexes": return .packageIndex(stem)
    case "advisories": return .advisory(stem)
    default: return .unknown
    }
  }

  private static func packages(_ parts: [String], layout: Layout) -> SourcePlace {
    guard parts.count >= 2 else { return .unknown }
    let project = parts[0]
    let depth = 1 + layout.shardDepth(of: parts)
    guard parts.count > depth else { return .unknown }
    let shard = Array(parts[1..<depth])
    let last = parts[depth]
    if parts.count == depth + 1 {
      guard let name = stem(of: last), layout.shard(of: name) == shard else { return .unknown }
      return .versionIndex(project: project, name: name)
    }
    guard layout.shard(of: last) == shard else { return .unknown }
    let file = parts[(depth + 1)...].joined(separator: "/")
    return .companion(project: project, name: last, file: file)
  }

  private static func stem(of file: String) -> String? {
    guard file.utf8.count > 5, file.hasSuffix(".json") else { return nil }
    return String(file.dropLast(5))
  }
}

extension Layout {
  /// How many folders of shards a path below `packages/` passes.
  fileprivate func shardDepth(of parts: [String]) -> Int {
    guard self == .sharded, parts.count > 1 else { return 0 }
    return parts[1] == "1" || parts[1] == "2" ? 1 : 2
  }
}

extension SourcePlace {
  /// The path of a version index.
  public static func path(of package: PackageID, layout: Layout) -> RepositoryPath {
    folder(of: package, layout: layout).appendingExtension("json")
  }

  /// The folder beside a version index that holds the files that its releases carry.
  public static func folder(of package: PackageID, layout: Layout) -> RepositoryPath {
    var path = RepositoryPath("packages").appending(package.project.text)
    for part in layout.shard(of: package.name.text) { path = path.appending(part) }
    return path.appending(package.name.text)
  }

  public static func path(ofProject name: String) -> RepositoryPath { "index/projects".file(name) }
  public static func path(ofIdentity name: String) -> RepositoryPath {
    "index/identities".file(name)
  }
  public static func path(ofPackageIndex name: String) -> RepositoryPath {
    "index/package-indexes".file(name)
  }
  public static func path(ofAdvisory id: String) -> RepositoryPath { "index/advisories".file(id) }
  public static let registryPath: RepositoryPath = "index/registry.json"
  public static let waiversPath: RepositoryPath = "index/waivers.json"
  public static let codeOwnersPath: RepositoryPath = "index/CODEOWNERS"
}

extension RepositoryPath {
  fileprivate func appendingExtension(_ suffix: String) -> RepositoryPath {
    var bytes = self.bytes
    bytes.append(UInt8(ascii: "."))
    bytes.append(contentsOf: suffix.utf8)
    return RepositoryPath(bytes: bytes)
  }
}

extension String {
  fileprivate func file(_ name: String) -> RepositoryPath {
    RepositoryPath("\(self)/\(name).json")
  }
}
