import IndexModel
import Resolution

/// An index in memory, written as text: a line for each release.
///
///     libfoo 1.0.0 needs libbar ^1, tools >=2 <4 (build, optional)
///     libfoo 1.1.0 candidate 2026-05-01T12:00:00Z
///     libfoo 1.2.0 revoked unmet libqux
final class SampleIndex: IndexSource {
  private var releases: [String: [IndexedRelease]] = [:]
  /// How often each alias was asked for.
  private(set) var loads: [String: Int] = [:]

  init(_ text: String) throws {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count > 1 else { continue }
      var facts = words.count > 2 ? words[2][...] : ""
      var edges: [Edge] = []
      if let needs = facts.range(of: "needs ") {
        edges = try facts[needs.upperBound...].split(separator: ",").map(Self.edge)
        facts = facts[..<needs.lowerBound]
      }
      append(
        String(words[0]), try Self.release(String(words[1]), facts.split(separator: " "), edges))
    }
  }

  init(_ releases: [String: [IndexedRelease]]) { self.releases = releases }

  /// Adds a release that is later than those before it.
  func append(_ alias: String, _ release: IndexedRelease) {
    releases[alias, default: []].append(release)
  }

  private static func release(
    _ version: String, _ facts: [Substring], _ edges: [Edge]
  ) throws -> IndexedRelease {
    var unmet: [String] = []
    if let at = facts.firstIndex(of: "unmet") { unmet = facts[(at + 1)...].map(String.init) }
    return IndexedRelease(
      version: try Version(version),
      stage: facts.compactMap { Stage(rawValue: String($0)) }.first ?? .current,
      published: facts.compactMap { try? Timestamp(String($0)) }.first,
      edges: edges.sorted { $0.target < $1.target }, unmet: unmet)
  }

  /// `tools >=2 <4 (build/optional)`
  private static func edge(_ text: Substring) throws -> Edge {
    let words = text.split(separator: " ")
    let marks = words.last.flatMap { $0.first == "(" ? $0.dropFirst().dropLast() : nil } ?? ""
    let range = words.dropFirst().filter { $0.first != "(" }.joined(separator: " ")
    let facts = marks.split(separator: "/").map(String.init)
    return Edge(
      target: String(words[0]), rangeText: range, range: try? VersionRange(range),
      use: facts.compactMap(DependencyUse.init(rawValue:)).first ?? .runtime,
      isOptional: facts.contains("optional"))
  }

  var aliases: [String] { releases.keys.sorted() }

  func alias(for target: String, from dependent: String) throws -> String? {
    releases[target] == nil ? nil : target
  }

  func entry(_ alias: String) throws -> IndexEntry? {
    loads[alias, default: 0] += 1
    return releases[alias].map {
      IndexEntry(alias: alias, package: "acme/\(alias)", releases: $0)
    }
  }
}

extension StringProtocol {
  /// Where a text first occurs.
  fileprivate func range(of other: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(other) }.map {
      $0..<index($0, offsetBy: other.count)
    }
  }
}

extension Request {
  /// Requirements as on a command line: `libfoo@^1`, or `libfoo` for any release.
  init(_ texts: String...) throws {
    self.init(try texts.map(Requirement.init(text:)))
  }
}

extension Request.Requirement {
  init(text: String) throws {
    let parts = text.split(separator: "@", maxSplits: 1)
    self.init(String(parts[0]), try VersionRange(parts.count > 1 ? String(parts[1]) : "*"))
  }
}

extension Outcome {
  /// The solution as text, `libbar 1.0.0, libfoo 1.2.0`; the explanation, if there is none.
  var text: String {
    switch self {
    case .solution(let solution):
      solution.selections.map { "\($0.alias) \($0.release.version)" }.joined(separator: ", ")
    case .conflict(let conflict): conflict.explanation.joined(separator: "\n")
    case .gaveUp: "gave up"
    }
  }
}
