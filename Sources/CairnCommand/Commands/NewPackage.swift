internal import Arguments
internal import Authoring
internal import IndexModel
internal import Registry

/// `cairn new package`.
enum NewPackage {
  private static let package = Argument<String>("package", help: "The package, as project/name.")
  private static let owner = Option<String>(
    "owner", value: "handle", help: "Who answers for it: an identity that is there.")
  private static let title = Option<String?>(
    "title", value: "text", help: "The name that people read.")
  private static let license = Option<String?>(
    "license", value: "expression", help: "The licence, as an SPDX expression.")
  private static let homepage = Option<String?>(
    "homepage", value: "url", help: "Where to read more.")
  private static let repository = Option<String?>(
    "repository", value: "url", help: "Where the source is.")

  static let command = Command<Tool>(
    "package", summary: "Add a package without releases to a project.",
    discussion: """
      Writes the package's version index, the file `packages/<project>/<package>.json` that says who owns the package and \
      lists its releases; `cairn release` adds them. The name is taken for \
      good: packages are never removed. `cairn owner add` adds owners and authors; keywords and more are added to the file \
      by hand.
      """,
    examples: [
      Example(
        "Add a package that dave owns",
        "cairn new package acme/libfoo --owner dave --license Apache-2.0")
    ],
    parameters: [
      package, owner, title, New.description, license, homepage, repository, Tool.json,
    ]
  ) { arguments, tool in
    let authorship = try Authorship(tool)
    let package = try authorship.package(arguments[package], arguments)
    let project = SourcePlace.path(ofProject: package.project.text)
    guard try authorship.checkout.kind(of: project) == .file else {
      throw try authorship.missingProject(package.project)
    }
    let resource = NewResource.package(
      package, layout: authorship.context.layout,
      owner: try authorship.handles([arguments[owner]], arguments)[0],
      about: PackageWords(
        title: arguments[title], description: arguments[New.description],
        license: arguments[license], homepage: arguments[homepage],
        repository: arguments[repository]))
    return try New.write(
      [resource.draft(authorship.context)], "the package", authorship, arguments,
      next:
        "\(authorship.standpoint.cairn) release \(package) VERSION --file PATH, or commit what is there: "
        + authorship.commit([resource.path], "Add \(package)"))
  }
}
