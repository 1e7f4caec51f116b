internal import Arguments
internal import Changes
internal import IndexModel
internal import RegistryClient
internal import Site

/// Who answers who depends on what: the site that the arguments name, if it is that of base, else the registry itself.
enum ImpactChoice {
  static let site = Option<String?>(
    "site", value: "dir|url",
    help:
      "The site of base, to ask who depends on what. Default: the registry's own files are searched.",
    completes: .folders)

  /// - Parameters:
  ///   - base: The commit of base.
  ///   - searchesForTakers: Whether the registry is searched for those who take what is new.
  static func impact(
    of comparison: Comparison, from base: ObjectID, searchesForTakers: Bool,
    _ arguments: ParsedArguments, _ tool: Tool
  ) throws -> Impact {
    func searched() throws -> Impact {
      try Impact(
        of: comparison, searchesForTakers: searchesForTakers, workers: tool.workers)
    }
    guard let place = arguments[site] else { return try searched() }
    let reader = try SiteReader.at(place)
    do {
      let site = try SiteDependents(reader)
      guard site.commit == base else {
        let commit = site.commit.map { "of commit \($0)" } ?? "of no commit"
        tool.note(
          "the site is \(commit) and not of base, so the registry is searched for dependents")
        return try searched()
      }
      let known = ReverseLookup(
        dependents: { try site.dependents(of: $0, in: $1) },
        holders: { try site.holders(of: $0) })
      return try Impact(of: comparison, asking: known, workers: tool.workers)
    } catch let error where error is SiteError || error is TrieError {
      // What a pull request does must not depend on a host.
      tool.note(
        "the site cannot be asked, so the registry is searched for dependents: \(Failure(of: error).message)"
      )
      return try searched()
    }
  }
}
