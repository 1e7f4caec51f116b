internal import Arguments
internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import Skeleton

/// `cairn init --publisher`: what an author's own repository needs to propose its releases to a registry.
enum InitPublisher {
  static func run(_ arguments: ParsedArguments, _ authorship: Authorship) throws -> Int32 {
    guard Init.forges(arguments, authorship) == [.github] else {
      throw Failure(
        .usage, "workflows that propose releases are written for github only so far",
        wayOut: "give --forge github, or run cairn release in a clone of your fork")
    }
    let registry = arguments[Init.registry] ?? ""
    if let other = Forge(remote: registry), other != .github {
      throw Failure(
        .usage,
        "\(VisibleText.line(registry)) is on \(other.name), and workflows that propose releases open pull requests on "
          + "GitHub only so far",
        wayOut: "run cairn release in a clone of your fork of it, and propose the commit there")
    }
    let name = arguments[Init.package] ?? ""
    let package: PackageID
    do throws(PackageID.Problem) {
      package = try PackageID(name)
    } catch {
      throw arguments.misuse("'\(name)' names no package: \(error.message)")
    }
    let source = arguments[Init.source]?.source ?? Init.placeholder
    guard
      let publisher = Publisher(
        registry: registry, project: package.project.text,
        name: package.name.text, source: source)
    else {
      throw arguments.invalid(
        Init.registry, expected: "a plain https URL such as https://github.com/acme/registry")
    }
    let report = try InitReport.write(
      publisher.files.map(Draft.init), "the workflow", authorship)
    if Forge(remote: registry) == nil {
      authorship.tool.note(
        "\(VisibleText.line(registry)) is at no host that is known here: the workflow opens pull requests by the "
          + "interface of GitHub; elsewhere, run cairn release in a clone of your fork and propose the commit there"
      )
    }
    report.tell(NextSteps.ofPublisher(report, authorship), arguments, authorship)
    return ExitCode.good.rawValue
  }
}
