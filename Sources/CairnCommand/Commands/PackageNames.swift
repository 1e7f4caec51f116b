internal import Arguments
internal import Glibc
internal import IndexModel
internal import Registry
internal import RegistryClient

extension Completion {
  /// The packages of a site or of the registry at hand.
  static let packages = Completion.program(PackageNames.command.outline.name)
}

/// `cairn completions packages`: what a shell offers where a package is to be named.
enum PackageNames {
  private static let beginning = Argument<String?>(
    "beginning", help: "What has been typed of <project>/<package>.")

  static let command = Command<Tool>(
    "packages", summary: "Print the packages whose names begin with a text, for the scripts.",
    discussion: """
      Prints what can follow, one a line: projects, with a slash at their end, until the text has one; then packages of \
      that project. Only names of files are read, so this is fast in a registry of any size.

      The site of --site is asked, else that of the environment variable CAIRN_SITE, else the registry around this folder.
      """,
    parameters: [beginning, IndexChoice.site]
  ) { arguments, tool in
    let site = arguments[IndexChoice.site] ?? environment("CAIRN_SITE")
    let prefix = arguments[beginning] ?? ""
    let names = try site.map { try published(prefix, $0) } ?? tool.names(prefix)
    for name in Offers(names.filter(Offers.isPlain), behind: prefix).words {
      tool.console.output(name + "\n")
    }
    return ExitCode.good.rawValue
  }

  /// Nobody waits longer for a completion.
  private static let patience = 2

  private static func published(_ prefix: String, _ place: String) throws -> [String] {
    let site = SiteDocuments(try SiteReader.at(place, patience: patience))
    guard let (project, name) = prefix.splitOnce(at: "/") else {
      return try site.projects(beginning: prefix).map { "\($0)/" }
    }
    return try site.packages(of: project, beginning: name).map { "\(project)/\($0)" }
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

extension Tool {
  /// The projects whose names begin with a text, or the packages.
  fileprivate func names(_ prefix: String) throws -> [String] {
    let registry = try open()
    let lookup = Lookup(registry.snapshot, context: try registry.context())
    guard let (project, name) = prefix.splitOnce(at: "/") else {
      return try lookup.entries(of: RepositoryPath("packages"))
        .filter { $0.kind == .folder && $0.name.starts(with: prefix.utf8) }
        .map { "\(String(decoding: $0.name, as: UTF8.self))/" }
    }
    guard SitePath("packages/\(project)") != nil else { return [] }
    var listing = PackageListing(lookup, beginning: name)
    try listing.list(RepositoryPath("packages").appending(project))
    return listing.names.map { "\(project)/\($0)" }
  }
}

/// The packages of a project whose names begin with a text, found by the names of files.
private struct PackageListing {
  private(set) var names: [String] = []
  private let lookup: Lookup
  private let prefix: String
  private let folded: [UInt8]
  /// How many folders may still be listed: a sharded project has thousands.
  private var left = 200

  init(_ lookup: Lookup, beginning prefix: String) {
    self.lookup = lookup
    self.prefix = prefix
    folded = Array(Name.fold(prefix).utf8)
  }

  /// Takes what is in a folder, and in those below that may hold such a name; nothing at all where these are too many.
  mutating func list(_ folder: RepositoryPath, shard: [[UInt8]] = []) throws {
    left -= 1
    for entry in try lookup.entries(of: folder) where left > 0 {
      let path = folder.appending(entry.name)
      switch SourcePlace(path, layout: lookup.context.layout) {
      case .versionIndex(_, let name) where entry.kind == .file:
        if name.utf8.starts(with: prefix.utf8) { names.append(name) }
      case .unknown where entry.kind == .folder && lookup.context.layout == .sharded:
        let inner = shard + [entry.name]
        if inner.count < 3, mayHold(inner) { try list(path, shard: inner) }
      default: break
      }
    }
    if left <= 0 { names = [] }
  }

  /// Whether a folder of shards may hold a name that begins with the prefix.
  private func mayHold(_ shard: [[UInt8]]) -> Bool {
    let isOfLength = shard[0].count == 1
    let spelled = isOfLength ? shard.dropFirst().joined() : shard[...].joined()
    return zip(spelled, folded).allSatisfy { $0 == $1 }
  }
}
