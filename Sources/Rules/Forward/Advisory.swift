internal import Diagnostics
internal import IndexModel
internal import Registry

extension Check {
  static let advisory = Check(
    .advisory,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for affected in unit.advisory?.affected ?? [] {
        if let finding = try finding(about: affected, in: unit, view) { findings.append(finding) }
      }
      return findings
    })

  private static func finding(
    about affected: Advisory.Affected, in unit: Unit, _ view: ForwardView
  ) throws(SnapshotError) -> Diagnostic? {
    guard unit.has("package", in: affected.node) else {
      // An entry about a source alone names its repository and commits.
      guard affected.ranges.isEmpty || affected.ranges.contains(where: { $0.order != .git }) else {
        return nil
      }
      return unit.finding(
        .advisory, at: affected.node, "the entry names no package",
        help: "add \"package\" with \"ecosystem\": \"\(view.context.name)\" and \"name\"")
    }
    guard let ecosystem = affected.ecosystem, let name = affected.package else { return nil }
    guard ecosystem.text == view.context.name else {
      return unit.finding(
        .advisory, at: ecosystem.node,
        "the ecosystem is \(quoted(ecosystem.text)), expected \"\(view.context.name)\"",
        help: "name this registry: advisories of others stand with them")
    }
    guard let package = try? PackageID(name.text, versions: view.context.policy.versioning) else {
      return unit.finding(
        .advisory, at: name.node, "\(quoted(name.text)) is not <project>/<package>",
        help: "name the package as its path does: \"acme/libfoo\"")
    }
    guard try !view.lookup.hasPackage(package) else { return nil }
    return unit.finding(
      .advisory, at: name.node, "there is no package \(package.text)",
      help: try view.help(naming: package))
  }
}
