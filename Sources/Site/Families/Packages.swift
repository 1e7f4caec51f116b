internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

extension Family {
  /// A package: its version index, its releases by stage, the files that it carries, its lines in lists.
  static let packages = Family(
    "packages",
    home: { place in
      if case .versionIndex(let project, let name) = place { "\(project)/\(name)" } else { nil }
    },
    keys: { (place, _) throws(SnapshotError) in
      switch place {
      case .versionIndex(let project, let name), .companion(let project, let name, _):
        ["\(project)/\(name)"]
      default: []
      }
    },
    render: { (key, inputs, rendering) throws(SnapshotError) in
      guard let package = try PackagePages(key, inputs) else { return }
      try package.render(into: &rendering)
    })
}

/// The documents of one package.
private struct PackagePages {
  let index: VersionIndex
  let unit: Unit
  let inputs: Inputs

  init?(_ key: String, _ inputs: Inputs) throws(SnapshotError) {
    guard let id = try? PackageID(key, versions: inputs.context.policy.versioning),
      let unit = try inputs.unit(at: inputs.lookup.path(of: id)),
      case .versionIndex(let index)? = unit.resource
    else { return nil }
    self.index = index
    self.unit = unit
    self.inputs = inputs
  }

  func render(into rendering: inout Rendering) throws(SnapshotError) {
    let releases = index.releases.sorted { $0.version < $1.version }
    versionIndex(releases, into: &rendering)
    for stage in Stage.allCases {
      let staged = releases.filter { $0.stage == stage }
      guard !staged.isEmpty else { continue }
      releaseList(stage, staged, into: &rendering)
    }
    let pages = ReleasePages(index: index, unit: unit, inputs: inputs, owner: .package(index.id))
    try pages.render(into: &rendering)
    listEntries(into: &rendering)
  }

  private func versionIndex(_ releases: [Release], into rendering: inout Rendering) {
    let path = SiteLayout.versionIndex(index.id)
    rendering.document(path) { writer in
      writer.resource(unit, versions: inputs.context.policy.versioning)
      writer.key("status")
      writer.object { writer in
        for stage in Stage.allCases {
          guard let latest = index.latest(stage) else { continue }
          let count = releases.count { $0.stage == stage }
          writer.key(stage.rawValue)
          writer.object { writer in
            writer.member("latest", latest.version.text)
            writer.member("count", count)
            writer.member("href", path.reference(to: SiteLayout.releases(stage, index.id)))
          }
        }
      }
    }
  }

  private func releaseList(_ stage: Stage, _ staged: [Release], into rendering: inout Rendering) {
    let path = SiteLayout.releases(stage, index.id)
    rendering.document(path) { writer in
      writer.head(kind: "ReleaseList") { writer in
        writer.member("project", index.id.project.text)
        writer.member("name", index.id.name.text)
        writer.member("stage", stage.rawValue)
      }
      if let latest = index.latest(stage) { writer.member("latest", latest.version.text) }
      writer.key("items")
      writer.array { writer in
        for release in staged {
          writer.object { writer in
            writer.member("version", release.version.text)
            if let published = release.published { writer.member("published", published.text) }
            writer.member(
              "href",
              path.reference(to: SiteLayout.release(stage, .package(index.id), release.version)))
          }
        }
      }
    }
  }

  private func listEntries(into rendering: inout Rendering) {
    let latest = index.latest(.current) ?? index.latest(.candidate) ?? index.latest(.revoked)
    rendering.list(
      .packagesOf(project: index.id.project.text),
      List.Entry([
        "name": index.id.name.text, "title": index.title, "description": index.description,
        "latest": latest?.version.text, "stage": latest?.stage.rawValue,
      ]))
    rendering.list(
      .aliasesOfEverything, List.alias(index.id.text))
    guard let sharing = index.sharing, sharing.isEnabled else { return }
    let shared = List.Entry(["project": index.id.project.text, "name": index.id.name.text])
    for project in Set(sharing.projects.map(\.text)) where project != index.id.project.text {
      rendering.list(project == "*" ? .packages : .packagesOf(project: project), shared)
    }
  }
}
