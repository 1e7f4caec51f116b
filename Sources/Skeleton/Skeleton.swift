internal import IndexModel

/// What a repository needs beside its registry: settings of editors, words for people, workflows of forges.
public struct Skeleton: Sendable {
  /// What the README calls the registry.
  let title: String
  /// Where its site will stand; nil where nobody knows yet.
  let baseURL: String?
  let forges: [Forge]
  let source: CairnSource
  /// The schema of each kind, by its name, to keep beside the settings of editors where no site serves them.
  let schemas: [(name: String, text: String)]

  public init(
    title: String, baseURL: String?, forges: [Forge], source: CairnSource,
    schemas: [(name: String, text: String)]
  ) {
    self.title = title
    self.baseURL = baseURL
    self.forges = forges
    self.source = source
    self.schemas = schemas
  }

  /// The files, in the order in which they are told of.
  public var files: [SkeletonFile] {
    var files = [Editors.gitAttributes, Editors.editorConfig]
    if let baseURL {
      files.append(Editors.settings { baseURL + SiteLayout.schema($0).text })
    } else {
      files.append(Editors.settings { "./.vscode/cairn/\($0).schema.json" })
      files += schemas.map { SkeletonFile(".vscode/cairn/\($0.name).schema.json", $0.text) }
    }
    files += [readme, contributing]
    for forge in forges { files += forge.workflows + [forge.settings(source)] }
    return files
  }
}
