import TestSupport

/// A registry that changes at random, for better or worse: names that clash, things that others
/// name and that go, policies, keys, accounts, owners.
struct RandomRegistry {
  var files: [String: String]
  private var packages: [String: Package] = [:]

  struct Package {
    var project: String
    var name: String
    var more = ""
    var releases: [Release]
  }

  struct Release {
    var version: String
    var stage = "current"
    var more = ""
    var carried = false
    var dependencies = ""
  }

  init(_ random: inout SeededGenerator) {
    files = [
      "index/registry.json": SampleRegistry.registry(),
      "index/CODEOWNERS": SampleRegistry.owners,
    ]
    for handle in SampleRegistry.people {
      files["index/identities/\(handle).json"] = SampleRegistry.identity(handle)
    }
    for project in ["acme", "zed"] {
      files["index/projects/\(project).json"] = Self.project(project, [])
    }
    for _ in 0..<12 { addPackage(&random) }
  }

  /// Changes something, and says what.
  mutating func change(_ random: inout SeededGenerator) -> String {
    switch random.below(26) {
    case 0...2:
      addPackage(&random)
      return "a package"
    case 3...5:
      return edit(&random) { package, random in
        package.releases.append(Self.release(&random))
        return "a release"
      }
    case 6:
      return edit(&random) { package, random in
        let at = random.below(package.releases.count)
        package.releases[at].stage = "revoked"
        package.releases[at].more = #", "revocation": {"reason": "broken", "message": "no"}"#
        return "a revocation"
      }
    case 7, 8: return deprecate(&random)
    case 9: return carry(&random)
    case 10: return remove(&random)
    case 11, 12: return changeProject(&random)
    case 13, 14: return changeIdentity(&random)
    case 15, 20, 21: return changeIndex(&random)
    case 22, 23:
      return edit(&random) { package, random in
        let at = random.below(package.releases.count)
        package.releases[at].dependencies = Self.dependencies(&random)
        return "dependencies"
      }
    case 24, 25:
      return edit(&random) { package, random in
        let at = random.below(package.releases.count)
        package.releases[at].stage = ["candidate", "current"][random.below(2)]
        package.releases[at].more = ""
        return "a stage"
      }
    case 16:
      files["index/waivers.json"] = SampleRegistry.resource(
        "WaiverList", #""name": "waivers""#,
        #""waivers": [{"rule": "revoked-replacement", "subject": "\#(pick(&random))", "#
          + #""reason": "so", "grantedBy": "ops"}]"#)
      return "waivers"
    case 17:
      files["index/registry.json"] = SampleRegistry.registry(
        ["", #""requireLicense": true"#, #""versioning": "relaxed""#][random.below(3)])
      return "the policy"
    case 18:
      files["index/CODEOWNERS"] =
        SampleRegistry.owners
        + ["", "/packages/zed/\n", "/packages/ @acme/core\n", "/x @nobody\n", "/[\n"][
          random.below(5)]
      return "CODEOWNERS"
    default:
      files[
        ["README.md", "packages/acme/stray.txt", "packages/new/x.json", "index/stray"][
          random.below(4)]] = "\(random.below(9))"
      return "a stray file"
    }
  }
}

// MARK: - Changes

extension RandomRegistry {
  private static let names = [
    "libfoo", "libfoo1", "Libfoo", "lib-foo", "lib_foo", "libf0o", "tools", "toolz", "parser",
    "parsers", "zlib", "abc",
  ]

  private mutating func addPackage(_ random: inout SeededGenerator) {
    let project = ["acme", "zed", "acme", "zed", "newton"][random.below(5)]
    let name = Self.names[random.below(Self.names.count)]
    guard packages["\(project)/\(name)"] == nil else { return }
    put(
      Package(
        project: project, name: name,
        releases: [
          Release(version: "1.0.0", dependencies: Self.dependencies(&random)),
          Release(version: "1.1.0"),
        ]))
  }

  private static func release(_ random: inout SeededGenerator) -> Release {
    Release(
      version: "\(random.below(9)).\(random.below(9)).0\(["", "", "-rc.1"][random.below(3)])",
      dependencies: dependencies(&random))
  }

  /// What a release needs, by bare names and by whole ones, of what is there or may come.
  private static func dependencies(_ random: inout SeededGenerator) -> String {
    var dependencies: [String: String] = [:]
    for _ in 0..<[0, 1, 1, 2][random.below(4)] {
      let name = (names + ["a", "b"])[random.below(names.count + 2)]
      let target = [name, "acme/\(name)", "zed/\(name)"][random.below(3)]
      let range = ["*", "^1", "1.0.0", ">=1.1.0", "^2 || ^1.0.0", "7.x", "no"][random.below(7)]
      dependencies[target] =
        [
          #""\#(range)""#, #""\#(range)""#, #"{"range": "\#(range)", "for": "build"}"#,
          #"{"range": "\#(range)", "for": "build"}"#, #"{"range": "\#(range)", "for": "dev"}"#,
          #"{"range": "\#(range)", "optional": true}"#,
        ][random.below(6)]
    }
    return dependencies.sorted { $0.key < $1.key }.map { #""\#($0.key)": \#($0.value)"# }
      .joined(separator: ", ")
  }

  private mutating func changeIndex(_ random: inout SeededGenerator) -> String {
    var aliases: [String: String] = [:]
    for _ in 0..<(2 + random.below(5)) {
      let package = pick(&random)
      let (project, name) = package.splitAtSlash
      // By its place, or by the full name that its owner may have.
      let key = String(repeating: ["0a", "0b"][random.below(2)], count: 20)
      aliases[["a", "b", name, name][random.below(4)]] =
        random.below(3) == 0 ? "\(project):\(key):\(name)" : package
    }
    let (name, content) = (random.below(2), random.below(9) == 0 ? 1 : 0)
    let list = aliases.sorted { $0.key < $1.key }.map { #""\#($0.key)": "\#($0.value)""# }
    // Now and then its content says another name than its path.
    files["index/package-indexes/w\(name).json"] = SampleRegistry.resource(
      "PackageIndex", #""name": "w\#(name + content)""#,
      #""roles": {"owner": ["molly"]}, "versionIndexes": {\#(list.joined(separator: ", "))}"#)
    return "the package index w\(name)"
  }

  private func pick(_ random: inout SeededGenerator) -> String {
    packages.keys.sorted().randomElement(using: &random) ?? "acme/libfoo"
  }

  private mutating func edit(
    _ random: inout SeededGenerator, _ body: (inout Package, inout SeededGenerator) -> String
  ) -> String {
    guard var package = packages[pick(&random)] else { return "nothing" }
    let words = body(&package, &random)
    put(package)
    return "\(words) of \(package.project)/\(package.name)"
  }

  private mutating func deprecate(_ random: inout SeededGenerator) -> String {
    let target = pick(&random) + ["", "@1.0.0", "@9.9.9"][random.below(3)]
    return edit(&random) { package, random in
      package.more =
        [
          #", "deprecated": {"message": "old", "replacedBy": "\#(target)"}"#,
          #", "votePolicy": {"minimumBinding": \#(random.below(3))}"#,
          #", "roles": {"owner": ["dave"], "author": ["acme/core", "zed/core"]}"#,
          #", "roles": {"owner": ["\#(package.project)", "dave"]}"#,
        ][random.below(4)]
      return "what belongs to the package"
    }
  }

  private mutating func carry(_ random: inout SeededGenerator) -> String {
    let path = "packages/\(pick(&random))/1.0.0/notes.txt"
    switch random.below(3) {
    case 0: files[path] = nil
    case 1: files[path] = "notes \(random.below(3))"
    default:
      return edit(&random) { package, _ in
        package.releases[0].carried.toggle()
        return "a carried file"
      }
    }
    return path
  }

  private mutating func remove(_ random: inout SeededGenerator) -> String {
    guard let path = files.keys.sorted().randomElement(using: &random),
      path != "index/registry.json"
    else { return "nothing" }
    files[path] = nil
    packages = packages.filter { "packages/\($0.key).json" != path }
    return "without \(path)"
  }

  private mutating func changeProject(_ random: inout SeededGenerator) -> String {
    let name = ["acme", "zed", "newton", "acmee"][random.below(4)]
    let parts = [
      #""teams": {"core": ["tom"]}"#, #""teams": {"core": ["tom", "pat"]}"#,
      #""votePolicy": {"minimumBinding": \#(random.below(3))}"#, #""main": "libfoo""#,
    ].filter { _ in random.below(2) == 0 }
    files["index/projects/\(name).json"] = Self.project(name, parts)
    return "the project \(name)"
  }

  private mutating func changeIdentity(_ random: inout SeededGenerator) -> String {
    let handle = ["pat", "tom", "Pat", "newton", "acme", "zed"][random.below(6)]
    let keys = ["0a", "0b"].shuffled(using: &random).prefix(1 + random.below(2)).map {
      #"{"type": "openpgp", "public": "\#(String(repeating: $0, count: 20))"}"#
    }
    files["index/identities/\(handle).json"] = SampleRegistry.resource(
      "Identity", #""name": "\#(handle)""#,
      #""accounts": {"github": {"id": \#(6 + random.below(4))}}, "#
        + #""keys": [\#(keys.joined(separator: ", "))]"#)
    return "the identity \(handle)"
  }

  // MARK: Files

  private mutating func put(_ package: Package) {
    let id = "\(package.project)/\(package.name)"
    packages[id] = package
    files["packages/\(id).json"] = Self.package(
      package.project, package.name, package.releases, package.more)
  }

  static func project(_ name: String, _ more: [String]) -> String {
    SampleRegistry.resource(
      "Project", #""name": "\#(name)""#,
      ([#""roles": {"admin": ["ada"]}"#] + more).joined(separator: ", "))
  }

  static func package(
    _ project: String, _ name: String, _ releases: [Release], _ more: String = ""
  ) -> String {
    let list = releases.map { release -> String in
      let signer = String(repeating: "0a", count: 20)
      let files =
        release.carried
        ? #", "files": [{"name": "n", "role": "other", "path": "1.0.0/notes.txt", "#
          + #""key": "pat:\#(signer)"}]"# : ""
      let needs =
        release.dependencies.isEmpty ? "" : #", "dependencies": {\#(release.dependencies)}"#
      return
        #"{"version": "\#(release.version)", "stage": "\#(release.stage)"\#(files)\#(needs)\#(release.more)}"#
    }
    return SampleRegistry.resource(
      "VersionIndex", #""project": "\#(project)", "name": "\#(name)""#,
      #""title": "T"\#(more), "releases": [\#(list.joined(separator: ", "))]"#)
  }
}

extension String {
  /// The project and the name of a package.
  fileprivate var splitAtSlash: (project: String, name: String) {
    let parts = split(separator: "/")
    return (String(parts[0]), String(parts[1]))
  }
}
