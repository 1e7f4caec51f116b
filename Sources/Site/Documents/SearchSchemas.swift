internal import Registry

/// The documents of the search index.
extension PublishedKind {
  static let search: [PublishedKind] = [
    document(
      "SearchMap",
      "The keys of the search index that begin alike, with two bytes or of `lib` with five: which shards hold them, or "
        + "that shard itself where there is but one and it is small.",
      metadata: [prefix, format],
      .optional(
        "shards", .map(.text(atMost: 64), to: .string(.text(atMost: 64))),
        "The name of each shard by its first key, ascending: its file is <key in hexadecimal>-<name>.json in the folder named as this map."
      ),
      .optional("packages", packages, shard[0].summary),
      .optional("terms", shard[1].schema, shard[1].summary), shard[2]),
    document(
      "SearchShard", "A range of the search index: keys, and the packages that they lead to.",
      metadata: [format], shard[0], shard[1]),
    document(
      "SearchPrefix", "The best answers to the beginning of a name by which there are many.",
      metadata: [prefix, format],
      .required("packages", packages, "The packages, the best answer first.")),
    list(
      "SearchTail", "All packages of a term that has many, by name.",
      metadata: [text("term", "The term."), format], items: .object(package)),
  ]

  private static let prefix = text("prefix", "What all keys begin with, in hexadecimal.")
  private static let format = text("format", "The format of the index.")

  private static let package: [Schema.Member] = [
    text("name", "The package, as <project>/<package>."),
    maybe("description", "The beginning of what it says of itself."),
    .optional(
      "keywords", .array(of: .string(.text(atMost: 64))), "Words to find the package by."),
    maybe("license", "Its licence, as an SPDX expression."),
    .optional(
      "popularity", .integer(0...20),
      "How many packages depend on it, as the number of digits: 1 up to 9, 2 up to 99."),
  ]

  private static let packages = Schema.array(of: .object(package))

  private static let shard: [Schema.Member] = [
    .required("packages", packages, "The packages, by name."),
    .required(
      "terms", .map(.text(atMost: 64), to: .string(.text(atMost: 65_536))),
      "For each key the places of its packages above, the best answer first, with spaces between them. A key is a word; with @ behind it a project, with # a keyword."
    ),
    .optional(
      "cut", .map(.text(atMost: 64), to: .integer(0...62)),
      "Keys of which only the best packages stand here: how many there are, as a power of two."),
  ]
}
