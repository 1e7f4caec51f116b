internal import Cryptography
internal import IndexModel
internal import JSONText
internal import Registry

/// The releases of a package at the coordinates of an owner: the package itself, or the project whose main package
/// it is.
struct ReleasePages {
  let index: VersionIndex
  let unit: Unit
  let inputs: Inputs
  let owner: SiteLayout.Owner

  /// Makes the documents of all releases, the files that they carry, and the redirects to those that stand elsewhere.
  func render(into rendering: inout Rendering) throws(SnapshotError) {
    var latest: [Stage: Release] = [:]
    for stage in Stage.allCases { latest[stage] = index.latest(stage) }
    // A project's main package is rendered whether its own file was checked already or not: more than a package may
    // carry is not even read.
    var room = inputs.context.policy.carriedBytes
    for release in index.releases {
      let isLatest = latest[release.stage]?.version == release.version
      let versions = [release.version.pathText] + (isLatest ? ["latest"] : [])
      let carried = try placeCarried(release, at: versions, room: &room, into: &rendering)
      for version in versions { placeRedirects(release, at: version, into: &rendering) }
      var writer = JSONWriter()
      let path = SiteLayout.release(release.stage, owner, release.version)
      writer.object { write(release, carried, at: path, into: &$0) }
      let document = writer.finish()
      rendering.document(path, document)
      // Both documents stand in one folder, so their references are the same too.
      if isLatest { rendering.document(SiteLayout.latest(release.stage, owner), document) }
    }
  }

  /// A file whose bytes the registry holds.
  private struct Carried {
    let name: String
    let size: Int
    let sha256: SHA256Digest
  }

  /// Puts the files that a release carries at their coordinates, and says of each what the release's document tells.
  /// Only one of them is in memory at a time.
  private func placeCarried(
    _ release: Release, at versions: [String], room: inout Int, into rendering: inout Rendering
  ) throws(SnapshotError) -> [Carried] {
    var all: [Carried] = []
    let folder = SourcePlace.folder(of: index.id, layout: inputs.context.layout)
    for file in release.files {
      guard case .carried(let path) = file.location,
        let bytes = try inputs.carried(folder.appending(path.text), atMost: room)
      else { continue }
      room -= bytes.count
      all.append(
        Carried(name: file.name, size: bytes.count, sha256: SHA256.digest(of: bytes)))
      for version in versions {
        rendering.carried(
          SiteLayout.file(release.stage, owner, version: version, name: file.name), bytes)
      }
    }
    return all
  }

  private func write(
    _ release: Release, _ carried: [Carried], at path: SitePath, into writer: inout JSONWriter
  ) {
    writer.head(kind: "Release") { writer in
      writer.member("project", index.id.project.text)
      writer.member("name", index.id.name.text)
      writer.member("version", release.version.text)
    }
    writer.key("spec")
    writer.value(release.node, of: unit, as: Kind.releaseSchema, inputs.context.policy.versioning)
    writer.key("status")
    writer.object { writer in
      writer.key("links")
      writer.object { writer in
        writer.member("package", path.reference(to: SiteLayout.versionIndex(index.id)))
        writer.member("stage", path.reference(to: SiteLayout.releases(release.stage, index.id)))
      }
      guard !carried.isEmpty else { return }
      writer.key("files")
      writer.array { writer in
        for file in carried {
          let coordinate = SiteLayout.file(
            release.stage, owner, version: release.version.pathText, name: file.name)
          writer.object { writer in
            writer.member("name", file.name)
            writer.member("size", file.size)
            writer.member("sha256", file.sha256.hex)
            writer.member("href", path.reference(to: coordinate))
          }
        }
      }
    }
  }

  /// Says where the files are that stand elsewhere.
  private func placeRedirects(
    _ release: Release, at version: String, into rendering: inout Rendering
  ) {
    for file in release.files {
      guard case .url(let url, _) = file.location,
        !followsRule(file, url.text, release, at: version)
      else { continue }
      let coordinate = SiteLayout.file(release.stage, owner, version: version, name: file.name)
      rendering.redirect(Redirect(coordinate: coordinate, url: url.text))
    }
  }

  /// Whether the one rule for `policy.artifactURL` leads from a coordinate to the file.
  private func followsRule(
    _ file: Release.File, _ url: String, _ release: Release, at version: String
  ) -> Bool {
    guard case .package = owner, version != "latest",
      let template = inputs.context.policy.artifactURL
    else { return false }
    return url
      == template.url(
        project: index.id.project.text, package: index.id.name.text, version: version,
        file: file.name)
  }
}
