internal import Arguments
internal import Authoring
internal import IndexModel
internal import JSONText

/// What `cairn init` wrote, and what it found there and left alone.
struct InitReport {
  let written: [RepositoryPath]
  let kept: [RepositoryPath]

  /// Writes the drafts whose places are free: all of them, or none.
  static func write(
    _ drafts: [Draft], _ thing: String, _ authorship: Authorship
  ) throws -> InitReport {
    var missing: [Draft] = []
    var kept: [RepositoryPath] = []
    for draft in drafts {
      if try authorship.checkout.kind(of: draft.path) == nil {
        missing.append(draft)
      } else {
        kept.append(draft.path)
      }
    }
    if missing.contains(where: Authorship.isOfRegistry) {
      try authorship.write(missing, thing)
    } else {
      try authorship.checkout.write(missing)
    }
    return InitReport(written: missing.map(\.path), kept: kept)
  }

  func tell(_ next: [String], _ arguments: ParsedArguments, _ authorship: Authorship) {
    if arguments[Tool.json] {
      return authorship.tool.answer("init") { writer in
        writer.key("files")
        writer.array { writer in for path in written { writer.string(path.description) } }
        writer.key("kept")
        writer.array { writer in for path in kept { writer.string(path.description) } }
        writer.key("next")
        writer.array { writer in for step in next { writer.string(step) } }
      }
    }
    for path in written {
      authorship.tool.console.output("wrote \(authorship.standpoint.path(path))\n")
    }
    for path in kept {
      authorship.tool.console.output("kept \(authorship.standpoint.path(path)), which was there\n")
    }
    for step in next { authorship.next(step) }
  }
}
