internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension ReleaseCommand {
  /// What `cairn release` says of a release that it has added.
  struct Report {
    let package: PackageID
    let release: NewRelease
    let insertion: ReleaseInsertion
    let draft: Draft
    let carried: [Draft]
    let authorship: Authorship

    func text() {
      let standpoint = authorship.standpoint
      var text =
        "\(standpoint.path(draft.path)): \(package) \(release.version) as \(release.stage)\(place)\n"
      text += ChangedLines.text(LineChanges(from: draft.before ?? [], to: draft.after))
      for draft in carried {
        text += "\(standpoint.path(draft.path)): \(draft.after.count) bytes\n"
      }
      authorship.tool.console.output(text)
      authorship.next(next)
    }

    func json() {
      let versions = authorship.context.policy.versioning
      authorship.tool.answer("new-release") { writer in
        writer.member("path", draft.path.description)
        writer.key("release")
        writer.value(release.value(versions: versions))
        writer.key("carried")
        writer.array { writer in
          for draft in carried { writer.string(draft.path.description) }
        }
      }
    }

    private var place: String {
      switch (insertion.predecessor, insertion.successor) {
      case (let low?, let high?): ", between \(low) and \(high)"
      case (let low?, nil): ", after \(low)"
      case (nil, let high?): ", before \(high)"
      case (nil, nil): ", the first"
      }
    }

    private var next: String {
      let standpoint = authorship.standpoint
      let uploads = release.files.compactMap { file -> String? in
        guard case .url(let url, _) = file.location else { return nil }
        return url
      }
      let upload =
        uploads.isEmpty
        ? "" : "see that \(uploads.joined(separator: " and ")) serves the file, then "
      let commit = authorship.commit(
        (carried + [draft]).map(\.path), "Release \(package) \(release.version)")
      let promotion =
        release.stage == .candidate
        ? "; once it is merged, people vote with \(standpoint.cairn) vote \(package)@\(release.version) "
          + "+1 --as HANDLE, and \(standpoint.cairn) promote \(package)@\(release.version) ends it"
        : ""
      return "\(upload)\(commit), and open a pull request\(promotion)"
    }
  }
}
