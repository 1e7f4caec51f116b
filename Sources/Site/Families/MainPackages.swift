internal import IndexModel
internal import Registry

extension Family {
  /// The releases of a project's main package, at the project's own coordinates.
  static let mainPackages = Family(
    "main-packages",
    home: { place in if case .project(let name) = place { name } else { nil } },
    keys: { (place, lookup) throws(SnapshotError) in
      switch place {
      case .project(let name): return [name]
      case .versionIndex(let project, let name), .companion(let project, let name, _):
        return try lookup.project(project)?.main?.text == name ? [project] : []
      default: return []
      }
    },
    render: { (key, inputs, rendering) throws(SnapshotError) in
      guard let unit = try inputs.unit(at: SourcePlace.path(ofProject: key)),
        case .project(let project)? = unit.resource, let main = project.main,
        let id = try? PackageID(
          "\(project.name)/\(main.text)", versions: inputs.context.policy.versioning),
        let package = try inputs.unit(at: inputs.lookup.path(of: id)),
        case .versionIndex(let index)? = package.resource
      else { return }
      let pages = ReleasePages(
        index: index, unit: package, inputs: inputs, owner: .project(id.project))
      try pages.render(into: &rendering)
    })
}
