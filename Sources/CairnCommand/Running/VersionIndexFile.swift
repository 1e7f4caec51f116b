internal import Arguments
internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// The version index of a package in the checkout, as a command edits it.
struct VersionIndexFile {
  let package: PackageID
  let path: RepositoryPath
  let document: JSONDocument
  private let authorship: Authorship

  /// Reads the file of a package that is there.
  init(_ package: PackageID, _ authorship: Authorship) throws {
    self.package = package
    self.authorship = authorship
    let path = SourcePlace.path(of: package, layout: authorship.context.layout)
    self.path = path
    guard let bytes = try authorship.checkout.read(path) else {
      throw try Self.missing(package, path, authorship)
    }
    let limits = JSONLimits(bytes: authorship.context.policy.fileBytes)
    let reading = JSONDocument.read(bytes, limits: limits)
    guard let document = reading.document else {
      authorship.report(reading.problems.map { Diagnostic($0, path: path) })
      throw Failure(
        .findings, "\(path) cannot be read, so it cannot be edited",
        wayOut: "mend what is named above, then try again")
    }
    self.document = document
  }

  private static func missing(
    _ package: PackageID, _ path: RepositoryPath, _ authorship: Authorship
  ) throws -> Failure {
    let project = SourcePlace.path(ofProject: package.project.text)
    guard try authorship.checkout.kind(of: project) == .file else {
      return try authorship.missingProject(package.project)
    }
    let siblings = try authorship.checkout.resources(in: path.parent)
    let nearest =
      siblings.first { Name.fold($0) == package.name.folded }
      ?? Likeness.closest(to: package.name.text, among: siblings)
    return Failure(
      .findings, "there is no package \(package)",
      wayOut: nearest.map { "did you mean \(package.project)/\($0)?" }
        ?? "make it first: \(authorship.standpoint.cairn) new package \(package) --owner HANDLE")
  }

  /// Whether the last commit has a version, as far as it can be read.
  func isCommitted(_ version: Version) throws -> Bool {
    let versions = authorship.context.policy.versioning
    guard let bytes = try authorship.committed(path),
      let document = JSONDocument.read(bytes, limits: JSONLimits(bytes: JSONLimits.largest))
        .document, let releases = document.node(at: ["spec", "releases"])
    else { return false }
    return document.elements(of: releases).contains { release in
      Self.version(of: release, in: document, versions)?.uniqueKey == version.uniqueKey
    }
  }

  /// The version of an element of `releases`; nil where it has none that can be read.
  func version(of release: JSONDocument.Node) -> Version? {
    Self.version(of: release, in: document, authorship.context.policy.versioning)
  }

  private static func version(
    of release: JSONDocument.Node, in document: JSONDocument, _ versions: VersionScheme
  ) -> Version? {
    let text = document.member("version", of: release).flatMap { document.string($0) }
    return text.flatMap { try? Version($0, scheme: versions) }
  }

  /// How to take back what the last commit does not have; by hand where it has no such file.
  func takingBack() throws -> String {
    let (git, path) = (authorship.standpoint.git, authorship.standpoint.path(path))
    guard try authorship.committed(self.path) != nil else { return "edit \(path)" }
    return "edit it, or \(git) checkout HEAD -- \(path)"
  }

  /// Whether releases of the package are voted on, by its own policy or its project's.
  func hasVotePolicy() throws -> Bool {
    if document.node(at: ["spec", "votePolicy"]) != nil { return true }
    let project = SourcePlace.path(ofProject: package.project.text)
    guard let bytes = try authorship.checkout.read(project) else { return false }
    return JSONDocument.read(bytes).document?.node(at: ["spec", "votePolicy"]) != nil
  }
}
