internal import Authoring
internal import IndexModel
internal import JSONText
internal import Registry

/// A version index that a command edits, reviews, writes and reports.
struct IndexEditing {
  let index: VersionIndexFile
  let authorship: Authorship
  var edit: DocumentEdit

  init(_ index: VersionIndexFile, _ authorship: Authorship) {
    self.index = index
    self.authorship = authorship
    edit = DocumentEdit(index.document, versions: authorship.context.policy.versioning)
  }

  /// Makes steps of an edit; a file that has no place for them is for `check` to explain.
  mutating func make(_ steps: (inout DocumentEdit) throws(DocumentEdit.NoPlace) -> Void) throws {
    do throws(DocumentEdit.NoPlace) {
      try steps(&edit)
    } catch {
      throw Failure(
        .findings, "\(index.path) has no place for this",
        wayOut: "mend what cairn check --worktree says of it, then try again")
    }
  }

  /// Writes the file if no rule is against it.
  ///
  /// - Parameter subject: What would be written: "the revocation".
  func write(_ subject: String, since base: ChangeBase? = nil) throws -> EditReport {
    let draft = Draft(path: index.path, before: index.document.bytes, after: edit.bytes)
    let review = try authorship.write([draft], subject, since: base)
    return EditReport(path: index.path, lines: edit.changes, review: review, authorship: authorship)
  }
}
