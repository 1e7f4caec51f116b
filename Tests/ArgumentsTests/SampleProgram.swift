import Arguments

/// A small program that uses every kind of parameter.
enum Sample {
  enum Color: String, CaseIterable, ArgumentValue { case auto, always, never }

  static let folder = Option<String?>(
    "directory", short: "C", value: "dir", help: "The registry.", completes: .folders)
  static let color = Option<Color>(
    "color", value: "when", default: .auto, help: "When to print in colour.")
  static let quiet = Flag("quiet", short: "q", help: "Print results only.")

  static let output = Option<String?>(
    "output", short: "o", value: "dir", help: "The folder to write.", completes: .folders)
  static let branch = Option<String?>("branch", value: "name", help: "The branch to write.")
  static let jobs = Option<Int>("jobs", short: "j", value: "n", default: 4, help: "How many jobs.")
  static let label = Option<[String]>("label", value: "text", help: "A label.")
  static let lineage = Flag("lineage", short: "l", help: "Write where each document is from.")

  static let package = Argument<String>(
    "package", help: "The package, as project/name.", completes: .program("packages"))
  static let site = Option<String?>("site", value: "dir", help: "The site.", completes: .folders)
  static let beginning = Argument<String>("beginning", help: "What was typed.")
  static let version = Argument<String?>("version", help: "Its version.")
  static let file = Option<String?>("file", value: "path", help: "A file.", completes: .files)
  static let url = Option<String?>("url", value: "url", help: "Where the file is.")
  static let sha256 = Option<String?>("sha256", value: "hex", help: "Its digest.")

  static let value = Argument<Int>("value", help: "1, 0 or -1.")
  static let repository = Argument<String>("repository", help: "The hub.", completes: .folders)
  static let owner = Option<String>("owner", value: "handle", help: "Who owns what is imported.")
  static let aliases = Argument<[String]>("alias", atLeast: 1, help: "What to resolve.")

  static let program = Program<String>(
    "cairn", version: "1.2.3", summary: "A registry in git.",
    discussion: "The site is a function of a commit.",
    options: [folder, color, quiet],
    completing: [
      Command(
        "packages", summary: "Print packages.", parameters: [beginning, site, json]
      ) { arguments, _ in Int32(arguments[beginning].utf8.count) }
    ],
    groups: [
      CommandGroup(for: "authors", [release, vote]),
      CommandGroup(for: "the site", [build]),
      CommandGroup(for: "clients", [resolve, answering]),
      CommandGroup(for: "adopters", [importing]),
    ])

  static let build = Command<String>(
    "build", summary: "Render the site.",
    discussion: """
      Writes what is new and removes what is gone, in one step: a reader sees the old site or the
      new one, never a mixture.

        index.json    the entry
      """,
    examples: [Example("Render into a folder", "cairn build --output site")],
    parameters: [output, branch, jobs, label, lineage],
    constraints: [.exactlyOne(output, branch)]
  ) { arguments, context in
    if arguments[output] == "forbidden" {
      throw arguments.invalid(output, expected: "a folder that may be written")
    }
    return Int32(arguments[jobs])
  }

  static let release = Command<String>(
    "release", summary: "Add a release.", parameters: [package, version, file, url, sha256],
    constraints: [.exactlyOne(file, url), .together(url, sha256)]
  ) { _, _ in 0 }

  static let vote = Command<String>(
    "vote", summary: "Vote on a candidate.", parameters: [package, value, site]
  ) { arguments, _ in Int32(arguments[value]) }

  static let resolve = Command<String>(
    "resolve", summary: "Solve versions.", parameters: [aliases]
  ) { arguments, _ in Int32(arguments[aliases].count) }

  static let place = Argument<String>("path", help: "A path.", completes: .files)
  static let json = Flag("json", help: "Answer in JSON.")
  static let owners = Argument<[String]>("handle", atLeast: 1, help: "Who.")

  static let answering = Command<String>(
    "owner", summary: "Say who answers for a path.", parameters: [place, json],
    subcommands: [
      Command(
        "add", summary: "Add owners.", parameters: [package, owners, json]
      ) { arguments, _ in Int32(arguments[owners].count) },
      Command("remove", summary: "Remove owners.", parameters: [package, owners]) { _, _ in 0 },
    ]
  ) { _, _ in 7 }

  static let importing = Command<String>(
    "import", summary: "Bring packages in.",
    subcommands: [
      Command(
        "ndc-hub", summary: "From a clone of ndc-hub.", parameters: [repository, owner]
      ) { _, _ in 0 },
      Command("small-form", summary: "From the interchange form.", parameters: [owner]) { _, _ in 0
      },
    ])

  /// What the program understands, for a test that expects a command to run.
  static func arguments(_ words: String...) throws -> ParsedArguments {
    switch try program.parse(words) {
    case .run(_, let arguments): return arguments
    case .print: throw NoCommand()
    }
  }

  struct NoCommand: Error {}
}
