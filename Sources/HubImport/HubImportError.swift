public import IndexModel

/// Why an import could not be done. Irregularities of the hub are none: they are findings.
public enum HubImportError: Error, Hashable, Sendable {
  /// The hub's repository cannot be opened or read; the reason in words.
  case unreadable(String)
  /// An object of the hub's repository cannot be read.
  case object(SnapshotError)
  /// The clone ends at this commit and not at the hub's first.
  case shallow(path: String, ObjectID)
  /// The repository has no folder `registry` with a connector in it.
  case notAHub
  /// The folder for the registry holds these files already, with other content.
  case differs([RepositoryPath])
  /// Below `index/` or `packages/` of the folder is something that is no plain file.
  case foreignEntry(RepositoryPath)
  /// The operating system refused a call; `number` is its `errno`.
  case failed(call: String, path: String, number: Int32)
  /// What was made breaks a rule of the registry that no file of the hub can be blamed for: a
  /// mistake of this program.
  case mistake(String)
}
