internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let dependencyRange = Rule(
    "dependency-range", .closure, .file, "ranges of dependencies mean something",
    """
    A dependency states the versions that will do, as node-semver reads them: `1.2.3`, `^1.2.3`, \
    `~1.2`, `1.x`, comparators such as `>=1.2.0 <2.0.0`, hyphen ranges such as `1.2 - 3`, and several \
    of them with `||` between. A pre-release is in range only if the range names one of the same \
    version. With `policy.versioning: "relaxed"` there are comparators, `||` and `*` alone. No \
    release is in a range that means nothing, so nothing meets the dependency.
    """)
}

extension Check {
  static let dependencyRange = Check(
    .dependencyRange,
    .file { unit, view in
      let scheme = view.context.policy.versioning
      return (unit.versionIndex?.releases ?? []).flatMap { release in
        release.dependencies.compactMap { unit.finding(on: $0, scheme) }
      }
    })
}

extension Unit {
  fileprivate func finding(
    on dependency: Release.Dependency, _ scheme: VersionScheme
  ) -> Diagnostic? {
    guard let range = dependency.range, range.parsed == nil else { return nil }
    do throws(VersionRange.Problem) {
      _ = try VersionRange(range.text, scheme: scheme)
      return nil
    } catch {
      // Its length was reported on reading.
      if case .tooLong = error { return nil }
      return Diagnostic(
        .dependencyRange, in: document, at: range.node, from: error.offset, of: path,
        "\(quoted(range.text)) is not a range of versions: \(error.message)",
        help: "write one such as \(VersionRange.forms(of: scheme))")
    }
  }
}
