internal import Arguments
internal import IndexModel
internal import Registry
internal import Resolution
internal import Site

/// `cairn portable`: a release with the little index that it needs.
enum Portable {
  private static let release = Argument<String>(
    "release", help: "<alias>@<version>.", completes: .packages)
  private static let exact = Flag(
    "exact", help: "Leave out what no solution holds, which takes longer.")

  static let command = Command<Tool>(
    "portable", summary: "Write a release and all it can be resolved from into one file.",
    discussion: """
      Prints a portable package: a package index for one release, of every release that can take part in resolving it. \
      cairn resolve --portable answers from it as from the registry, with no registry and no network at hand. \
      It states its own SHA-256, and says which registry and package index it is from.

      A release is left out that cannot be reached, or that lacks a dependency whatever is chosen; with --exact, so is \
      every other that no solution holds. The exit code is 1 if there is no such release, or if nothing it needs is there.
      """,
    examples: [
      Example("Carry a release along", "cairn portable acme/libfoo@1.2.0 >libfoo-1.2.0.json"),
      Example(
        "From a registry on the web",
        "cairn portable acme/libfoo@1.2.0 --site https://registry.example.org/ >libfoo-1.2.0.json"),
    ],
    parameters: [release, exact, IndexChoice.index, IndexChoice.site]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let choice = try IndexChoice(arguments, tool)
    let (alias, text) = Resolve.parts(of: arguments[release])
    guard let text, let version = try? Version(text, scheme: choice.versioning) else {
      let advice = text.flatMap { Format.version.advice?($0) }.map { "; \($0)" } ?? ""
      throw arguments.misuse(
        "'\(arguments[release])' names no release, expected <alias>@<version>\(advice)")
    }
    let package: PortablePackage
    do {
      package = try PortablePackage(
        registry: choice.registry, versioning: choice.versioning, packageIndex: choice.name,
        alias: alias, version: version, isExact: arguments[exact], from: choice.source)
    } catch let problem as Reach.Problem {
      throw failure(problem, alias, version)
    }
    tool.console.output(String(decoding: PortableDocument.render(package), as: UTF8.self))
    return .good
  }

  private static func failure(
    _ problem: Reach.Problem, _ alias: String, _ version: Version
  ) -> Failure {
    let message =
      switch problem {
      case .noAlias: "the index has no \(alias)"
      case .noRelease: "\(alias) has no release \(version)"
      case .revoked: "\(alias) \(version) was revoked, so nothing resolves to it"
      case .unsolvable: "\(alias) \(version) has no solution"
      }
    return Failure(
      .findings, message,
      wayOut: problem == .unsolvable
        ? "cairn resolve '\(alias)@\(version)' tells why"
        : "cairn resolve \(alias) says which release can be taken")
  }
}
