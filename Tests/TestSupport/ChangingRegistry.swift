/// A small registry that changes at random: enough of everything that documents are made from.
public struct ChangingRegistry {
  /// The files of the state that it is in.
  public private(set) var files: [String: String] = [:]
  private var random: SeededGenerator
  private var packages: [String: Package] = [:]
  private var projects: [String: String?] = [:]
  private var identities: Set<String> = ["ada"]
  private var advisories: Set<String> = []
  /// Packages by alias.
  private var indexes: [String: [String: String]] = [:]
  /// The indexes that ask for portable packages.
  private var portable: Set<String> = []
  /// What portable packages come to at most, where the registry says it.
  private let portableBytes: Int?
  /// How many packages the names are drawn from.
  private let breadth: Int

  struct Package {
    var description: String
    var title: String?
    var keywords: [String] = []
    var license: String?
    var sharing: [String]?
    var releases: [Release] = []
  }

  struct Release {
    var version: String
    var stage: String
    var carried: String?
    var followsRule: Bool
    /// By target, as they are spelled.
    var dependencies: [String: String] = [:]
  }

  public init(seed: UInt64, breadth: Int) {
    random = SeededGenerator(seed: seed)
    self.breadth = breadth
    portableBytes = [nil, 1000, 3000][Int(seed % 3)]
    for project in ["acme", "Zed", "a.b"] { projects[project] = .some(nil) }
    for _ in 0..<breadth { change() }
    write()
  }

  /// Makes a few changes, as the next commit.
  public mutating func advance() {
    for _ in 0...Int.random(in: 0..<4, using: &random) { change() }
    write()
  }

  private mutating func change() {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: projects["p\(Int.random(in: 0..<4, using: &random))"] = .some(nil)
    case 1:
      let project = pick(projects.keys)
      let own = packages.keys.filter { $0.hasPrefix(project + "/") }.sorted()
      projects[project] = .some(
        own.randomElement(using: &random).map { String($0.dropFirst(project.count + 1)) })
    case 2: identities.insert("user\(Int.random(in: 0..<6, using: &random))")
    case 3: advisories.insert("EX-\(Int.random(in: 0..<4, using: &random))")
    case 4:
      let name = "index\(Int.random(in: 0..<3, using: &random))"
      if let package = packages.keys.sorted().randomElement(using: &random) {
        indexes[name, default: [:]][someAlias()] = package
        if random.next() % 4 == 0 { portable.formSymmetricDifference([name]) }
      }
    case 5: if let gone = packages.keys.sorted().randomElement(using: &random) { remove(gone) }
    case 6:
      guard let index = indexes.keys.sorted().randomElement(using: &random) else { return }
      if let alias = indexes[index]?.keys.sorted().randomElement(using: &random),
        random.next() & 3 != 0
      {
        indexes[index]?[alias] = nil
      } else {
        indexes[index] = nil
      }
    case 7..<13: addRelease()
    case 13..<15: moveStage()
    case 15:
      edit { package, random in
        package.sharing = [nil, ["*"], ["acme"], ["Zed", "*"]].randomElement(using: &random)!
      }
    case 16:
      edit { package, random in
        package.description = "about \(Int.random(in: 0..<9, using: &random))"
      }
    case 17:
      edit { package, random in
        package.title = [nil, "The Library", "Parsers"].randomElement(using: &random)!
      }
    case 18:
      edit { package, random in
        package.keywords = (0..<random.below(3)).map { ["parser", "web server", "lib"][$0] }
      }
    default:
      edit { package, random in
        package.license = [nil, "MIT", "Apache-2.0"].randomElement(using: &random)!
      }
    }
  }

  private mutating func pick(_ keys: some Sequence<String>) -> String {
    keys.sorted().randomElement(using: &random)!
  }

  private mutating func remove(_ package: String) {
    packages[package] = nil
    let parts = package.split(separator: "/").map(String.init)
    if projects[parts[0]] == .some(parts[1]) { projects[parts[0]] = .some(nil) }
    for name in indexes.keys { indexes[name] = indexes[name]?.filter { $0.value != package } }
  }

  private mutating func addRelease() {
    let package = "\(pick(projects.keys))/lib\(Int.random(in: 0..<breadth, using: &random))"
    var entry = packages[package] ?? Package(description: "new")
    let version =
      "\(Int.random(in: 0..<3, using: &random)).\(Int.random(in: 0..<4, using: &random)).0"
      + ["", "", "-rc.1"].randomElement(using: &random)!
    if !entry.releases.contains(where: { $0.version == version }) {
      entry.releases.append(
        Release(
          version: version, stage: ["candidate", "current"].randomElement(using: &random)!,
          carried: [nil, "notes \(Int.random(in: 0..<3, using: &random))"].randomElement(
            using: &random)!,
          followsRule: Bool.random(using: &random), dependencies: someDependencies()))
    }
    packages[package] = entry
  }

  /// One that packages may name as well.
  private mutating func someAlias() -> String {
    "lib\(Int.random(in: 0..<breadth, using: &random))"
  }

  /// What a release needs: from its own project, from others, from an index, or from nowhere.
  private mutating func someDependencies() -> [String: String] {
    var dependencies: [String: String] = [:]
    for _ in 0..<[0, 0, 1, 1, 2].randomElement(using: &random)! {
      let name = ["lib", "Lib"][random.next() % 8 == 0 ? 1 : 0] + someAlias().dropFirst(3)
      let others = Bool.random(using: &random) ? name : "\(pick(projects.keys))/\(name)"
      // One that many depend on, so that their number passes powers of ten.
      let target = random.below(3) == 0 ? "acme/lib0" : others
      let range = ["*", "^0.1.0", ">=1.0.0", "^2.0.0", "~1.2.0", "<2", "9.x", "1.0.0-rc.1", "?"]
        .randomElement(using: &random)!
      dependencies[target] = [
        #""\#(range)""#, #""\#(range)""#, #"{"range": "\#(range)", "for": "build"}"#,
        #"{"range": "\#(range)", "for": "dev"}"#, #"{"range": "\#(range)", "optional": true}"#,
      ].randomElement(using: &random)!
    }
    return dependencies
  }

  private mutating func moveStage() {
    edit { package, random in
      guard let at = package.releases.indices.randomElement(using: &random) else { return }
      package.releases[at].stage = package.releases[at].stage == "candidate" ? "current" : "revoked"
    }
  }

  private mutating func edit(_ body: (inout Package, inout SeededGenerator) -> Void) {
    guard let name = packages.keys.sorted().randomElement(using: &random) else { return }
    body(&packages[name]!, &random)
  }

  // MARK: Files

  private mutating func write() {
    files = ["index/CODEOWNERS": "* @roles\n"]
    let limits = portableBytes.map { #", "limits": {"portableBytes": \#($0)}"# } ?? ""
    files["index/registry.json"] = resource(
      "Registry", #""name": "example""#,
      #"""
      "title": "Example", "baseURL": "https://r.example.org/",
      "policy": {"artifactURL": "https://files.example.org/{project}/{package}/{version}/{file}"\#(limits)}
      """#)
    for (name, main) in projects {
      files["index/projects/\(name).json"] = resource(
        "Project", #""name": "\#(name)", "description": "Project \#(name)""#,
        main.map { #""main": "\#($0)""# } ?? "")
    }
    for handle in identities {
      files["index/identities/\(handle).json"] = resource("Identity", #""name": "\#(handle)""#, "")
    }
    for id in advisories {
      files["index/advisories/\(id).json"] =
        #"{"id": "\#(id)", "modified": "2026-01-01T00:00:00Z", "affected": []}"#
    }
    for (name, targets) in indexes {
      let entries = targets.sorted { $0.key < $1.key }.map { #""\#($0.key)": "\#($0.value)""# }
      files["index/package-indexes/\(name).json"] = resource(
        "PackageIndex", #""name": "\#(name)""#,
        (portable.contains(name) ? #""portable": true, "# : "")
          + #""versionIndexes": {\#(entries.joined(separator: ","))}"#)
    }
    for (name, package) in packages { write(name, package) }
  }

  private mutating func write(_ name: String, _ package: Package) {
    let parts = name.split(separator: "/").map(String.init)
    var spec = ""
    if let title = package.title { spec += #""title": "\#(title)","# }
    if !package.keywords.isEmpty {
      let keywords = package.keywords.map { #""\#($0)""# }.joined(separator: ",")
      spec += #""keywords": [\#(keywords)],"#
    }
    if let license = package.license { spec += #""license": "\#(license)","# }
    if let sharing = package.sharing {
      let projects = sharing.map { #"{"name": "\#($0)"}"# }.joined(separator: ",")
      spec += #""sharing": {"enabled": true, "projects": [\#(projects)]},"#
    }
    let releases = package.releases.map { release -> String in
      let base =
        release.followsRule
        ? "https://files.example.org/\(name)/\(release.version)" : "https://cdn.example.org"
      var file =
        #"{"name": "a.tgz", "role": "archive", "url": "\#(base)/a.tgz", "sha256": "\#(String(repeating: "ab", count: 32))"}"#
      if let carried = release.carried {
        files["packages/\(name)/\(release.version)/notes.txt"] = carried
        file +=
          #", {"name": "notes.json", "role": "changelog", "path": "\#(release.version)/notes.txt"}"#
      }
      let revocation =
        release.stage == "revoked" ? #", "revocation": {"reason": "broken", "message": "no"}"# : ""
      let dependencies = release.dependencies.sorted { $0.key < $1.key }
        .map { #""\#($0.key)": \#($0.value)"# }.joined(separator: ", ")
      return
        #"{"version": "\#(release.version)", "stage": "\#(release.stage)", "files": [\#(file)], "dependencies": {\#(dependencies)}\#(revocation)}"#
    }
    files["packages/\(name).json"] = resource(
      "VersionIndex",
      #""project": "\#(parts[0])", "name": "\#(parts[1])", "description": "\#(package.description)""#,
      spec + #""releases": [\#(releases.joined(separator: ","))]"#)
  }

  private func resource(_ kind: String, _ metadata: String, _ spec: String) -> String {
    #"{"apiVersion": "cairn/v1", "kind": "\#(kind)", "metadata": {\#(metadata)}, "spec": {\#(spec)}}"#
  }
}
