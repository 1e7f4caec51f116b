internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let projectMissing = Rule(
    "project-missing", .integrity, .forward, "a package's project exists",
    """
    A package belongs to the project that its folder is named after, and that project says who may \
    add packages. So a version index needs its `index/projects/<project>.json`. Add the project, \
    or move the package to the right one.
    """)
}

extension Check {
  static let projectMissing = Check(
    .projectMissing,
    .forward { (unit, view) throws(SnapshotError) in
      guard let index = unit.versionIndex,
        try view.misses(project: index.id.project.text)
      else { return [] }
      let name = index.id.project.text
      return [
        unit.finding(
          .projectMissing, at: unit.document.member("project", of: index.node) ?? index.node,
          "there is no project \(quoted(name))",
          help: try view.help(naming: name, in: "index/projects", else: "cairn new project \(name)")
        )
      ]
    })
}
