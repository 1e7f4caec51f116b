internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let mainPackage = Rule(
    "main-package", .integrity, .forward, "a project's main package exists",
    """
    `spec.main` of a project names the package whose releases also stand at the project's own \
    coordinates. It has to be a package of the same project. Make the package, or name another.
    """)
}

extension Check {
  static let mainPackage = Check(
    .mainPackage,
    .forward { (unit, view) throws(SnapshotError) in
      guard let project = unit.project, let main = project.main,
        let package = try? PackageID(
          "\(project.name)/\(main.text)", versions: view.context.policy.versioning),
        try !view.lookup.hasPackage(package)
      else { return [] }
      return [
        unit.finding(
          .mainPackage, at: main.node, "there is no package \(package.text)",
          help: try view.help(naming: package))
      ]
    })
}
