internal import IndexModel
internal import JSONText
internal import Registry

/// A list of the site: what stands there by name, in parts where there is much.
enum List: Hashable, Sendable {
  /// The projects, and the packages shared with all.
  case packages
  /// The packages of a project, and those shared with it.
  case packagesOf(project: String)
  case projects
  case identities
  case advisories
  case packageIndexes
  /// What the aliases of a package index stand for.
  case aliases(packageIndex: String)

  /// One line: a few texts by key, enough to choose by. What the reader follows is derived from them.
  struct Entry: Hashable, Sendable {
    struct Member: Hashable, Sendable {
      let key: String
      let value: String
    }

    private(set) var members: [Member] = []

    init(_ pairs: KeyValuePairs<String, String?>) {
      for (key, value) in pairs {
        if let value { members.append(Member(key: key, value: value)) }
      }
    }

    init(members: [Member]) { self.members = members }

    subscript(key: String) -> String? { members.first { $0.key == key }?.value }
  }

  /// The kind of the list's documents.
  var kind: String {
    switch self {
    case .packages: "PackageList"
    case .packagesOf: "VersionIndexList"
    case .projects: "ProjectList"
    case .identities: "IdentityList"
    case .advisories: "AdvisoryList"
    case .packageIndexes: "PackageIndexList"
    case .aliases: "AliasList"
    }
  }

  /// The lists that the entry document leads to: they are there for a registry without anything too.
  static let entryPoints: [List] = [
    .packages, .projects, .identities, .advisories, .packageIndexes,
  ]

  var trie: SiteLayout.Trie {
    switch self {
    case .packages: SiteLayout.packageList
    case .packagesOf(let project): SiteLayout.packageList(of: project)
    case .projects: SiteLayout.projectList
    case .identities: SiteLayout.identityList
    case .advisories: SiteLayout.advisoryList
    case .packageIndexes: SiteLayout.packageIndexList
    case .aliases(let name): SiteLayout.aliasList(of: name)
    }
  }

  /// What the list is about, as its `metadata` says.
  var subject: (key: String, value: String)? {
    switch self {
    case .packagesOf(let project): ("project", project)
    case .aliases(let name): ("packageIndex", name)
    case .packages, .projects, .identities, .advisories, .packageIndexes: nil
    }
  }

  /// The name that an entry is placed by; nil if it has none.
  func name(of entry: Entry) -> String? {
    switch self {
    case .packages, .packagesOf:
      switch (entry["project"], entry["name"]) {
      case (let project?, let name?): "\(project)/\(name)"
      case (let one?, nil), (nil, let one?): one
      case (nil, nil): nil
      }
    case .projects, .identities, .packageIndexes: entry["name"]
    case .advisories: entry["id"]
    case .aliases: entry["alias"]
    }
  }

  /// The document that an entry leads to.
  func target(of entry: Entry) -> SitePath? {
    switch self {
    case .packages, .packagesOf:
      switch (entry["project"], entry["name"]) {
      case (let project?, let name?): SitePath("packages/\(project)/\(name).json")
      case (let project?, nil): SitePath("packages/\(project)/index.json")
      case (nil, let name?): subject.flatMap { SitePath("packages/\($0.value)/\(name).json") }
      case (nil, nil): nil
      }
    case .projects: entry["name"].flatMap { SitePath("projects/\($0).json") }
    case .identities: entry["name"].flatMap { SitePath("identities/\($0).json") }
    case .advisories: entry["id"].flatMap { SitePath("advisories/\($0).json") }
    case .packageIndexes: entry["name"].flatMap { SitePath("package-indexes/\($0)/index.json") }
    case .aliases: entry["versionIndex"].flatMap { SitePath("packages/\($0).json") }
    }
  }
}

/// A line of a list in its trie, placed by its folded name.
struct ListEntry: TrieEntry {
  let entry: List.Entry
  /// The name as written: unique in its list.
  let id: String
  private let key: [UInt8]

  init?(_ entry: List.Entry, in list: List) {
    guard let name = list.name(of: entry) else { return nil }
    self.entry = entry
    self.id = name
    self.key = Array(Name.fold(name).utf8)
  }

  func keyByte(at depth: Int) -> UInt8? { depth < key.count ? key[depth] : nil }
  func hasSameKey(as other: ListEntry) -> Bool { key == other.key }

  static func precedes(_ left: ListEntry, _ right: ListEntry) -> Bool {
    if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}

/// How a list is written and read.
struct ListFormat: TrieFormat {
  let list: List

  func path(_ prefix: String) -> SitePath { list.trie.path(prefix) }

  func write(_ node: TrieNode<ListEntry>) -> [UInt8] {
    let path = path(node.prefix)
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(kind: list.kind) { writer in
        if let subject = list.subject { writer.member(subject.key, subject.value) }
        if !node.prefix.isEmpty { writer.member("prefix", node.prefix) }
      }
      writer.member("count", node.count)
      writer.key("items")
      writer.array { writer in
        for entry in node.entries {
          writer.object { writer in
            for member in entry.entry.members { writer.member(member.key, member.value) }
            if let target = list.target(of: entry.entry) {
              writer.member("href", path.reference(to: target))
            }
          }
        }
      }
      writer.parts(node, of: self, at: path)
    }
    return writer.finish()
  }

  func read(_ bytes: [UInt8], prefix: String) throws(TrieError) -> TrieNode<ListEntry> {
    let path = path(prefix)
    let document = try PublishedDocument(bytes, at: path)
    var entries: [ListEntry] = []
    for item in try document.elements("items") {
      var members: [List.Entry.Member] = []
      for (key, value) in document.strings(of: item) where key != "href" {
        members.append(List.Entry.Member(key: key, value: value))
      }
      guard let entry = ListEntry(List.Entry(members: members), in: list) else {
        throw .malformed(path)
      }
      entries.append(entry)
    }
    return TrieNode(prefix: prefix, entries: entries, parts: try document.parts())
  }
}
