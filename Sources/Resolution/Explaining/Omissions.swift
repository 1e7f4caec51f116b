internal import IndexModel

/// Releases that the request does not take though they are in a range that the proof speaks of.
///
/// "Every release of libfoo" means those that may be taken. Whoever knows of another one wants to
/// read why it does not help.
struct Omissions {
  let sentences: [String]

  init(_ proof: Proof, _ request: Request) {
    let phrasing = Phrasing(rosters: proof.rosters, request: request)
    var ranges: [Int: [VersionRange]] = [:]
    for step in proof.steps where phrasing.shortage(step) == nil {
      switch step.cause {
      case .requirement(let place, let alias):
        ranges[alias, default: []].append(request.requirements[place].range)
      case .demand(let number, let dependent, let target?):
        guard let range = proof.rosters[dependent].demands[number].edge.range else { continue }
        ranges[target, default: []].append(range)
      case .demand, .derived: continue
      }
    }
    sentences = ranges.sorted { $0.key < $1.key }.compactMap { alias, ranges in
      let roster = proof.rosters[alias]
      let omitted = roster.excluded.filter { excluded in
        ranges.contains { $0.contains(excluded.release.version) }
      }
      guard !omitted.isEmpty else { return nil }
      let grouped = Dictionary(grouping: omitted, by: \.exclusion)
        .mapValues { $0.map(\.release.version) }
      return "Not considered of \(roster.alias): \(phrasing.excluded(grouped))."
    }
  }
}
