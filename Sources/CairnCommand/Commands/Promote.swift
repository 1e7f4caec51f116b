internal import Arguments
internal import Authoring
internal import Changes
internal import IndexModel
internal import JSONText
internal import Registry

/// `cairn promote`: makes a candidate current, by its vote where a policy asks for one.
enum Promote {
  private static let release = Argument<String>(
    "release", help: NamedRelease.help, completes: .packages)
  private static let base = Option<String?>(
    "base", value: "rev",
    help: "The commit whose votes and policies count. Default: the last one.")

  static let command = Command<Tool>(
    "promote", summary: "Make a candidate current.",
    discussion: """
      Without a vote policy only the stage changes. Under one the votes are counted that base holds, by its policies and \
      roles, and the policy and the tally are written into the release's `promotion`; `cairn check --base` counts them \
      again. If something is missing, binding votes, more votes for than against, or hours that the candidate has to \
      stand unchanged, it is named and nothing is written.

      Base is the last commit. Where the change goes to another branch, name that: only what is merged there counts.
      """,
    examples: [
      Example("Make a candidate current", "cairn promote acme/libfoo@2.0.0"),
      Example(
        "By the votes of the branch that it goes to",
        "cairn promote acme/libfoo@2.0.0 --base origin/main"),
    ],
    parameters: [release, base, Tool.json], rereading: NamedRelease.rereading("promote")
  ) { arguments, tool in
    try run(arguments, tool)
    return ExitCode.good.rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws {
    let authorship = try Authorship(tool)
    let release = try NamedRelease(arguments[release], authorship, arguments)
    guard release.stage == .candidate else {
      throw Failure(
        .findings, "\(release.name) is \(release.stage?.text ?? "in no stage"), no candidate",
        wayOut: release.stage == .current
          ? "it is promoted already" : "release the next version: a stage only goes forward")
    }
    let base = try ChangeBase(authorship.repository, revision: arguments[base])
    let ballot = try ballot(on: release, in: base, authorship)
    var editing = IndexEditing(release.index, authorship)
    try editing.make { edit throws(DocumentEdit.NoPlace) in
      try edit.set(release.path + ["stage"], to: .string(Stage.current.rawValue))
      guard let ballot else { return }
      try edit.set(release.path + ["promotion"], to: ballot.promotion)
    }
    let report = try editing.write("the promotion", since: base)
    guard !arguments[Tool.json] else {
      report.json("promote") { $0.release(release, editing.edit) }
      return
    }
    let votes = ballot.map { ", by \($0.tally.phrase)" } ?? ""
    report.text(
      "\(release.name) as current, was candidate\(votes)", commit: "Promote \(release.name)")
  }

  /// The ballot that the release has passed; nil where no policy asks for one, or where base has no
  /// such candidate, which the review of the change explains.
  private static func ballot(
    on release: NamedRelease, in base: ChangeBase, _ authorship: Authorship
  ) throws -> Ballot? {
    guard let candidacy = try Candidacy(of: release.parsed, of: release.package, in: base.state)
    else {
      try refuseUnknown(release, in: base, authorship)
      return nil
    }
    let shortages = try candidacy.shortages(in: base.history, now: .clock)
    guard shortages.isEmpty else {
      throw Failure(
        .findings,
        "\(release.name) cannot become current yet: in \(base.name) it "
          + shortages.map(\.predicate).joined(separator: ", and it "),
        wayOut: shortages.map(\.wayOut).joined(separator: "; "))
    }
    return candidacy.ballot
  }

  /// Nobody can have voted on what base does not have.
  private static func refuseUnknown(
    _ release: NamedRelease, in base: ChangeBase, _ authorship: Authorship
  ) throws {
    let releases = try base.state.lookup.versionIndex(release.package)?.releases ?? []
    guard !releases.contains(where: { $0.version.uniqueKey == release.parsed.uniqueKey }),
      try release.index.hasVotePolicy()
    else { return }
    let isHere = base.name.utf8.elementsEqual("HEAD".utf8)
    throw Failure(
      .findings, "\(release.name) is not in \(base.name) yet, where votes on it would count",
      wayOut: isHere
        ? "commit it first: " + authorship.commit([release.index.path], "Release \(release.name)")
        : "merge it there first")
  }
}

extension Ballot {
  /// What a release says of the vote that made it current.
  fileprivate var promotion: JSONValue {
    [
      "policy": [
        "minimumBinding": .integer(policy.minimumBinding),
        "minimumHours": .integer(policy.minimumHours), "voters": .string(policy.voters.rawValue),
      ],
      "tally": [
        "binding": .integer(tally.binding), "for": .integer(tally.votesFor),
        "against": .integer(tally.votesAgainst),
      ],
    ]
  }
}

extension Ballot.Tally {
  /// How the votes fell, in words.
  var phrase: String { "\(binding) binding, \(votesFor) for, \(votesAgainst) against" }
}
