internal import Cryptography
internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

/// The resources that are served as they are written, each with a line in its list.
extension Family {
  static let projects = Family(
    "projects",
    home: { place in if case .project(let name) = place { name } else { nil } },
    render: { (key, inputs, rendering) throws(SnapshotError) in
      guard let unit = try inputs.unit(at: SourcePlace.path(ofProject: key)),
        case .project(let project)? = unit.resource
      else { return }
      let path = SiteLayout.project(project.name)
      rendering.document(path) { writer in
        writer.resource(unit, versions: inputs.context.policy.versioning)
        writer.key("status")
        writer.object { writer in
          writer.key("links")
          writer.object { writer in
            writer.member(
              "packages",
              path.reference(to: SiteLayout.packageList(of: project.name).path("")))
            if let main = project.main,
              let id = try? PackageID(
                "\(project.name)/\(main.text)", versions: inputs.context.policy.versioning)
            {
              writer.member("main", path.reference(to: SiteLayout.versionIndex(id)))
            }
          }
        }
      }
      rendering.anchor(.packagesOf(project: project.name))
      rendering.list(
        .projects, List.Entry(["name": project.name, "description": project.description]))
      rendering.list(
        .packages, List.Entry(["project": project.name, "description": project.description]))
    })

  static let identities = Family(
    "identities",
    home: { place in if case .identity(let handle) = place { handle } else { nil } },
    render: { (key, inputs, rendering) throws(SnapshotError) in
      guard let unit = try inputs.unit(at: SourcePlace.path(ofIdentity: key)),
        case .identity(let identity)? = unit.resource
      else { return }
      rendering.document(SiteLayout.identity(identity.handle)) { writer in
        writer.resource(unit, versions: inputs.context.policy.versioning)
        guard let fullName = identity.fullName else { return }
        writer.key("status")
        writer.object { $0.member("fullName", fullName) }
      }
      rendering.list(.identities, List.Entry(["name": identity.handle]))
    })

  static let packageIndexes = Family(
    "package-indexes",
    home: { place in if case .packageIndex(let name) = place { name } else { nil } },
    render: { (key, inputs, rendering) throws(SnapshotError) in
      guard let unit = try inputs.unit(at: SourcePlace.path(ofPackageIndex: key)),
        case .packageIndex(let index)? = unit.resource
      else { return }
      rendering.anchor(.aliases(packageIndex: index.name))
      for entry in index.entries {
        rendering.list(
          .aliases(packageIndex: index.name),
          List.Entry(["alias": entry.alias, "versionIndex": entry.target.text]))
        rendering.dependent(
          .holder(packageIndex: index.name, alias: entry.alias),
          in: Dependents(of: entry.target.text, in: AliasTable.everything.name))
      }
      rendering.list(
        .packageIndexes,
        List.Entry([
          "name": index.name, "description": index.description,
          "owners": index.owners.isEmpty
            ? nil : index.owners.map(\.text).joined(separator: " "),
        ]))
    })

  static let advisories = Family(
    "advisories",
    home: { place in if case .advisory(let id) = place { id } else { nil } },
    render: { (key, inputs, rendering) throws(SnapshotError) in
      guard let unit = try inputs.unit(at: SourcePlace.path(ofAdvisory: key)),
        case .advisory(let advisory)? = unit.resource
      else { return }
      rendering.document(SiteLayout.advisory(advisory.id)) { writer in
        writer.members(of: unit, versions: inputs.context.policy.versioning)
      }
      rendering.list(
        .advisories,
        List.Entry([
          "id": advisory.id, "summary": advisory.summary, "modified": advisory.modified,
          "withdrawn": advisory.withdrawn,
        ]))
    })
}
