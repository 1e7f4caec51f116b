internal import IndexModel
internal import Registry
internal import Search

/// The answers of the commands for clients.
extension PublishedKind {
  static let answersToClients: [PublishedKind] = [
    answer(
      "search", "The packages that a query finds.",
      .required(
        "query", .string(.prose(atMost: 1024)), "What was asked, as far as it was read."),
      .required("exact", .boolean, "Whether the first package has the name that was asked for."),
      .required(
        "guess", .boolean,
        "Whether these may only be meant: they lack a word, or have it with another letter."),
      .required(
        "results",
        .array(
          of: .object(
            .required("project", .string(.text(atMost: 256)), "The project."),
            .required("package", .string(.text(atMost: 256)), "The package's name in it."),
            .required(
              "description", .either(.string(.text(atMost: 1024)), .null),
              "The beginning of what the package says of itself; null where the index does not tell."
            ),
            .required(
              "tier", tier, "Where the words stand: the worst place of those that stand somewhere."),
            .required(
              "score", .integer(0...4_294_967_295),
              "How good an answer it is: the larger the better, within one answer."),
            .required(
              "popularity", .integer(0...20),
              "How many digits the number of packages has that depend on it; 0 for none."),
            .required(
              "places",
              .array(
                of: .object(
                  .required("word", .string(.text(atMost: 1024)), "A word of the query."),
                  .required("tier", .either(tier, .null), "Where it stands; null for nowhere."))),
              "Where each word stands."))),
        "The packages, the best first; none where nothing was found."),
      .required(
        "cost", .object(count("requests"), count("bytes")),
        "What was read of a site; nothing where the packages were at hand.")),
    answer(
      "resolve", "The releases that go together, or why none do.",
      .required("index", .string(.text(atMost: 256)), "The package index."),
      .optional(
        "releases", .map(.annotationKey, to: .string(.text(atMost: 256))),
        "The version of each alias that is needed; absent where there is no solution."),
      .optional(
        "packages",
        .array(
          of: .object(
            .required("alias", .string(.text(atMost: 256)), "The alias."),
            .required(
              "versionIndex", .string(.text(atMost: 256)), "The package, as <project>/<package>."),
            .required("version", .string(.text(atMost: 256)), "The version."),
            .required("stage", .choice(Stage.allCases.map(\.rawValue)), "Its stage."),
            .optional("cid", .string(.text(atMost: 256)), "Its content id."),
            .optional("sha256", .string(.sha256), "The SHA-256 of its archive."))),
        "The same, with what the releases are; absent where there is no solution."),
      .optional(
        "conflict",
        .object(
          .required(
            "explanation", .array(of: .string(.text(atMost: 65_536))),
            "The proof for people, a sentence a line."),
          .required(
            "clauses",
            .array(
              of: .object(
                count("number"),
                .required(
                  "kind", .choice("requirement", "dependency", "conclusion"), "What is stated."),
                .required("text", .string(.text(atMost: 65_536)), "The statement."),
                .required(
                  "because", .array(of: .integer(1...9_007_199_254_740_991)),
                  "The numbers of what it follows from."),
                .optional(
                  "reason", .string(.text(atMost: 65_536)),
                  "Why nothing meets it, where nothing does."),
                .required(
                  "aliases", .array(of: .string(.text(atMost: 256))),
                  "The aliases that it speaks of."))),
            "The proof for programs: causes before what follows from them.")),
        "Why there is no solution."),
      .optional(
        "gaveUp", .object(count("contradictions")),
        "The search took too long: there may be a solution, or none. How often it was wrong until then."
      )),
  ]

  private static let tier = Schema.choice(Tier.allCases.map(\.word))
}
