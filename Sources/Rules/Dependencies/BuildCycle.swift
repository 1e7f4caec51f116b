internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

extension Rule {
  static let buildCycle = Rule(
    "build-cycle", .advice, .forward, "no package has to be built before itself",
    """
    A dependency for building has to be there before the release is made. Where packages build with \
    one another in a circle, whoever builds all from source cannot begin anywhere, unless the older \
    release of one of them will do for the newer of another. All releases that are not revoked count. \
    Build one of them without the others, or have a waiver say how the circle is entered.
    """)
}

extension Check {
  static let buildCycle = Check(
    .buildCycle,
    .dependencies { unit, view in
      guard unit.isSound, let index = unit.versionIndex, let way = view.cycles[index.id.text],
        let dependency = index.dependency(on: way[1])
      else { return [] }
      let circle = way.joined(separator: " → ")
      let finding = unit.finding(
        .buildCycle, at: dependency.node, "building this needs it to be there: \(circle)",
        help: "build one of them without the others")
      return [DependencyFinding(finding, [Rule.buildCycle.id, circle])]
    })
}

extension VersionIndex {
  /// The first dependency for building that leads to a package.
  fileprivate func dependency(on package: String) -> Release.Dependency? {
    for release in releases where release.stage != .revoked {
      for dependency in release.dependencies {
        let edge = Edge(dependency)
        if edge.isForBuilding,
          AliasTable.everything.alias(for: edge.target, from: id.text) == package
        {
          return dependency
        }
      }
    }
    return nil
  }
}
