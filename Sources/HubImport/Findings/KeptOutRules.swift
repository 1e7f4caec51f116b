internal import Registry

/// What cannot be taken over as it is, and so is kept out.
extension Rule {
  static let keptOut: [Rule] = [
    .importJSON, .importShape, .importFolderVersion, .importVersion, .importURL, .importFileName,
    .importDigest, .importName, .importDuplicateRelease, .importURLDigest, .importAlias,
    .importOtherFile, .importRefused,
  ]

  static let importJSON = Rule(
    "import-json", .advice, .file, "files of the hub are strict JSON",
    """
    A registry holds strict JSON only: no duplicate keys, no control characters in strings, \
    integers instead of other numbers. Where such a thing is in one value, that value is kept \
    out, and the rest of the file is taken over; where it leaves open what the file says, the \
    file is kept out.
    """)

  static let importShape = Rule(
    "import-shape", .advice, .file, "files of the hub have the values that releases need",
    """
    A release needs a version, a URI and a SHA-256, each a string at the place where the hub's \
    other files have it. Without them it is kept out. A value of another type where less depends \
    on it stays as an annotation.
    """)

  static let importFolderVersion = Rule(
    "import-folder-version", .advice, .file, "a release's file and folder say the same version",
    """
    The folder `releases/<version>` and the file in it name the version each, with or without a \
    leading `v`. Where they disagree nobody but the hub can say which is right, so the release is kept out; its document stands in \
    the annotation `ndc-hub/kept-out/releases` of the package.
    """)

  static let importVersion = Rule(
    "import-version", .advice, .file, "versions of the hub follow the registry's scheme",
    """
    A version, without the leading `v` that belongs to its tag, has to be one by the registry's \
    `policy.versioning`. Another one cannot be ordered among the rest, so the release is kept out.
    """)

  static let importURL = Rule(
    "import-url", .advice, .file, "URLs of the hub are https, plain and complete",
    """
    A registry's URLs are `https`, ASCII, without user name, fragment, spaces or `..`. A release \
    whose URI is not one is kept out; a home page or repository that is not one stays as an \
    annotation.
    """)

  static let importFileName = Rule(
    "import-file-name", .advice, .file, "URIs end in a safe file name",
    """
    The last component of a release's URI becomes the name of its file, and with it the end of a \
    coordinate: ASCII letters, digits and `._+~@-`. A release whose URI ends in anything else is \
    kept out.
    """)

  static let importDigest = Rule(
    "import-digest", .advice, .file, "checksums of the hub are SHA-256",
    """
    A checksum is of the type `sha256` and has 64 lower-case hexadecimal digits. A release without \
    one could not be checked by those who fetch it, so it is kept out.
    """)

  static let importName = Rule(
    "import-name", .advice, .names, "folders of the hub are names of the registry",
    """
    Namespaces become projects, connectors packages, and aliases names in a package index, each \
    spelled as its folder is. A folder whose name a registry does not take, or that differs from \
    another only in case and separators, is kept out with all that is in it.
    """)

  static let importDuplicateRelease = Rule(
    "import-duplicate-release", .advice, .names, "a version has one folder",
    """
    Two folders such as `v1.0.0` and `1.0.0` become one version when the leading `v` goes. Only \
    the hub can say which of them is meant, so all of them are kept out.
    """)

  static let importURLDigest = Rule(
    "import-url-digest", .advice, .file, "one URL has one checksum",
    """
    Two releases give different checksums for the same URL, so at least one of them is wrong. The \
    one that was published first stays, since others use it already; where they came together, all \
    of them are kept out.
    """)

  static let importAlias = Rule(
    "import-alias", .advice, .names, "an alias stands for one package",
    """
    Aliases become entries of the package index `connectors`, beside every package under its own \
    name. An alias that is taken already, by a package or by an earlier alias, is kept out of the \
    index; its metadata stays as an annotation there.
    """)

  static let importOtherFile = Rule(
    "import-other-file", .advice, .names, "the hub holds files that an import knows",
    """
    Below `registry/` an import reads `metadata.json`, `connector-packaging.json` and the aliases' \
    `metadata.json`, each a plain file. Anything else, such as a logo or a test configuration, has \
    no place in a registry and is kept out.
    """)

  static let importRefused = Rule(
    "import-refused", .advice, .file, "what is imported breaks no rule of the registry",
    """
    Before anything is written, the new registry is checked by every rule of `cairn check`. A \
    release that breaks one is kept out; a package that breaks one as a whole is kept out with its \
    releases. The message names the rule.
    """)
}
