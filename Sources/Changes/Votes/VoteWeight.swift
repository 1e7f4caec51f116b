internal import Diagnostics
public import IndexModel
public import Registry

/// What the votes of somebody on a release count for.
public enum VoteWeight: Hashable, Sendable {
  /// A vote for is binding: it comes from an admin of the project.
  case binding
  case plain
  /// Base does not know the voter, or its policy asks for others.
  case none

  /// The weight by roles and policies of base.
  ///
  /// - Parameter release: The release with its own policy, if it is there.
  public init(
    of voter: String, on release: Release?, of package: PackageID, in base: State
  ) throws(SnapshotError) {
    let base = base.lookup
    let policy = try base.votePolicy(
      package.project.text, package.name.text, release?.votePolicy)
    let holders = try base.holders(at: base.path(of: package))
    guard try base.mayVote(voter, among: holders, policy?.voters ?? .known) else {
      self = .none
      return
    }
    let admins = try base.project(package.project.text)?.admins ?? []
    self = admins.contains { $0.text == voter } ? .binding : .plain
  }
}
