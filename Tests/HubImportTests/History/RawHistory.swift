import Foundation
import TestSupport

/// What the authors of a hub did to its releases, as git's own log and Foundation's JSON tell it:
/// nothing that is under test has a part in it.
struct RawHistory {
  /// What a commit did to a release that was there before it.
  enum Deed: Hashable {
    /// Its file says something else.
    case rewritten
    /// Its file says the same in a folder that spells the version otherwise.
    case moved
    case removed
  }

  /// A commit of the line of first parents.
  struct Step {
    let commit: String
    /// By `<namespace>/<connector>@<version>`.
    var deeds: [String: Deed] = [:]
    /// Releases whose file says the same in other bytes.
    var reformatted = 0
    /// Connectors of which nothing is left, as `<namespace>/<connector>`.
    var removedConnectors: Set<String> = []
    /// Files rewritten or removed that no registry could have taken for a release.
    var noReleases: [String: RawFile.Flaw] = [:]
  }

  /// Oldest first.
  private(set) var steps: [Step] = []
  /// Every release that ever was one.
  private(set) var releases: Set<String> = []
  /// Every file that ever was to be one.
  private(set) var files: Set<String> = []
  private var standing: [String: RawFile] = [:]
  /// The files of each connector.
  private var connectors: [String: Set<String>] = [:]

  /// Reads the history of a repository's `HEAD`.
  init(of git: GitFixture) throws {
    let log = try git.git(
      "log", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--raw",
      "--no-abbrev", "--reverse", "--format=@%H", "HEAD")
    let commits = log.split(separator: "@").map { RawCommit($0) }
    let blobs = try Self.contents(of: Set(commits.flatMap(\.lines).flatMap(\.blobs)), in: git)
    for commit in commits { try add(commit, blobs) }
  }

  private mutating func add(_ commit: RawCommit, _ blobs: [Substring: Data]) throws {
    var step = Step(commit: commit.id)
    step.removedConnectors = removedConnectors(by: commit, blobs)
    let lines = commit.lines.filter(\.isRelease)
    var before: [String: RawFile] = [:]
    var after: [String: RawFile] = [:]
    for line in lines {
      if let old = standing.removeValue(forKey: line.path) {
        if old.flaw == nil { before[old.release] = old }
        step.noReleases[line.path] = old.flaw
      }
    }
    for line in lines {
      guard let blob = blobs[line.new] else { continue }
      var new = try RawFile(blob, at: line.path)
      new.compare(with: standing.values)
      standing[line.path] = new
      if new.flaw == nil { after[new.release] = new }
    }
    files.formUnion(lines.map(\.path))
    for (release, old) in before {
      guard let new = after[release] else {
        step.deeds[release] = .removed
        continue
      }
      if new.value != old.value {
        step.deeds[release] = .rewritten
      } else if new.folder != old.folder {
        step.deeds[release] = .moved
      } else {
        step.reformatted += 1
      }
    }
    releases.formUnion(after.keys)
    steps.append(step)
  }

  private mutating func removedConnectors(
    by commit: RawCommit, _ blobs: [Substring: Data]
  ) -> Set<String> {
    let touched = Set(commit.lines.map(\.connector)).filter { connectors[$0]?.isEmpty == false }
    for line in commit.lines {
      if blobs[line.new] == nil {
        connectors[line.connector]?.remove(line.path)
      } else {
        connectors[line.connector, default: []].insert(line.path)
      }
    }
    return touched.filter { connectors[$0]?.isEmpty == true }
  }

  private static func contents(
    of blobs: Set<Substring>, in git: GitFixture
  ) throws -> [Substring: Data] {
    let ids = blobs.sorted().filter { !$0.allSatisfy { $0 == "0" } }
    let input = ids.map { "\($0)\n" }.joined()
    var rest = Data(try git.git(["cat-file", "--batch"], input: Data(input.utf8)).utf8)[...]
    var contents: [Substring: Data] = [:]
    for id in ids {
      // `<id> blob <size>`, a newline, the bytes, a newline.
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let size = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ").last
      let bytes = rest[end...].dropFirst().prefix(size.flatMap { Int($0) } ?? 0)
      contents[id] = Data(bytes)
      rest = rest[bytes.endIndex...].dropFirst()
    }
    return contents
  }
}

/// A commit as `git log --raw` prints it, with the files of connectors that it touches.
private struct RawCommit {
  let id: String
  var lines: [Line] = []

  struct Line {
    /// All zeros where the file is not there.
    let old: Substring
    let new: Substring
    let path: String
    let connector: String
    let isRelease: Bool
    var blobs: [Substring] { [old, new] }

    init?(_ text: Substring) {
      // `:100644 100644 <before> <after> M<tab><path>`
      let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
      let parts = words[5].split(separator: "/")
      guard parts.count >= 4, parts[0] == "registry" else { return nil }
      let rest = parts[3...]
      isRelease =
        rest.count == 3 && rest[3] == "releases" && rest[5] == "connector-packaging.json"
      let isAlias =
        rest.count == 3 && rest[3] == "aliased_connectors" && rest[5] == "metadata.json"
      guard isRelease || isAlias || rest == ["metadata.json"] else { return nil }
      (old, new, path) = (words[2], words[3], String(words[5]))
      connector = "\(parts[1])/\(parts[2])"
    }
  }

  init(_ text: Substring) {
    let lines = text.split(separator: "\n")
    id = String(lines[0])
    self.lines = lines.dropFirst().compactMap { Line($0) }
  }
}
