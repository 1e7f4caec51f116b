/// The rules that reading a single file decides: its JSON, its shape, and the form of each text.
extension Rule {
  public static let reading: [Rule] = [
    .jsonSyntax, .jsonKeys, .jsonText, .jsonNumber, .jsonLimit, .unreadable, .schema, .pathContent,
    .name, .version,
    .digest, .cid, .url, .time, .license, .fileName, .key, .replacedBy, .advisory, .canonicalForm,
  ]

  /// The ids of those that nothing waives.
  static let readingIntegrity = Set(reading.filter { $0.class == .integrity }.map(\.id))

  public static let jsonSyntax = Rule(
    "json-syntax", .integrity, .file, "the file is strict JSON in UTF-8",
    """
    Files are JSON as RFC 8259 defines it, in UTF-8 without a byte order mark: no comments, no \
    trailing commas, no single quotes. Readers disagree about anything looser, and a registry must \
    mean the same to all of them. The finding points at the first byte that does not fit.
    """)

  public static let jsonKeys = Rule(
    "json-duplicate-key", .integrity, .file, "no object has a key twice",
    """
    Some readers keep the first of two equal keys, some the last, so a file with both says \
    different things to different clients. Keys are compared after unescaping, byte for byte. \
    Remove one of the two.
    """)

  public static let jsonText = Rule(
    "json-text", .integrity, .file, "strings hold only characters that show",
    """
    Control characters and characters that turn the direction of writing can make a text look like another to a \
    reviewer, or inject commands into a log; half of a surrogate pair is no character at all. Remove them. Line breaks \
    and tabs, written `\\n` and `\\t`, stand in prose alone: in descriptions, notes, messages, reasons and comments, and \
    in the details of an advisory; every other text is one line.
    """)

  public static let jsonNumber = Rule(
    "json-number", .integrity, .file, "numbers are integers that every reader keeps",
    """
    Numbers are integers between −(2^53−1) and 2^53−1: fractions, exponents and larger ones come \
    out of common readers changed. Write a string where something else is meant.
    """)

  public static let jsonLimit = Rule(
    "json-limit", .integrity, .file, "files are of bounded size and depth",
    """
    A file holds at most `policy.limits.fileBytes` bytes (1 MiB unless the registry says \
    otherwise) and at most 32 levels of objects and arrays, so that no file can exhaust those who \
    read it. Leave out what nobody needs, or raise the limit.
    """)

  public static let unreadable = Rule(
    "unreadable-object", .integrity, .file, "every object of the commit can be read",
    """
    Git could not give the file's bytes: the object is damaged or missing. `git fsck` says more; a \
    fresh clone, or `git fetch --refetch`, brings a lost object back.
    """)

  public static let schema = Rule(
    "schema", .integrity, .file, "the file has the shape of its kind",
    """
    Each kind of file has a schema: which keys there are, which are required, and what their \
    values are. Unknown keys are refused, because a mistyped key would otherwise be ignored in \
    silence. The schemas stand in `schema/v1/` of the site; editors that know `$schema` complete \
    and check while you type. What a tool wants to keep of its own goes into `annotations`.
    """)

  public static let pathContent = Rule(
    "path-content", .integrity, .file, "what the path says, the content says",
    """
    A file's place decides who may change it, its content what clients see. If the two could name \
    different things, owning one package would be enough to speak for another. Rename the file or \
    correct the name in it.
    """)

  public static let name = Rule(
    "name", .integrity, .file, "names are plain and safe everywhere",
    """
    A name is 1 to 59 ASCII letters, digits, `.`, `_` and `-`, begins and ends with a letter or \
    digit, has no `..`, does not end in `.json`, is no device name of Windows (`con`, `nul`, …) \
    and none of the words that the site uses (`latest`, `index`, `portable`, `dependents`, \
    `pages`). A package's name must not read as a version. Names become paths and URLs on every \
    system there is; this is what they all take.
    """)

  public static let version = Rule(
    "version", .integrity, .file, "versions follow the registry's scheme",
    """
    Versions are SemVer 2.0.0 of at most 128 bytes, or with `policy.versioning: "relaxed"` any \
    number of alphanumeric components, the first all digits. A leading `v` belongs to a tag, not \
    to a version: keep it in `source.tag`.
    """)

  public static let digest = Rule(
    "digest", .integrity, .file, "digests are lower-case hexadecimal",
    """
    A SHA-256 is 64 lower-case hexadecimal digits, a commit 40. One spelling means that digests \
    can be compared as they stand. `cairn release` computes them for you.
    """)

  public static let cid = Rule(
    "cid", .integrity, .file, "content identifiers are well formed",
    """
    A CID is checked down to its parts: the multibase prefix and its alphabet, the codec, the \
    multihash and the length of its digest. The usual one for a file is version 1, base 32, codec \
    `raw`, SHA-256: it begins with `bafkrei`.
    """)

  public static let url = Rule(
    "url", .integrity, .file, "URLs are https, plain and complete",
    """
    A URL is `https`, ASCII, at most 2 KiB, without user name, fragment, spaces or `..`. Clients \
    fetch it as it stands, and nothing in it may mean something else to another client.
    """)

  public static let time = Rule(
    "time", .integrity, .file, "times are UTC to the second",
    """
    A time is written as in `2026-05-01T12:00:00Z`: RFC 3339, UTC, whole seconds, a capital `T` \
    and `Z`. One spelling means that times order as their texts do.
    """)

  public static let license = Rule(
    "license", .advice, .file, "licences are SPDX expressions",
    """
    A licence is an expression of SPDX identifiers, such as `Apache-2.0` or `MIT OR GPL-2.0-only`, \
    so that tools can read it. The list is at spdx.org/licenses; a licence that is not on it is \
    `LicenseRef-` and a name of yours.
    """)

  public static let fileName = Rule(
    "file-name", .integrity, .file, "files of releases have safe names",
    """
    A file's name becomes the end of its coordinate: a relative path of ASCII letters, digits and \
    `._+~@-`, without `.` or `..` as a component, without device names of Windows. Every web host \
    and every system can hold such a name. Rename the file in `name`; its URL may stay.
    """)

  public static let key = Rule(
    "key", .integrity, .file, "public keys are well formed",
    """
    A key is a line as OpenSSH writes it into `.pub` files (`ssh-ed25519 AAAA… comment`), or the \
    fingerprint of an OpenPGP key in lower-case hexadecimal. An identity has a key once, and its \
    `validFrom` comes before its `validUntil`. Whoever checks a signature finds the key here, so \
    it has to be one. Copy the line again; a private key that got here is lost: replace it.
    """)

  public static let replacedBy = Rule(
    "replaced-by", .integrity, .forward, "replacements exist",
    """
    `replacedBy` names what to use instead: a version of the same package, or \
    `<project>/<package>` with or without `@version`. Clients follow it, so it has to lead \
    somewhere, and not back to itself. Name a package or release that is there, or leave \
    `replacedBy` out.
    """)

  public static let advisory = Rule(
    "advisory", .integrity, .forward, "advisories are OSV and speak of this registry",
    """
    An advisory is a file in the OSV format, named after its id. It names a package by an \
    ecosystem, which is the registry's `metadata.name`, and a name, which is `<project>/<package>` \
    of a package that is there.
    """)

  public static let canonicalForm = Rule(
    "canonical-form", .advice, .file, "files are in canonical form",
    """
    One form for every file keeps differences small and honest: two-space indent, one element a \
    line, keys in the schema's order, releases ascending. `cairn format` writes it and changes \
    nothing else. With `policy.canonicalForm: "error"` another form is refused.
    """)
}
