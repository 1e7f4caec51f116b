internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let vote = Rule(
    "vote", .integrity, .forward, "an identity of the registry votes once on a candidate",
    """
    A vote is that of one known identity, and who votes again changes the vote that is there. Two \
    votes of one voter would count twice. `cairn vote` writes yours, in the \
    place of an earlier one.
    """)
}

extension Check {
  static let vote = Check(
    .vote,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for release in unit.versionIndex?.releases ?? [] {
        var first = First<String, Reference>()
        for voter in release.votes.map(\.voter) {
          if let earlier = first.holder(of: Name.fold(voter.text), else: voter) {
            findings.append(
              unit.finding(
                .vote, at: voter.node,
                "\(quoted(voter.text)) has voted on \(release.version.text) already",
                help: "keep one of the two",
                notes: [unit.note(at: earlier.node, "the first vote")]))
          } else if try view.misses(identity: voter.text) {
            findings.append(
              unit.finding(
                .vote, at: voter.node, "there is no identity \(quoted(voter.text)) to vote",
                help: try view.help(namingIdentity: voter.text)))
          }
        }
      }
      return findings
    })
}
