internal import Arguments
internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Rules

/// `cairn release`: adds a release to a version index with the smallest change of its text.
enum ReleaseCommand {
  enum EntryStage: String, CaseIterable, ArgumentValue {
    case candidate, current

    var stage: Stage { self == .candidate ? .candidate : .current }
  }

  private static let package = Argument<String>(
    "package", help: "The package, as project/name.", completes: .packages)
  private static let version = Argument<String>("version", help: "The version to release.")
  private static let stage = Option<EntryStage?>(
    "stage", value: "stage",
    help: "How far the release is. Default: candidate under a vote policy, else current.")
  private static let published = Option<String?>(
    "published", value: "time",
    help: "When it was published, as 2026-05-01T12:00:00Z. Default: now.")
  private static let notes = Option<String?>("notes", value: "text", help: "What is new.")
  private static let dependencies = Option<[DependencyWord]>(
    "dependency", value: "name=range",
    help:
      "What the release needs: an alias or project/name, and the versions that will do. Where "
      + "nothing there will do, a warning says so.")
  private static let repository = Option<String?>(
    "repository", value: "url", help: "Where the source is.")
  private static let tag = Option<String?>("tag", value: "tag", help: "The tag of the source.")
  private static let commit = Option<String?>(
    "commit", value: "hex", help: "The commit of the source, in full.")
  private static let cid = Flag(
    "cid", help: "State the content identifier of the one archive, made from its digest.")

  static let command = Command<Tool>(
    "release", summary: "Add a release to a package.",
    discussion: """
      Inserts the release into the package's version index in the checkout, the file `packages/<project>/<package>.json`, \
      at its place in ascending order. A file in \
      canonical form stays so; in one laid out by hand only the lines change that the release needs. Nothing is written \
      if the file would then break a rule, and nothing is committed or uploaded. A dependency that nothing meets is only \
      warned of, as what it needs may be on its way; `cairn check` calls it an error.

      Options that describe a file follow the --file or --url that begins it. A digest is computed from --file, whatever \
      its size. Without --url the file will stand where policy.artifactURL says; upload it there before the release is \
      merged. With --carry a small file is copied into the registry and served from there.

      The release is dated by the clock; the commit comes after it. --published says another time in UTC, none that lies \
      in the future.

      A version that was ever released is never free again, also when build metadata or case differ. Under a vote policy \
      releases enter as candidates; people vote with `cairn vote`, and `cairn promote` makes one current. A release that \
      should not be used is withdrawn with `cairn revoke`.
      """,
    examples: [
      Example(
        "Release a file that will stand where the policy says",
        "cairn release acme/libfoo 1.2.0 --file dist/libfoo-1.2.0.tgz"),
      Example(
        "Release what stands somewhere already",
        """
        cairn release acme/libfoo 1.2.0 --url https://files.example.org/libfoo-1.2.0.tgz \\
          --sha256 c7d014… --size 18233
        """),
      Example(
        "With its signature, carried in the registry, and what it needs",
        """
        cairn release acme/libfoo 1.2.0 --file libfoo.tgz --file libfoo.tgz.sig --carry \\
          --dependency 'libbar=^1.2.0' --tag v1.2.0
        """),
    ],
    parameters: [package, version] + ReleaseFiles.parameters + [
      stage, published, notes, dependencies, repository, tag, commit, cid, Tool.json,
    ]
  ) { arguments, tool in
    try run(arguments, tool)
    return ExitCode.good.rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws {
    let descriptions = try ReleaseFiles.read(arguments)
    let authorship = try Authorship(tool)
    let package = try authorship.package(arguments[package], arguments)
    let index = try VersionIndexFile(package, authorship)
    let version = try version(arguments, authorship)
    let made = try ReleaseFileMaking(
      package: package, version: version, context: authorship.context, arguments: arguments
    ).make(descriptions)
    var release = try release(version, made.files, index, arguments)
    release.dependencies = try dependencies(
      of: index.package, authorship.context.policy.versioning, arguments)
    let insertion = try insert(release, into: index, authorship)
    let draft = Draft(path: index.path, before: index.document.bytes, after: insertion.bytes)
    try authorship.write(made.carried + [draft], "the release")
    if !release.dependencies.isEmpty { try warn(of: draft, authorship) }
    let report = Report(
      package: package, release: release, insertion: insertion, draft: draft, carried: made.carried,
      authorship: authorship)
    arguments[Tool.json] ? report.json() : report.text()
  }

  private static func version(
    _ arguments: ParsedArguments, _ authorship: Authorship
  ) throws -> Version {
    do throws(Version.Problem) {
      return try Version(arguments[version], scheme: authorship.context.policy.versioning)
    } catch {
      let text = arguments[version]
      let advice = Format.version.advice?(text).map { "; \($0)" } ?? ""
      throw arguments.misuse("'\(text)' is no version: \(error.message)\(advice)")
    }
  }

  private static func release(
    _ version: Version, _ files: [NewFile], _ index: VersionIndexFile, _ arguments: ParsedArguments
  ) throws -> NewRelease {
    let stage = try arguments[stage]?.stage ?? (index.hasVotePolicy() ? .candidate : .current)
    var release = NewRelease(version, stage: stage, files: files)
    release.published = try publication(arguments)
    release.notes = arguments[notes]
    release.source = NewRelease.Source(
      repository: arguments[repository], tag: arguments[tag], commit: arguments[commit])
    if arguments[cid] { release.cid = try contentID(of: files, arguments) }
    return release
  }

  private static func dependencies(
    of package: PackageID, _ scheme: VersionScheme, _ arguments: ParsedArguments
  ) throws -> [(target: String, range: String)] {
    let own = [package.text, package.name.text].map(Name.fold)
    var found: [(target: String, range: String)] = []
    for dependency in arguments[dependencies] {
      guard !found.contains(where: { $0.target == dependency.target }) else {
        throw arguments.misuse("the dependency '\(dependency.target)' is given twice")
      }
      guard !own.contains(Name.fold(dependency.target)) else {
        throw arguments.misuse("a release of \(package) cannot need itself")
      }
      do throws(VersionRange.Problem) {
        _ = try VersionRange(dependency.range, scheme: scheme)
      } catch {
        throw arguments.misuse(
          "'\(dependency.range)' is not a range of versions: \(error.message); write one such as "
            + VersionRange.forms(of: scheme))
      }
      found.append((dependency.target, dependency.range))
    }
    return found
  }

  /// The time that was given, or the clock's. What is no time is for the review to say.
  private static func publication(_ arguments: ParsedArguments) throws -> String {
    let now = Timestamp.clock
    guard let text = arguments[published] else { return now.text }
    if let time = try? Timestamp(text), now < time {
      throw Failure(
        .findings, "--published \(text) lies in the future: it is \(now) now",
        wayOut: "leave it out for a release of now, or give the time in UTC")
    }
    return text
  }

  /// The identifier of the one archive, by its digest.
  private static func contentID(
    of files: [NewFile], _ arguments: ParsedArguments
  ) throws -> String {
    let digests = files.compactMap { file -> String? in
      guard file.role == .archive, case .url(_, let sha256) = file.location else { return nil }
      return sha256
    }
    guard digests.count == 1, let digest = try? SHA256Digest(hex: digests[0]) else {
      throw arguments.misuse(
        "'--cid' needs exactly one archive with a digest, found \(digests.count)")
    }
    return ContentID(rawSHA256: digest).text
  }

  /// Says which dependencies find nothing: the release is written all the same.
  private static func warn(of draft: Draft, _ authorship: Authorship) throws {
    let findings = try Review.dependencyFindings(
      [draft], of: authorship.checkout, authorship.context,
      moment: Moment(commit: nil, now: .clock))
    authorship.report(
      findings.map { finding in
        var finding = finding
        if finding.severity == .error { finding.severity = .warning }
        return finding
      }, [draft])
    if findings.contains(where: { $0.severity == .error }) {
      authorship.tool.note(
        "the release is written, but cairn check calls it an error until what it needs is there")
    }
  }

  private static func insert(
    _ release: NewRelease, into index: VersionIndexFile, _ authorship: Authorship
  ) throws -> ReleaseInsertion {
    do throws(ReleaseInsertion.Refusal) {
      return try ReleaseInsertion(
        release, into: index.document, versions: authorship.context.policy.versioning)
    } catch {
      switch error {
      case .versionExists(let present, let stage):
        let spelled = present == release.version.text ? "" : ", which is the same version"
        let stage = stage.map { " as \($0)" } ?? ""
        let wayOut =
          if try !index.isCommitted(release.version) {
            "it is not committed yet: \(try index.takingBack())"
          } else if stage == " as candidate" {
            "edit the candidate in \(authorship.standpoint.path(index.path)), "
              + "or release the next version"
          } else {
            "a version is never free again: release the next one"
          }
        throw Failure(
          .findings, "\(index.package) has \(present)\(stage)\(spelled)", wayOut: wayOut)
      case .noPlace:
        throw Failure(
          .findings, "\(index.path) has no list of releases to add to",
          wayOut: "mend what cairn check --worktree says of it, then try again")
      }
    }
  }
}
