internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let sharing = Rule(
    "sharing", .integrity, .forward, "projects that list a shared package exist",
    """
    `sharing` lists a package under other projects, too; `*` means all of them. A project that is \
    not there cannot list anything. Correct the name, or take it out.
    """)
}

extension Check {
  static let sharing = Check(
    .sharing,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for project in unit.versionIndex?.sharing?.projects ?? [] where project.text != "*" {
        guard try view.misses(project: project.text) else { continue }
        findings.append(
          unit.finding(
            .sharing, at: project.node, "there is no project \(quoted(project.text))",
            help: try view.help(
              naming: project.text, in: "index/projects", else: "cairn new project \(project.text)")
          ))
      }
      return findings
    })
}
