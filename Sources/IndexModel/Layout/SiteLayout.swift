/// Every path of the site, spelled once: what renders documents and what reads them both come here.
public enum SiteLayout {
  public static let index = SitePath(layout: "index.json")
  public static let openAPI = SitePath(layout: "openapi.json")
  public static let snapshot = SitePath(layout: "snapshot.json")
  public static let headers = SitePath(layout: "_headers")
  public static let redirects = SitePath(layout: "_redirects")
  public static let nginx = SitePath(layout: "hosting/nginx.conf")
  public static let nginxLocations = SitePath(layout: "hosting/nginx/locations.conf")
  public static let nginxMaps = SitePath(layout: "hosting/nginx/maps.conf")

  /// The folders in the root of a site.
  public static let folders: Set = [
    "advisories", "candidate", "current", "hosting", "identities", "package-indexes", "packages",
    "projects", "revoked", "schema", "search", "snapshot",
  ]

  /// The version index of a package, with its status.
  public static func versionIndex(_ package: PackageID) -> SitePath {
    SitePath(layout: "packages/\(package.text).json")
  }

  /// The versions of a package in one stage.
  public static func releases(_ stage: Stage, _ package: PackageID) -> SitePath {
    SitePath(layout: "\(stage.rawValue)/\(package.text).json")
  }

  /// A release of a package, or of the main package of a project.
  public static func release(_ stage: Stage, _ owner: Owner, _ version: Version) -> SitePath {
    SitePath(layout: "\(stage.rawValue)/\(owner.path)/\(version.pathText).json")
  }

  /// The highest release of a stage.
  public static func latest(_ stage: Stage, _ owner: Owner) -> SitePath {
    SitePath(layout: "\(stage.rawValue)/\(owner.path)/latest.json")
  }

  /// The coordinate of a file of a release; `version` is a version's path text, or `latest`.
  public static func file(
    _ stage: Stage, _ owner: Owner, version: String, name: String
  ) -> SitePath {
    SitePath(layout: "\(stage.rawValue)/\(owner.path)/\(version)/\(name)")
  }

  /// Whose coordinates: a package's own, or those of the project whose main package it is.
  public enum Owner: Hashable, Sendable {
    case package(PackageID)
    case project(Name)

    var path: String {
      switch self {
      case .package(let package): package.text
      case .project(let name): name.text
      }
    }
  }

  public static func project(_ name: String) -> SitePath {
    SitePath(layout: "projects/\(name).json")
  }

  public static func identity(_ handle: String) -> SitePath {
    SitePath(layout: "identities/\(handle).json")
  }

  public static func advisory(_ id: String) -> SitePath {
    SitePath(layout: "advisories/\(id).json")
  }

  /// The JSON Schema of a kind of document, or of a command's answer.
  public static func schema(_ kind: String) -> SitePath {
    SitePath(layout: "schema/v1/\(kind.asciiLowered).schema.json")
  }
}

extension SiteLayout {
  /// A trie of documents: a root, and parts named by the prefix that they hold. Those of a longer prefix stand in the
  /// folder of its first two bytes: a flat folder would grow with the registry, and with it what each change costs.
  public struct Trie: Hashable, Sendable {
    let root: String
    let folder: String
    let suffix: String

    /// The node of a prefix; empty for the root. A `/` in a prefix is spelled `~`.
    public func path(_ prefix: String) -> SitePath {
      guard !prefix.isEmpty else { return SitePath(layout: root) }
      return SitePath(layout: "\(folder)/\(Self.spelled(prefix))\(suffix)")
    }

    private static func spelled(_ prefix: String) -> String {
      let name = name(prefix)
      let folder = name.count > 2 ? name.prefix(2) + [UInt8(ascii: "/")] : []
      return String(decoding: folder + name, as: UTF8.self)
    }

    private static func name(_ prefix: String) -> [UInt8] {
      prefix.utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "~") : $0 }
    }

    /// Whether a prefix can stand in a path: one that was read from a site may be anything.
    package static func canSpell(_ prefix: String) -> Bool {
      SitePath(spelled(prefix) + "-") != nil
    }

    /// Whether a path is, or could be, that of a node whose prefix begins with this one.
    package func mayHold(_ path: SitePath, below prefix: String) -> Bool {
      let bytes = path.text.utf8
      guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return false }
      return bytes.starts(with: "\(folder)/".utf8)
        && bytes[slash...].dropFirst().starts(with: Self.name(prefix))
    }

    /// A list in a folder: `<folder>/index.json`, and parts in `<folder>/index`.
    fileprivate static func list(_ folder: String) -> Trie {
      Trie(root: "\(folder)/index.json", folder: "\(folder)/index", suffix: ".json")
    }
  }

  /// The projects, and the packages shared with all.
  public static let packageList = Trie.list("packages")
  /// The packages of a project, and those shared with it.
  public static func packageList(of project: String) -> Trie { .list("packages/\(project)") }
  public static let projectList = Trie.list("projects")
  public static let identityList = Trie.list("identities")
  public static let advisoryList = Trie.list("advisories")
  public static let packageIndexList = Trie.list("package-indexes")
  /// The aliases of a package index.
  public static func aliasList(of packageIndex: String) -> Trie {
    .list("package-indexes/\(packageIndex)")
  }

  /// What a resolver needs of an alias of a package index.
  public static func indexEntry(_ packageIndex: String, _ alias: String) -> SitePath {
    SitePath(layout: "package-indexes/\(packageIndex)/\(alias).json")
  }

  /// A release of a package index with all that it can be resolved from.
  public static func portable(
    _ packageIndex: String, _ alias: String, _ version: Version
  ) -> SitePath {
    SitePath(layout: "package-indexes/\(packageIndex)/portable/\(alias)@\(version.pathText).json")
  }

  /// Who depends on a target in a package index; the target is folded.
  public static func dependents(of target: String, in packageIndex: String) -> Trie {
    let path = "package-indexes/\(packageIndex)/dependents/\(target)"
    return Trie(root: "\(path).json", folder: "\(path)/index", suffix: ".json")
  }

  public static let snapshotTrie = Trie(root: "snapshot.json", folder: "snapshot", suffix: ".json")
  /// Redirects of coordinates whose bytes stand elsewhere.
  public static let redirectTrie = Trie(
    root: "hosting/redirects.json", folder: "hosting/redirects", suffix: ".json")
  /// The same as a map for nginx, beside each node that holds entries.
  public static let nginxMapTrie = Trie(
    root: "hosting/nginx/redirects/all.conf", folder: "hosting/nginx/redirects", suffix: ".conf")

  /// What the snapshot's trie is keyed by: `<project>/<package>` for a file of a package, else the file's path. A
  /// compressed copy belongs to what it is a copy of.
  public static func snapshotSubject(of path: SitePath) -> Substring {
    let text = (originalOfCopy(path) ?? path).text
    for head in ["packages/", "candidate/", "current/", "revoked/", "package-indexes/default/"]
    where text.utf8.starts(with: head.utf8) {
      let rest = text[text.utf8.index(text.startIndex, offsetBy: head.utf8.count)...]
      return package(in: rest, isAlone: head.utf8.first == UInt8(ascii: "p")) ?? text[...]
    }
    return text[...]
  }

  /// The `<project>/<package>` that the path of a file begins with; nil if the file is of no package.
  ///
  /// - Parameter isAlone: Whether there is one document for a package, and nothing below it.
  private static func package(in text: Substring, isAlone: Bool) -> Substring? {
    let slash = UInt8(ascii: "/")
    guard let first = text.utf8.firstIndex(of: slash) else { return nil }
    let name = text.utf8.index(after: first)
    let end = text.utf8[name...].firstIndex(of: slash)
    if isAlone {
      // A list stands among the packages. No name is one of these.
      guard end == nil, text[name...] != "index.json",
        !["index", "dependents", "portable"].contains(text[..<first])
      else { return nil }
    }
    // Not every path that somebody asks for is one of the site: a name may be shorter than the suffix of a document.
    let subject = text[..<(end ?? text.endIndex)]
    return end == nil && subject.utf8.suffix(5).elementsEqual(".json".utf8)
      ? subject.dropLast(5) : subject
  }
}

extension SiteLayout {
  /// Where the compressed copy of a document stands; nil for what is no JSON document. No name and no version ends in
  /// `.json.gz`, so that nothing else stands there.
  public static func compressedCopy(of path: SitePath) -> SitePath? {
    path.text.utf8.suffix(5).elementsEqual(".json".utf8)
      ? SitePath(layout: path.text + ".gz") : nil
  }

  /// Of which document there is a compressed copy at a path; nil where none is.
  public static func originalOfCopy(_ path: SitePath) -> SitePath? {
    path.text.utf8.suffix(8).elementsEqual(".json.gz".utf8)
      ? SitePath(String(path.text.dropLast(3))) : nil
  }
}

extension SiteLayout {
  /// A template of paths, as the entry document lists them.
  public struct Template: Hashable, Sendable {
    /// The name by which `index.json` gives it.
    public let name: String
    /// The kind of document that stands there; nil for files.
    public let kind: String?
    public let path: String
    public let summary: String
  }

  public static let templates: [Template] = [
    Template(name: "index", kind: "Index", path: "index.json", summary: "the entry of the site"),
    Template(
      name: "packages", kind: "PackageList", path: "packages/index.json",
      summary: "the projects, and the packages shared with all"),
    Template(
      name: "projectPackages", kind: "VersionIndexList", path: "packages/{project}/index.json",
      summary: "the packages of a project, and those shared with it"),
    Template(
      name: "versionIndex", kind: "VersionIndex", path: "packages/{project}/{package}.json",
      summary: "a package: its version index, and the latest release of each stage"),
    Template(
      name: "releases", kind: "ReleaseList", path: "{stage}/{project}/{package}.json",
      summary: "the releases of a package in one stage"),
    Template(
      name: "release", kind: "Release", path: "{stage}/{project}/{package}/{version}.json",
      summary: "a release"),
    Template(
      name: "latestRelease", kind: "Release", path: "{stage}/{project}/{package}/latest.json",
      summary: "the highest release of a stage"),
    Template(
      name: "mainRelease", kind: "Release", path: "{stage}/{project}/{version}.json",
      summary: "a release of a project's main package"),
    Template(
      name: "latestMainRelease", kind: "Release", path: "{stage}/{project}/latest.json",
      summary: "the highest release of a project's main package"),
    Template(
      name: "file", kind: nil, path: "{stage}/{project}/{package}/{version}/{+file}",
      summary: "a file of a release; `latest` stands for the highest version"),
    Template(
      name: "mainFile", kind: nil, path: "{stage}/{project}/{version}/{+file}",
      summary: "a file of a release of a project's main package"),
    Template(
      name: "projects", kind: "ProjectList", path: "projects/index.json", summary: "the projects"),
    Template(
      name: "project", kind: "Project", path: "projects/{project}.json", summary: "a project"),
    Template(
      name: "identities", kind: "IdentityList", path: "identities/index.json",
      summary: "the identities"),
    Template(
      name: "identity", kind: "Identity", path: "identities/{handle}.json", summary: "an identity"),
    Template(
      name: "advisories", kind: "AdvisoryList", path: "advisories/index.json",
      summary: "the advisories"),
    Template(
      name: "advisory", kind: "Advisory", path: "advisories/{id}.json",
      summary: "an advisory in the OSV format"),
    Template(
      name: "packageIndexes", kind: "PackageIndexList", path: "package-indexes/index.json",
      summary: "the package indexes"),
    Template(
      name: "aliases", kind: "AliasList", path: "package-indexes/{index}/index.json",
      summary: "the aliases of a package index"),
    Template(
      name: "indexEntry", kind: "IndexEntry", path: "package-indexes/{index}/{+alias}.json",
      summary: "what a resolver needs of the releases that an alias stands for"),
    Template(
      name: "dependents", kind: "DependentList",
      path: "package-indexes/{index}/dependents/{+target}.json",
      summary: "who depends on an alias, in lower case and with `-` for `_` and `.`"),
    Template(
      name: "portable", kind: "PortablePackage",
      path: "package-indexes/{index}/portable/{alias}@{version}.json",
      summary: "a release with all that it can be resolved from, where the index asks for it"),
    Template(
      name: "searchMap", kind: "SearchMap", path: "search/{space}/{part}.json",
      summary:
        "the keys of the search index that begin with these bytes, in hexadecimal: two, or five of `lib`"
    ),
    Template(
      name: "searchShard", kind: "SearchShard", path: "search/{space}/{part}/{shard}.json",
      summary: "a range of these keys, named by its content"),
    Template(
      name: "searchPrefix", kind: "SearchPrefix", path: "search/prefixes/{prefix}.json",
      summary: "the best answers to the beginning of a name, in hexadecimal"),
    Template(
      name: "searchTail", kind: "SearchTail", path: "search/tails/{term}.json",
      summary: "all packages of a term that has many"),
    Template(
      name: "schema", kind: nil, path: "schema/v1/{kind}.schema.json",
      summary: "the JSON Schema of a kind of document"),
    Template(
      name: "snapshot", kind: "Snapshot", path: "snapshot.json",
      summary: "the SHA-256 and size of every file"),
    Template(
      name: "redirects", kind: "RedirectList", path: "hosting/redirects.json",
      summary: "where the files stand that no rule leads to"),
  ]
}
