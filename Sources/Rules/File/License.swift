internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let licenseMissing = Rule(
    "license-missing", .advice, .file, "packages state a licence where the registry asks for one",
    """
    With `policy.requireLicense` a package states its licence, or each of its releases does: \
    without one nobody may use what they download. The finding is an error, as the policy asks for \
    it; a waiver can lift it. State an SPDX expression in `license`.
    """)

  static let deprecatedLicense = Rule(
    "deprecated-license", .advice, .file, "licences are named as SPDX names them today",
    """
    SPDX has given up some identifiers, mostly because they left open whether later versions of a \
    licence may be chosen: `GPL-2.0` is `GPL-2.0-only` or `GPL-2.0-or-later`. Tools that check \
    licences ask which. Write what was meant.
    """)
}

extension Check {
  static let licenseMissing = Check(
    .licenseMissing,
    .file { unit, view in
      guard view.context.policy.requiresLicense, let index = unit.versionIndex,
        let spec = unit.document.member("spec", of: unit.document.root),
        !unit.has("license", in: spec)
      else { return [] }
      let bare = index.releases.filter { !unit.has("license", in: $0.node) }
      guard index.releases.isEmpty || !bare.isEmpty else { return [] }
      return [
        unit.finding(
          .licenseMissing, severity: .error, at: index.node,
          "the package \(index.id.text) states no licence",
          help: "add \"license\" with an SPDX expression such as \"Apache-2.0\"",
          notes: bare.count < index.releases.count
            ? bare.prefix(8).map { unit.note(at: $0.versionNode, "nor does this release") } : [])
      ]
    })

  static let deprecatedLicense = Check(
    .deprecatedLicense,
    .file { unit, _ in
      guard let index = unit.versionIndex else { return [] }
      // Most releases have the licence of the one before.
      var known: (text: String, advice: [String]) = ("", [])
      return ([index.license] + index.releases.map(\.license)).compactMap(\.self).flatMap {
        license -> [Diagnostic] in
        if license.text != known.text { known = (license.text, deprecations(in: license.text)) }
        return known.advice.map { advice in
          unit.finding(
            .deprecatedLicense, at: license.node, advice, help: "write which was meant")
        }
      }
    })

  private static func deprecations(in text: String) -> [String] {
    guard let expression = try? LicenseExpression(text) else { return [] }
    return expression.advice.compactMap { advice in
      if case .deprecated = advice { advice.message } else { nil }
    }
  }
}
