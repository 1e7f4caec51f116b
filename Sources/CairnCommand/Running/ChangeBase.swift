internal import Changes
internal import GitStore
internal import IndexModel
internal import Registry

/// The commit that an author's change is for: whose roles, policies and votes count.
struct ChangeBase {
  /// As a person named it.
  let name: String
  let state: State
  let history: BaseHistory

  /// The lines of its files, for findings about what stood there.
  var lines: SourceLines { SourceLines(state.snapshot) }

  /// - Parameter revision: The commit; nil for the last one, or for nothing where there is none.
  init(_ repository: GitRepository, revision: String? = nil) throws {
    name = revision ?? "HEAD"
    var commit: ObjectID?
    if let revision {
      commit = try repository.resolve(revision)
    } else {
      commit = try? repository.resolve("HEAD")
    }
    state = try State(try commit.map { try repository.snapshot(of: $0) } ?? EmptySnapshot())
    history = commit.map { repository.history(of: $0) } ?? .unknown
  }
}
