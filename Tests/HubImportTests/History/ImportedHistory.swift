import Foundation
import GitStore
import IndexModel
import TestSupport

@testable import HubImport

/// The history of a hub as the history of a registry: for each commit along the hub's first parents
/// one with the registry that an import of that commit makes.
struct ImportedHistory {
  /// A commit of the hub, and what it became.
  struct Step {
    let hub: Commit
    /// The registry's commit. Its parent is that of the step before, or for the first step a
    /// registry without a package.
    let registry: Commit
  }

  /// Holds the registry, so that people can look at a step: `git diff`, `cairn check --base`.
  let git: GitFixture
  let repository: GitRepository
  /// Oldest first.
  let steps: [Step]

  init(of hub: GitRepository) throws {
    let commits = try hub.firstParents(from: hub.resolve("HEAD")).commits
    var growing = GrowingImport(history: try HubHistory(commits, of: hub))
    var writer = FastImport()
    writer.commit(growing.files, at: commits.last?.committer.time ?? 0)
    var before: GitSnapshot?
    for commit in commits.reversed() {
      let after = try hub.snapshot(of: commit.id)
      try growing.advance(from: before, to: after)
      writer.commit(growing.files, at: commit.committer.time)
      before = after
    }
    git = try GitFixture(bare: true)
    try git.git(["fast-import", "--quiet"], input: writer.stream)
    repository = try GitRepository.open(at: git.path)
    let registries = try repository.firstParents(from: repository.resolve("HEAD")).commits
    steps = zip(commits, registries).map { Step(hub: $0, registry: $1) }.reversed()
  }
}

/// What `git fast-import` is told: one commit after the other, of whole trees.
struct FastImport {
  private(set) var stream = Data()
  private var last: [RepositoryPath: [UInt8]] = [:]

  /// Makes a commit that holds these files and no others.
  mutating func commit(_ files: [RepositoryPath: [UInt8]], at time: Int64) {
    say("commit refs/heads/main\ncommitter Ada <ada@example.org> \(time) +0000\ndata 0")
    for path in Set(last.keys).subtracting(files.keys).sorted() { say("D \(path)") }
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where last[path] != bytes {
      say("M 100644 inline \(path)\ndata \(bytes.count)")
      stream.append(contentsOf: bytes)
      say("")
    }
    last = files
  }

  private mutating func say(_ line: String) { stream.append(contentsOf: "\(line)\n".utf8) }
}
