public import Registry

/// What the import of the small form reports beside the rules that reading one file decides.
///
/// They are about the files that are imported and never about a registry, so `cairn check` does not
/// know them; `cairn explain` does.
extension Rule {
  public static let smallFormImport: [Rule] = [
    .smallFormIdentity, .smallFormUnconfirmed, .smallFormNumber, .smallFormUnnumbered,
    .smallFormTaken, .smallFormTarget, .smallFormAlias, .smallFormRefused,
  ].sorted { $0.id < $1.id }

  static let smallFormIdentity = Rule(
    "small-form-identity", .integrity, .forward, "a handle is one identity's",
    """
    The full name of an identity is its handle and the fingerprint of its first key. The registry \
    knows the handle with another fingerprint: by its keys, or where it has none by the annotation \
    `small-form/full-name` of the import that brought it. So it is somebody else, or the keys \
    changed their order. Nothing is imported; find out who is meant.
    """)

  static let smallFormUnconfirmed = Rule(
    "small-form-unconfirmed", .advice, .forward, "an identity has a key to be known by",
    """
    The registry has an identity of this handle, and neither a key nor an annotation that says \
    which fingerprint is its own, so the full name could not be compared. The import believes the \
    owner of what is imported, and keeps the full name in the annotation `small-form/full-name`; \
    from then on no other is taken. Add the identity's key to have it compared.
    """)

  static let smallFormNumber = Rule(
    "small-form-number", .integrity, .forward, "a number stands for one release, for good",
    """
    A version that was used once is never free again, so a number cannot come with another content \
    identifier than before, in the same file or in the registry. Nothing is imported; give the \
    release a number of its own. That a file says the same twice is only a warning.
    """)

  static let smallFormUnnumbered = Rule(
    "small-form-unnumbered", .advice, .file, "a release has a number",
    """
    A release of the small form may be a content identifier alone, but in a registry releases are \
    found and ordered by their versions. No number is invented: the release is left out, unless \
    the package has one with this content identifier already. Write it as an object with `number` \
    and `cid`, and import again.
    """)

  static let smallFormTaken = Rule(
    "small-form-taken", .integrity, .forward, "what is imported belongs to its owner",
    """
    The place of the version index or package index, of its owner's identity or project, is taken: \
    by one that has another owner in the registry, or by a file that cannot be read. A version \
    index stands in the project of its owner's handle, which that identity has to run where the \
    package is new; the names of package indexes are unique in the registry. Nothing is imported; choose another name, or let the owner there import it.
    """)

  static let smallFormTarget = Rule(
    "small-form-target", .integrity, .forward, "aliases stand for version indexes that are there",
    """
    A package index names a version index that is neither in the registry nor among the files that \
    are imported with it. Nothing is imported; name the file of that version index too, in the \
    same command.
    """)

  static let smallFormAlias = Rule(
    "small-form-alias", .advice, .forward, "an alias goes on standing for the same package",
    """
    The package index of the registry has the alias for another package. Its owner may choose \
    again, so the import follows the file; whoever resolves in the index gets the other package \
    from now on. Aliases that only the registry has stay.
    """)

  static let smallFormRefused = Rule(
    "small-form-refused", .integrity, .forward, "what is imported breaks no rule of the registry",
    """
    Before anything is written, what would be is checked as `cairn check` would check it. Something \
    of it breaks a rule, which the message names; `cairn explain` says more about that. Nothing is \
    imported.
    """)
}
