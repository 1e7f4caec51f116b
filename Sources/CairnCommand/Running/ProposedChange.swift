internal import Arguments
internal import Authoring
internal import Changes
internal import GitStore
internal import IndexModel
internal import JSONText
internal import Rules

/// A change as the command line names it: two commits, and who stands behind it.
struct ProposedChange {
  let base: GitSnapshot
  /// The commit of base.
  let baseCommit: ObjectID
  let head: GitSnapshot
  /// How many of base's commits head does not contain; nil where that was not to be found out.
  let behind: Int?
  let proposal: Proposal

  /// - Parameters:
  ///   - approvals: The file that names approvals.
  ///   - now: What counts as now; nil for the clock.
  init(
    _ tool: Tool, base: String, head: String, actor: Account?, approvals: String?, now: Timestamp?
  ) throws {
    let repository = try GitRepository.open(at: tool.folder ?? ".", discover: true)
    let baseID = try repository.resolve(base)
    let headID = try repository.resolve(head)
    guard let time = Timestamp(seconds: try repository.commit(headID).committer.time) else {
      throw Failure(.inputMissing, "commit \(headID) has a time that no calendar has")
    }
    let now = now ?? .clock
    self.base = try repository.snapshot(of: baseID)
    baseCommit = baseID
    self.head = try repository.snapshot(of: headID)
    behind = repository.commits(of: baseID, missingIn: headID)
    proposal = Proposal(
      base: self.base, head: self.head, commit: headID, actor: actor,
      approvals: try approvals.map { try Self.approvals(at: $0) } ?? [],
      moment: Moment(proposed: time, now: now), history: repository.history(of: baseID),
      workers: tool.workers)
  }

  /// Reads `{"approvals": [{"account": "github:4", "commit": "<sha>"}]}`. More keys may stand beside
  /// these; an approval that cannot be read refuses the file.
  private static func approvals(at path: String) throws -> [Approval] {
    func refusal(_ message: String) -> Failure {
      Failure(
        .usage, "'\(path)' names no approvals: \(message)",
        wayOut: #"expected {"approvals": [{"account": "github:4", "commit": "<40 hex>"}]}"#)
    }
    let limit = 1 << 20
    let bytes = try LocalFile.bytes(of: path, limit: limit)
    let reading = JSONDocument.read(bytes, limits: JSONLimits(depth: 32, bytes: limit))
    guard let document = reading.document, reading.problems.isEmpty else {
      throw refusal(reading.problems.first?.message ?? "not a JSON document")
    }
    guard let list = document.member("approvals", of: document.root),
      document.kind(of: list) == .array
    else { throw refusal(#"there is no array "approvals""#) }
    return try document.elements(of: list).map { node in
      guard let account = document.member("account", of: node).flatMap({ document.string($0) }),
        let commit = document.member("commit", of: node).flatMap({ document.string($0) })
      else { throw refusal("an approval has no account or no commit") }
      guard let id = ObjectID(hex: commit) else {
        throw refusal("a commit is not 40 lower-case hexadecimal digits")
      }
      do throws(Account.Problem) {
        return Approval(account: try Account(account), commit: id)
      } catch {
        throw refusal("an account is \(error.message)")
      }
    }
  }
}

extension GitRepository {
  /// The first parents of a commit, read as far as somebody looks.
  func history(of commit: ObjectID) -> BaseHistory {
    BaseHistory { (visit) throws(SnapshotError) in
      var failure: SnapshotError?
      let end: History.End
      do throws(GitError) {
        end = try walkFirstParents(from: commit) { commit in
          guard let time = Timestamp(seconds: commit.committer.time) else { return false }
          do {
            return try visit(time, try snapshot(of: commit.id))
          } catch {
            failure = error as? SnapshotError ?? .missing(commit.id)
            return false
          }
        }
      } catch {
        throw .unreadable(commit, detail: error.description)
      }
      if let failure { throw failure }
      return if case .shallow = end { .shallow } else if end == .stopped { .stopped } else { .root }
    }
  }
}
