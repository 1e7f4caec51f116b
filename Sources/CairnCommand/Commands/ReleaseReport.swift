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

    /// A line longer than this is one of a file that has no lines to speak of.
    private static let widest = 160

    func text() {
      let standpoint = authorship.standpoint
      var text =
        "\(standpoint.path(draft.path)): \(package) \(release.version) as \(release.stage)\(place)\n"
      let changes = LineChanges(from: draft.before ?? [], to: draft.after)
      for line in changes.removed { text += "  - \(shown(line))\n" }
      for line in changes.added { text += "  + \(shown(line))\n" }
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
      let paths = (carried + [draft]).map { standpoint.path($0.path) }.joined(separator: " ")
      let uploads = release.files.compactMap { file -> String? in
        guard case .url(let url, _) = file.location else { return nil }
        return url
      }
      let upload =
        uploads.isEmpty
        ? "" : "see that \(uploads.joined(separator: " and ")) serves the file, then "
      let commit =
        "\(standpoint.git) add \(paths) && "
        + "\(standpoint.git) commit -m 'Release \(package) \(release.version)'"
      let promotion =
        release.stage == .candidate
        ? "; once a vote has passed, set \"stage\" to \"current\" and add \"promotion\"" : ""
      return "\(upload)\(commit), and open a pull request\(promotion)"
    }

    private func shown(_ line: [UInt8]) -> String {
      let text = VisibleText.line(String(decoding: line.prefix(Self.widest), as: UTF8.self))
      return line.count > Self.widest ? "\(text)… (\(line.count) bytes)" : text
    }
  }
}
