public import Registry

extension Rule {
  /// The irregularities that an import reports, by id.
  ///
  /// They are about the hub and never about a registry, so `cairn check` does not know them; `cairn
  /// explain` does.
  public static let hubImport: [Rule] = (keptOut + keptAsItIs).sorted { $0.id < $1.id }
}

/// What is odd, and is kept as it is.
extension Rule {
  static let keptAsItIs: [Rule] = [
    .importRewritten, .importRemoved, .importSharedArtifact, .importSharedCommit, .importShortHash,
    .importCommitDiffers, .importVersionList, .importLatestVersion, .importPackages, .importMissing,
    .importNamespace, .importTrailingSlash, .importEmail, .importAbsentFile,
    .importOtherRepository, .importAliasDiffers,
  ]

  static let importRewritten = Rule(
    "import-rewritten", .advice, .file, "a published release stays as it is",
    """
    The hub's history changed the release's file after it was published. A registry never does \
    that: the import takes what the file says now, dates it by the commit that first brought it, \
    and names what it said before. It is a warning where the URI, the checksum or the commit \
    changed, for then some users may have got something else.
    """)

  static let importRemoved = Rule(
    "import-removed", .advice, .file, "a published release stays",
    """
    The hub's history once held the release and does not any more. It is not brought back; the \
    finding points at what its file last said. It is a note where the same release stands in \
    another folder now.
    """)

  static let importSharedArtifact = Rule(
    "import-shared-artifact", .advice, .file, "each release has an archive of its own",
    """
    Two releases of a package give the same URL or the same checksum, so one of them is not what \
    its version says. Both are kept as they are: which one is wrong, only the hub can say.
    """)

  static let importSharedCommit = Rule(
    "import-shared-commit", .advice, .file, "each release has a commit of its own",
    """
    Two releases of a package say that they were made from the same commit. That can be meant, \
    when a release is repeated or promoted; it can also be a line that was copied and not changed. \
    Both are kept as they are.
    """)

  static let importShortHash = Rule(
    "import-short-hash", .advice, .file, "commits are named in full",
    """
    A hash of fewer than 40 digits may come to mean another commit, so it is no `source.commit` of \
    a registry. It is kept as it is, in an annotation.
    """)

  static let importCommitDiffers = Rule(
    "import-commit-differs", .advice, .file, "a version has one commit",
    """
    The list `source_code.version` names another commit for a version than the release's own file \
    does. The release takes what its own file says; the list is kept as it is, in an annotation.
    """)

  static let importVersionList = Rule(
    "import-version-list", .advice, .file, "the list of versions lists the releases",
    """
    The list `source_code.version` of a connector misses releases, names versions that have none, \
    or names one twice. The releases are those that have a folder; the list is kept as it is, in \
    an annotation.
    """)

  static let importLatestVersion = Rule(
    "import-latest-version", .advice, .file, "the latest version is the highest",
    """
    `latest_version` is not the highest version that is no pre-release, or there is no such \
    release. A registry computes what is latest; what the hub says is kept as it is, in an \
    annotation.
    """)

  static let importPackages = Rule(
    "import-packages", .advice, .file, "releases stand in their own files",
    """
    A connector's `metadata.json` has a list `packages` from an earlier form of the hub, beside \
    the folders of its releases. The releases are those that have a folder; the list is kept as it \
    is, in an annotation. It is a warning where an entry is no release, or disagrees with the \
    release of its version.
    """)

  static let importMissing = Rule(
    "import-missing", .advice, .file, "files of the hub have what the others have",
    """
    A value that the hub's files have as a rule is missing or empty here. Nothing is put in its \
    place, for the import states only what the hub states; add it to the registry by hand where it \
    is known.
    """)

  static let importNamespace = Rule(
    "import-namespace", .advice, .file, "the namespace is the folder's name",
    """
    `overview.namespace` is not the name of the folder that the connector is in. The project is \
    named after the folder, as the hub's addresses are; what the file says is kept as it is, in an \
    annotation.
    """)

  static let importTrailingSlash = Rule(
    "import-trailing-slash", .advice, .file, "repositories are spelled in one way",
    """
    The URL of a repository ends in a slash, so that it is another text than the URL that others \
    write for the same repository. It is kept as it is.
    """)

  static let importEmail = Rule(
    "import-email", .advice, .file, "support addresses are e-mail addresses",
    """
    `author.support_email` holds something else than an address, where clients expect to write to. \
    It is kept as it is, in an annotation; correct it there.
    """)

  static let importAbsentFile = Rule(
    "import-absent-file", .advice, .names, "files that the hub names are there",
    """
    A logo or a test configuration is named by a path at which the hub has no file. The path is \
    kept as it is, in an annotation.
    """)

  static let importOtherRepository = Rule(
    "import-other-repository", .advice, .file, "archives come from the connector's repository",
    """
    A release's archive stands in another repository of the same forge than \
    `source_code.repository` names, perhaps because the connector moved. The release's \
    `source.repository` is the one that its archive stands in.
    """)

  static let importAliasDiffers = Rule(
    "import-alias-differs", .advice, .file, "an alias has metadata of its own",
    """
    An alias is another name for a package, and so has no title, description or list of versions \
    in a registry. What the hub says of it stands as the annotation `ndc-hub/<alias>` of the \
    package index `connectors`; the finding names what differs from the package's own.
    """)
}
