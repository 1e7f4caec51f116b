internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let lookAlike = Rule(
    "look-alike", .advice, .names, "names are not easily taken for one another",
    """
    Two names look alike if they are the same once `0` is drawn as `o`, `1` and `I` as `l`, `rn` \
    as `m` and `vv` as `w`, or if one letter more, less or other makes one of the other, for names \
    of at least five bytes; names that differ in a digit are a series. People who mistype or \
    misread one get the other, which is how packages are impersonated. Choose another name while \
    the newer one is young, or have a waiver say that both are meant.
    """)
}

extension Check {
  static let lookAlike = Check(
    .lookAlike,
    .names { space, context in
      switch space.sort {
      case .identity, .project, .package: break
      case .packageIndex, .advisory, .companion: return []
      }
      // What is no name, or folds to one that is there, is for other rules to report.
      var first = First<String, Int>()
      var names: [(name: Name, path: RepositoryPath)] = []
      for (text, path) in space.names {
        guard let name = try? Name(text, versions: context.policy.versioning),
          first.holder(of: name.folded, else: names.count) == nil
        else { continue }
        names.append((name, path))
      }
      return findings(for: names, of: space.sort)
    })

  private static func findings(
    for names: [(name: Name, path: RepositoryPath)], of sort: NameSpace.Sort
  ) -> [Diagnostic] {
    let alike = earlierLookAlikes(of: names.map(\.name))
    return alike.keys.sorted().map { at in
      let others = alike[at, default: []].sorted()
      return Diagnostic(
        .lookAlike, file: names[at].path,
        "the \(sort.rawValue) name \"\(names[at].name)\" looks like \"\(names[others[0]].name)\"",
        help: "choose another name for the newer one, or have a waiver say that both are meant",
        notes: others.prefix(8).map { other in
          .init(range: .start(of: names[other].path), message: "this is \(names[other].name)")
        })
    }
  }

  /// For each name that looks like one before it, all such names, as indices.
  private static func earlierLookAlikes(of names: [Name]) -> [Int: Set<Int>] {
    var alike: [Int: Set<Int>] = [:]
    var first = First<String, Int>()
    for (at, name) in names.enumerated() {
      if let earlier = first.holder(of: name.skeleton, else: at) { alike[at] = [earlier] }
    }
    let long = names.indices.filter { names[$0].text.utf8.count >= 5 }
    for (earlier, later) in NearNames(texts: long.map { Array(names[$0].folded.utf8) }).pairs() {
      alike[long[later], default: []].insert(long[earlier])
    }
    return alike
  }
}
