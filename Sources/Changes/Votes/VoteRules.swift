internal import Registry

extension Rule {
  static let candidateFirst = Rule(
    "candidate-first", .integrity, .change, "under a vote policy a release enters as a candidate",
    """
    Where the release, its package or its project has a vote policy, nothing becomes current \
    unseen: a release enters in the stage `candidate`, people vote on it, and `cairn promote` makes \
    it current. Enter it as a candidate.
    """)

  static let promotion = Rule(
    "promotion", .integrity, .change, "a candidate becomes current by the votes that base has",
    """
    A candidate leaves under its vote policy: enough binding votes for, more votes for than \
    against, and so many hours unchanged in the history of base. `cairn promote` writes the policy \
    and the tally into the release's `promotion`; both are counted again from base, so votes and \
    content have to be there before the change that promotes. Nothing else has a `promotion`.
    """)

  static let voter = Rule(
    "voter", .integrity, .change, "who votes may vote",
    """
    Everybody who is known to the registry may vote on a candidate, unless the vote policy says \
    `voters: "committers"`: then the project's committers may, and whoever holds more there. Ask \
    the project for the role, or leave the vote out.
    """)
}
