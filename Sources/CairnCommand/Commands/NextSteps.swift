internal import Authoring
internal import IndexModel
internal import Skeleton

/// What is left to people after `cairn init`: the settings of a forge stand in no file.
enum NextSteps {
  static func ofRegistry(
    _ report: InitReport, forges: [Forge], _ authorship: Authorship
  ) -> [String] {
    var steps: [String] = []
    let begun = forges.filter { forge in report.written.contains(where: forge.wrote) }
    if !report.written.isEmpty {
      let message =
        if !authorship.isRegistry {
          "Begin the registry"
        } else if begun.isEmpty {
          "Add what the repository of a registry needs"
        } else {
          "Add the workflows of \(begun.map(\.name).joined(separator: " and "))"
        }
      steps.append(commit(report, authorship, message))
    }
    steps += forges.compactMap { source($0, authorship) }
    // A README that was there says nothing of how changes are merged.
    let hasReadme = report.written.contains(Skeleton.readmePath)
    for forge in begun {
      steps +=
        settings(forge) + [hasReadme ? "\(merging(forge)); README.md says why" : forge.merging]
    }
    if !authorship.isRegistry {
      steps.append("\(authorship.standpoint.cairn) new project NAME --admin HANDLE")
    }
    return steps
  }

  static func ofPublisher(_ report: InitReport, _ authorship: Authorship) -> [String] {
    var steps: [String] = []
    if !report.written.isEmpty {
      steps.append(commit(report, authorship, "Propose releases to the registry"))
    }
    if let source = source(.github, authorship) { steps.append(source) }
    return steps + [
      "see that ASSET in .github/workflows/cairn-release.yml names the file that your releases have",
      "on GitHub, Settings > Environments: make one called registry for tags v* only, with the variable "
        + "CAIRN_FORK (OWNER/NAME of your fork of the registry) and the secret CAIRN_TOKEN (a token for that fork alone "
        + "that may write its contents)",
    ]
  }

  private static func commit(
    _ report: InitReport, _ authorship: Authorship, _ message: String
  ) -> String {
    // A folder that holds nothing else is named in one word.
    var words: [String] = []
    for path in report.written {
      let top = path.components.first.map { RepositoryPath(bytes: Array($0)) } ?? path
      let word = authorship.standpoint.path(top)
      if !words.contains(word) { words.append(word) }
    }
    let git = authorship.standpoint.git
    return "\(git) add \(words.joined(separator: " ")) && \(git) commit -m '\(message)'"
  }

  private static func source(_ forge: Forge, _ authorship: Authorship) -> String? {
    let file = forge.settings(Init.placeholder).path
    let bytes = (try? authorship.checkout.read(file)) ?? nil
    guard let source = bytes.flatMap(CairnSource.init(settings:)), !source.isPlaceholder else {
      return
        "say in \(authorship.standpoint.path(file)) where the source of cairn is: until then workflows fail"
    }
    guard !source.isPinned else { return nil }
    return
      "in \(authorship.standpoint.path(file)), best name cairn by a commit's full id: a tag can be moved"
  }

  private static func settings(_ forge: Forge) -> [String] {
    switch forge {
    case .github:
      [
        "on GitHub, Settings > Pages: let GitHub Actions be the source",
        "on GitHub, Settings > Rules: for the default branch, require a pull request, and block force pushes; Settings > "
          + "Collaborators: let those alone write who may start \"cairn merge\", others propose from forks. Do not rely "
          + "on the status \"cairn check\": a pull request can change the workflow that sets it",
        "on GitHub, Settings > Actions: let the token of workflows read only, and ask before workflows of newcomers run",
      ]
    case .gitlab:
      [
        "on GitLab, Settings > Access tokens: make one with the scope api that may merge into the default branch; "
          + "Settings > CI/CD > Variables: CAIRN_TOKEN, protected and masked, for the environment cairn-merge",
        "on GitLab, Settings > Merge requests: the merge method \"Merge commit\"; Settings > Repository: protect the "
          + "default branch, so that nobody pushes to it and only those merge who may start that pipeline. Do not rely on "
          + "the pipeline of a merge request: whoever opens it can change what it runs",
      ]
    case .forgejo:
      [
        "on Forgejo, Settings > Units: enable Actions; Settings > Branches: protect the default branch, so that nobody "
          + "pushes to it; Settings > Collaborators: let those alone write who may start \"cairn merge\". Do not rely on the "
          + "status \"cairn check\": a pull request can change the workflow that sets it",
        "serve the branch pages, by the Pages of your instance or any web host",
      ]
    }
  }

  private static func merging(_ forge: Forge) -> String {
    switch forge {
    case .github, .forgejo: "merge by the workflow \"cairn merge\", under Actions"
    case .gitlab: "merge by a pipeline on the default branch with the variable MERGE_REQUEST"
    }
  }
}

extension Forge {
  /// Whether a path is one of its workflows or what they run.
  fileprivate func wrote(_ path: RepositoryPath) -> Bool { workflows.contains { $0.path == path } }
}
