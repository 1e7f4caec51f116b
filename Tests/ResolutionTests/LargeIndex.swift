import IndexModel
import Resolution
import TestSupport

/// A large index that came about as real ones do: release after release, each by the rules of its
/// day.
///
/// A package mostly depends on more popular ones, by Zipf's law, and on what was newest when it was
/// released. Popular packages go on to new major versions, and not everybody follows.
struct LargeIndex {
  let index: SampleIndex
  let aliases: [String]

  private struct Package {
    var major = 0
    var minor = 0
    var patch = 0
    var targets: [Int: String] = [:]
    var releases: [IndexedRelease] = []

    var version: String { "\(major).\(minor).\(patch)" }
  }

  init(packages count: Int, releases: Int, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var packages = Array(repeating: Package(), count: count)
    var ranges: [String: VersionRange] = [:]
    for step in 0..<releases {
      // Each package has a first release, popular ones first; then anybody may release.
      var package = step < count ? step : Self.pick(below: count, &random)
      if packages[package].releases.count > 300 { package = random.below(count) }
      Self.advance(&packages[package], isFirst: step < count, &random)
      try Self.depend(package, &packages, &random, popular: min(step, count))
      let edges = try packages[package].targets.sorted { $0.key < $1.key }.map { target, text in
        let range = try ranges[text] ?? VersionRange(text)
        ranges[text] = range
        return Edge(target: Self.name(target), rangeText: text, range: range)
      }
      packages[package].releases.append(
        IndexedRelease(
          version: try Version(packages[package].version),
          stage: random.below(50) == 0 ? .revoked : .current,
          published: Timestamp(seconds: Int64(step)),
          edges: edges.sorted { $0.target < $1.target }))
    }
    aliases = packages.indices.map(Self.name)
    index = SampleIndex(
      Dictionary(uniqueKeysWithValues: zip(aliases, packages.map(\.releases))))
  }

  private static func name(_ package: Int) -> String { "p\(package)" }

  /// A package: half of the time any, which makes graphs deep, else the n-th with a probability that
  /// falls as 1/n, which makes some very popular.
  private static func pick(below limit: Int, _ random: inout SeededGenerator) -> Int {
    if random.below(2) == 0 { return random.below(limit) }
    let magnitude = random.below(Int.bitWidth - limit.leadingZeroBitCount + 1)
    return min(random.below(1 << magnitude), limit - 1)
  }

  private static func advance(
    _ package: inout Package, isFirst: Bool, _ random: inout SeededGenerator
  ) {
    if isFirst {
      package.major = random.below(4) == 0 ? 0 : 1
      package.minor = package.major == 0 ? 1 : 0
      return
    }
    switch random.below(10) {
    case 0: (package.major, package.minor, package.patch) = (package.major + 1, 0, 0)
    case 1...4: (package.minor, package.patch) = (package.minor + 1, 0)
    default: package.patch += 1
    }
  }

  /// Takes up dependencies, and brings some of the old ones up to date.
  private static func depend(
    _ package: Int, _ packages: inout [Package], _ random: inout SeededGenerator, popular: Int
  ) throws {
    for target in packages[package].targets.keys.sorted() where random.below(3) == 0 {
      packages[package].targets[target] = range(packages[target], &random)
    }
    guard popular > 1 else { return }
    for _ in 0..<random.below(packages[package].targets.isEmpty ? 7 : 2) {
      // One in forty edges may close a cycle.
      let limit = random.below(40) == 0 ? popular : max(1, min(package, popular) / 2)
      let target = pick(below: limit, &random)
      guard target != package, packages[target].targets.count < 40,
        !packages[target].releases.isEmpty
      else { continue }
      packages[package].targets[target] = range(packages[target], &random)
    }
  }

  private static func range(_ target: Package, _ random: inout SeededGenerator) -> String {
    switch random.below(20) {
    case 0: "*"
    case 1: target.version
    case 2: "~\(target.version)"
    case 3, 4: ">=\(target.version)"
    case 5: ">=\(target.version) <\(target.major + 2)"
    case 6...10: target.major == 0 ? "^\(target.version)" : "^\(target.major)"
    default: "^\(target.version)"
    }
  }
}
