public import IndexModel

extension Skeleton {
  /// Where it says what the registry is, and how changes are merged.
  public static let readmePath: RepositoryPath = "README.md"

  /// What the registry is, for whoever looks at the repository.
  var readme: SkeletonFile {
    SkeletonFile(
      Self.readmePath.description,
      """
      # \(Markdown.plain(title))

      This repository is a package registry. Its files are the only truth about it: `index/` says who may do what,
      `packages/` has one file for each package, with its releases. From each commit `cairn build` renders a static site,
      which is what clients read\(baseURL.map { ": <\($0)>" } ?? ".")

      ## Add a package or a release

      CONTRIBUTING.md says how: edit a file, open a \(proposals), let the right people agree.

      ## Check and build it here

      ```
      cairn check --worktree          # what is wrong with the files as they are
      cairn build --output public     # the site of the last commit
      cairn serve public              # the site on this machine
      cairn doctor                    # whether this clone and its workflows are as they should be
      ```

      """ + forges.map(section).joined())
  }

  private var proposals: String { forges.first?.proposal ?? "pull request" }

  private func section(_ forge: Forge) -> String {
    """

    ## How changes are merged on \(forge.name)

    \(forge.mergeSteps)

    The workflows get `cairn` from where `\(forge.scripts)/\(CairnSource.fileName)` says, and build it.

    A merge by the workflow writes into the merge commit whose change it was (`Cairn-Actor: \(forge.rawValue):<id>`) and
    who approved of it (`Cairn-Approved-by: \(forge.rawValue):<id>`); the registry's events are read from there. **Merged in any other
    way, by the button or on a machine, a change counts as that of the commit's author, marked as unverified**, and nobody
    has checked who may make it.

    Publishing compares with the site that was published last, \(forge.lastSite), and refuses to alter or
    remove releases in it. Where that is meant, \(forge.rewriting).

    """
  }
}

extension Forge {
  /// How a change is merged on the forge, and what becomes of one that is merged otherwise, on one line.
  public var merging: String {
    "\(mergeSteps.split(separator: "\n").joined(separator: " ")) Merged in any other way, a change counts as that of "
      + "the commit's author, marked as unverified"
  }

  /// How a site is published although it alters releases.
  fileprivate var rewriting: String {
    switch self {
    case .github, .forgejo: "start `cairn publish` with `allow-rewrite`"
    case .gitlab:
      "run the pipeline of the default branch with the variable `ALLOW_REWRITE` set to `true`"
    }
  }

  /// Where the site is that was published last.
  fileprivate var lastSite: String {
    switch self {
    case .github: "which the branch `cairn-site` has"
    case .forgejo: "which the branch `pages` has"
    case .gitlab: "as long as the runner's cache has it"
    }
  }

  fileprivate var mergeSteps: String {
    switch self {
    case .github:
      """
      `cairn check` runs on each pull request and comments on it. Who pushed the commit and who approved of exactly it
      decide whether it may be merged. To merge, somebody who may write starts the workflow `cairn merge` with the number,
      under Actions or by `gh workflow run cairn-merge.yml -f number=12`: it checks again, merges that very commit, and
      starts `cairn publish`. It refuses changes of workflows: those are merged by hand, by operations.
      """
    case .gitlab:
      """
      The pipeline of a merge request says what is wrong with it. To merge, somebody who may run pipelines on the default
      branch starts one there with the variable `MERGE_REQUEST` set to the number: it asks GitLab who pushed the commit and
      who approved of it since, checks again, and merges that very commit. It needs the protected variable `CAIRN_TOKEN` of the environment
      `cairn-merge`, and "Merge commit" as the merge method.
      """
    case .forgejo:
      """
      `cairn check` runs on each pull request; its log says the verdict. To merge, somebody who may write starts the
      workflow `cairn merge` with the number, under Actions: it asks who pushed the commit and who approved of exactly it,
      checks again, merges that very commit, and starts `cairn publish`, which pushes the site to the branch `pages`.
      """
    }
  }
}

/// Texts of a stranger in Markdown.
enum Markdown {
  /// The text on one line, with nothing that Markdown would take for more than words.
  static func plain(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || scalar.value == 0x7F {
        plain += " "
        continue
      }
      if "\\`*_{}[]()<>#+-.!|~&".unicodeScalars.contains(scalar), !isQuiet(scalar) { plain += "\\" }
      plain.unicodeScalars.append(scalar)
    }
    return plain
  }

  /// Marks that mean nothing in the middle of a heading.
  private static func isQuiet(_ scalar: Unicode.Scalar) -> Bool {
    "-.+!()".unicodeScalars.contains(scalar)
  }
}
