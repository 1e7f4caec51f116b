internal import Arguments
internal import Authoring
internal import IndexModel
internal import JSONText
internal import Registry

/// A release of the checkout that a command line names as `project/package@version`.
struct NamedRelease {
  let index: VersionIndexFile
  /// As the file spells it.
  let version: String
  let parsed: Version
  /// Nil where the file says none that there is.
  let stage: Stage?
  /// Where the release stands in the file.
  let path: DocumentEdit.Path

  var package: PackageID { index.package }
  /// `acme/libfoo 1.0.2`, as people say it.
  var name: String { "\(package) \(version)" }

  static let help = "The release, as project/name@version."

  /// What was probably meant by a version behind a blank, as `release` takes it.
  static func rereading(
    _ command: String
  ) -> @Sendable (_ taken: [String], _ extra: String) -> String? {
    { taken, extra in
      guard let package = taken.first, !package.utf8.contains(UInt8(ascii: "@")) else { return nil }
      guard taken.count > 1 else { return "cairn \(command) \(package)@\(extra)" }
      return "cairn \(command) \(package)@\(taken[1]) \(extra)"
    }
  }

  /// Finds the release; fails with a suggestion where it is not there.
  init(_ text: String, _ authorship: Authorship, _ arguments: ParsedArguments) throws {
    guard let (package, version) = text.splitOnce(at: "@") else {
      throw arguments.misuse("'\(text)' names no release: write \(text)@VERSION")
    }
    try self.init(version, of: try authorship.package(package, arguments), authorship, arguments)
  }

  private init(
    _ text: String, of package: PackageID, _ authorship: Authorship, _ arguments: ParsedArguments
  ) throws {
    let index = try VersionIndexFile(package, authorship)
    let releases = index.releases
    // Nobody means one that was revoked already.
    let others = releases.filter { $0.stage != .revoked }.map(\.version)
    let near = Self.nearest(to: text, among: others)
    let wanted: Version
    do throws(Version.Problem) {
      wanted = try Version(text, scheme: authorship.context.policy.versioning)
    } catch {
      let hint = near.map { "; did you mean \(package)@\($0)?" } ?? ""
      throw arguments.misuse("'\(text)' is no version: \(error.message)\(hint)")
    }
    guard let found = releases.first(where: { $0.version.uniqueKey == wanted.uniqueKey }) else {
      throw Failure(
        .findings,
        releases.isEmpty
          ? "\(package) has no releases yet" : "\(package) has no release \(wanted.text)",
        wayOut: near.map { "did you mean \(package)@\($0)?" }
          ?? others.max().map { "the highest is \(package)@\($0.text)" })
    }
    self.index = index
    version = found.version.text
    parsed = found.version
    stage = found.stage
    path = found.path
  }
}

extension NamedRelease {
  /// The version that was probably meant: without the `v` of a tag, with what is left out at the
  /// end, or with a mistake of typing.
  private static func nearest(to text: String, among versions: [Version]) -> String? {
    let isTag = text.utf8.first == UInt8(ascii: "v")
    let text = isTag ? String(text.utf8.dropFirst()) ?? text : text
    let texts = versions.map(\.text)
    if texts.contains(text) { return text }
    let longer = versions.filter { $0.text.utf8.starts(with: "\(text).".utf8) }
    return longer.max()?.text ?? Likeness.closest(to: text, among: texts)
  }
}

extension VersionIndexFile {
  /// The releases whose versions can be read, in the order of the file.
  var releases: [(version: Version, stage: Stage?, path: DocumentEdit.Path)] {
    let list: DocumentEdit.Path = ["spec", "releases"]
    guard let releases = document.node(at: list) else { return [] }
    return document.elements(of: releases).enumerated().compactMap { position, release in
      guard let version = version(of: release) else { return nil }
      let stage = document.member("stage", of: release).flatMap(document.string)
      return (version, stage.flatMap(Stage.init(rawValue:)), list + [.index(position)])
    }
  }
}
