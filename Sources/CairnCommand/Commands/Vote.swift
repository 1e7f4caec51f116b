internal import Arguments
internal import Authoring
internal import Changes
internal import IndexModel
internal import JSONText
internal import Registry

/// A vote on the command line: `+1`, `0` or `-1`.
struct VoteWord: ArgumentValue {
  let value: Int
  var argument: String { value > 0 ? "+1" : "\(value)" }

  static let choices = ["+1", "0", "-1"]

  init(argument: String) throws(InvalidValue) {
    switch argument {
    case "+1", "1": value = 1
    case "0", "+0", "-0": value = 0
    case "-1": value = -1
    default: throw InvalidValue(expected: "+1 for, 0 for neither, or -1 against")
    }
  }
}

/// `cairn vote`: puts somebody's vote on a candidate.
enum Vote {
  private static let release = Argument<String>(
    "release", help: "The candidate, as project/name@version.", completes: .packages)
  private static let value = Argument<VoteWord?>(
    "vote", help: "For, neither, or against.")
  private static let voter = Option<String>(
    "as", value: "handle", help: "Who votes: an identity that is there.")
  private static let comment = Option<String?>("comment", value: "text", help: "Why.")
  private static let withdraw = Flag("withdraw", help: "Take the vote back.")

  static let command = Command<Tool>(
    "vote", summary: "Vote on a candidate.",
    discussion: """
      Writes the vote into the release, in the place of the voter's earlier one. It counts once it is merged, and nobody \
      else can cast it: the change has to be opened or approved by an account of the voter. A vote for is binding if the \
      voter is an admin of the project. Where the vote policy asks for committers, others are refused.

      Once the votes are in, `cairn promote` makes the candidate current.
      """,
    examples: [
      Example("Vote for a candidate", "cairn vote acme/libfoo@2.0.0 +1 --as carl"),
      Example(
        "Vote against it, and say why",
        "cairn vote acme/libfoo@2.0.0 -1 --as carl --comment 'Does not start on ARM.'"),
      Example("Take the vote back", "cairn vote acme/libfoo@2.0.0 --withdraw --as carl"),
    ],
    parameters: [release, value, voter, comment, withdraw, Tool.json],
    constraints: [.atMostOne(comment, withdraw)], rereading: NamedRelease.rereading("vote")
  ) { arguments, tool in
    try run(arguments, tool)
    return ExitCode.good.rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws {
    guard (arguments[value] != nil) != arguments[withdraw] else {
      throw arguments.misuse(
        arguments[withdraw]
          ? "'--withdraw' takes the vote back, so there is none to give"
          : "the vote is missing: write +1, 0 or -1 behind the release, or --withdraw")
    }
    let authorship = try Authorship(tool)
    let release = try NamedRelease(arguments[release], authorship, arguments)
    let voter = try authorship.handles([arguments[voter]], arguments)[0]
    guard release.stage == .candidate else {
      throw Failure(
        .findings, "\(release.name) is \(release.stage?.text ?? "in no stage"), no candidate",
        wayOut: "votes are about candidates: what is published stays as it is")
    }
    var editing = IndexEditing(release.index, authorship)
    let replaces = try cast(arguments, as: voter, on: release, &editing)
    let report = try editing.write("the vote")
    let standing = try VoteStanding(voter, release, report.review)
    guard !arguments[Tool.json] else {
      report.json("vote") { writer in
        writer.release(release, editing.edit)
        standing.write(into: &writer, vote: arguments[value])
      }
      return
    }
    let vote = arguments[value].map { "\($0.argument)\(replaces ? " now" : "")" }
    report.text(
      "\(voter) on \(release.name): \(vote ?? "no vote any more")",
      notes: standing.notes(vote: arguments[value]),
      commit: vote == nil
        ? "Withdraw the vote of \(voter) on \(release.name)" : "Vote on \(release.name) as \(voter)"
    )
  }

  /// Writes the vote, or takes it out; returns whether one was there.
  private static func cast(
    _ arguments: ParsedArguments, as voter: Name, on release: NamedRelease,
    _ editing: inout IndexEditing
  ) throws -> Bool {
    let path = release.path + ["votes"]
    let position = release.index.document.position(ofVoteBy: voter, in: path)
    if let word = arguments[value] {
      var vote = [
        JSONValue.Member("voter", .string(voter.text)),
        JSONValue.Member("value", .integer(word.value)),
      ]
      if let comment = arguments[comment] {
        vote.append(JSONValue.Member("comment", .string(comment)))
      }
      try editing.make { edit throws(DocumentEdit.NoPlace) in
        if let position {
          try edit.replace(path + [.index(position)], with: .object(vote))
        } else {
          try edit.append(.object(vote), to: path)
        }
      }
      guard editing.edit.bytes != release.index.document.bytes else {
        throw Failure(.findings, "\(voter) has cast this vote on \(release.name) already")
      }
    } else {
      guard let position else {
        throw Failure(.findings, "\(voter) has not voted on \(release.name)")
      }
      try editing.make { edit throws(DocumentEdit.NoPlace) in
        try edit.remove(path + [.index(position)], below: release.path)
      }
    }
    return position != nil
  }
}

extension JSONDocument {
  /// Which element of a list of votes is somebody's.
  fileprivate func position(ofVoteBy voter: Name, in path: DocumentEdit.Path) -> Int? {
    guard let votes = node(at: path) else { return nil }
    return elements(of: votes).enumerated().first { _, vote in
      member("voter", of: vote).flatMap { string($0) }?.utf8.elementsEqual(voter.text.utf8) ?? false
    }?.offset
  }
}
