internal import Arguments
internal import Authoring
internal import IndexModel
internal import JSONText
internal import Registry
internal import RegistryClient
internal import Resolution
internal import Site

/// The package index that a resolver's command asks, and where it is: a registry, its site, or portable packages.
struct IndexChoice {
  let name: String
  /// The registry's name.
  let registry: String
  let versioning: VersionScheme
  let source: any IndexSource
  /// The alias that was probably meant by one that the index does not have; nil where none is near.
  let suggestion: (_ alias: String) throws -> String?

  static let site = Option<String?>(
    "site", value: "dir|url",
    help: "The site to ask. Default: the registry itself, at --rev.", completes: .folders)
  static let index = Option<String?>(
    "index", value: "name",
    help: "The package index to resolve in. Default: `default`, of every package.")

  /// The index that the arguments name, in a site or in the registry at hand.
  init(_ arguments: ParsedArguments, _ tool: Tool) throws {
    let name = arguments[Self.index] ?? AliasTable.everything.name
    if let place = arguments[Self.site] {
      let reader = try SiteReader.at(place)
      let index = try SiteIndex(name, of: reader)
      guard try index.exists() else { throw Self.missing(name) }
      self.init(
        name: name, registry: index.registry, versioning: index.versioning, source: index
      ) { alias in
        guard name == AliasTable.everything.name, let query = try? PackageQuery(alias) else {
          return nil
        }
        return try SiteDocuments(reader).suggestion(for: query)
      }
    } else {
      let registry = try tool.open()
      let context = try registry.context()
      let lookup = Lookup(registry.snapshot, context: context)
      guard let table = try lookup.aliases(of: name) else { throw Self.missing(name) }
      self.init(
        name: name, registry: context.name, versioning: context.policy.versioning,
        source: RegistryIndex(table, lookup)
      ) { try lookup.suggestion(forAlias: $0, in: table) }
    }
  }

  /// The index that portable packages make together.
  init(portable files: [String], _ tool: Tool) throws {
    let packages = try files.map { file in
      let bytes = try LocalFile.bytes(of: file, limit: JSONLimits.largest)
      do throws(PortableDocument.Problem) {
        return try PortableDocument.read(bytes)
      } catch {
        throw Failure(
          .inputMissing, "\(file) is no portable package: \(error.message)", wayOut: error.wayOut)
      }
    }
    let index: PortableIndex
    do {
      index = try PortableIndex(packages)
    } catch {
      throw Failure(.findings, error.message, wayOut: error.wayOut)
    }
    self.init(
      name: packages[0].packageIndex, registry: packages[0].registry,
      versioning: packages[0].versioning, source: index)
  }

  private init(
    name: String, registry: String, versioning: VersionScheme, source: any IndexSource,
    suggestion: @escaping (_ alias: String) throws -> String? = { _ in nil }
  ) {
    self.name = name
    self.registry = registry
    self.versioning = versioning
    self.source = source
    self.suggestion = suggestion
  }

  private static func missing(_ name: String) -> Failure {
    Failure(
      .findings, "there is no package index \(name)",
      wayOut:
        "leave --index out for the index of every package; package-indexes/index.json lists all")
  }
}

extension PortableDocument.Problem {
  fileprivate var message: String {
    switch self {
    case .malformed(let problem): "it \(problem)"
    case .altered: "it does not have the SHA-256 that it states"
    }
  }

  fileprivate var wayOut: String { "make it again with cairn portable, or copy it whole" }
}

extension PortableIndex.Clash {
  fileprivate var message: String {
    switch self {
    case .registries(let one, let other):
      "the portable packages are of two registries, \(one) and \(other)"
    case .packageIndexes(let one, let other):
      "the portable packages are of two package indexes, \(one) and \(other)"
    case .versioning(let registry):
      "the portable packages of \(registry) are from times with other rules for versions"
    case .name(let alias, let one, let other):
      "the portable packages disagree what \(alias) is: \(one) or \(other)"
    case .number(let alias, let version):
      "the portable packages hold two releases that are both \(alias) \(version): content ids, digests or dependencies differ"
    }
  }

  fileprivate var wayOut: String {
    switch self {
    case .registries, .packageIndexes: "resolve them one by one"
    case .versioning: "make them again with cairn portable"
    case .name: "make them from one package index"
    case .number:
      "make the older one again with cairn portable; a published release never changes, a candidate may"
    }
  }
}
