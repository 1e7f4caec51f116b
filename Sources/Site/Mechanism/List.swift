package import IndexModel
package import JSONText
internal import Registry
internal import Resolution

/// A list of the site: what stands there by name, in parts where there is much.
package enum List: Hashable, Sendable {
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
  package struct Entry: Hashable, Sendable {
    package struct Member: Hashable, Sendable {
      package let key: String
      package let value: String
    }

    private(set) var members: [Member] = []

    package init(_ pairs: KeyValuePairs<String, String?>) {
      for (key, value) in pairs {
        if let value { members.append(Member(key: key, value: value)) }
      }
    }

    init(members: [Member]) { self.members = members }

    package subscript(key: String) -> String? { members.first { $0.key == key }?.value }
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

  /// What the aliases of the index of every package stand for.
  static let aliasesOfEverything = List.aliases(packageIndex: AliasTable.everything.name)

  /// The line of a package in it.
  static func alias(_ package: String) -> Entry {
    Entry(["alias": package, "versionIndex": package])
  }

  /// The lists that the entry document leads to: they are there for a registry without anything too.
  static let entryPoints: [List] = [
    .packages, .projects, .identities, .advisories, .packageIndexes,
    .aliasesOfEverything,
  ]

  /// The line of the package index that is always there.
  static let lineOfEverything = Rendering.ListFact(
    list: .packageIndexes,
    entry: Entry(["name": AliasTable.everything.name, "description": "Every package."]))

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
  var subject: KeyValuePairs<String, String> {
    switch self {
    case .packagesOf(let project): ["project": project]
    case .aliases(let name): ["packageIndex": name]
    case .packages, .projects, .identities, .advisories, .packageIndexes: [:]
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
      case (nil, let name?): subject.first.flatMap { SitePath("packages/\($0.value)/\(name).json") }
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
package struct ListEntry: TrieEntry {
  package let entry: List.Entry
  /// The name as written: unique in its list.
  package let id: String
  private let key: [UInt8]

  package init?(_ entry: List.Entry, in list: List) {
    guard let name = list.name(of: entry) else { return nil }
    self.entry = entry
    self.id = name
    self.key = Array(Name.fold(name).utf8)
  }

  package func keyByte(at depth: Int) -> UInt8? { depth < key.count ? key[depth] : nil }
  package func hasSameKey(as other: ListEntry) -> Bool { key == other.key }

  package static func precedes(_ left: ListEntry, _ right: ListEntry) -> Bool {
    if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}

/// How a list is written and read.
package struct ListFormat: TrieFormat {
  let list: List

  package init(list: List) { self.list = list }

  package func path(_ prefix: String) -> SitePath { list.trie.path(prefix) }

  package var kind: String { list.kind }
  package var subject: KeyValuePairs<String, String> { list.subject }

  package func write(_ entry: ListEntry, at path: SitePath, into writer: inout JSONWriter) {
    for member in entry.entry.members { writer.member(member.key, member.value) }
    if let target = list.target(of: entry.entry) {
      writer.member("href", path.reference(to: target))
    }
  }

  package func read(_ bytes: [UInt8], prefix: String) throws(TrieError) -> TrieNode<ListEntry> {
    let document = try PublishedDocument(bytes, at: path(prefix), kind: list.kind, prefix: prefix)
    var entries: [ListEntry] = []
    for item in try document.elements("items") {
      var members: [List.Entry.Member] = []
      for (key, value) in document.strings(of: item) where key != "href" {
        members.append(List.Entry.Member(key: key, value: value))
      }
      guard let entry = ListEntry(List.Entry(members: members), in: list) else {
        throw document.malformed("name")
      }
      entries.append(entry)
    }
    return try document.node(of: self, prefix: prefix, entries: entries)
  }
}
