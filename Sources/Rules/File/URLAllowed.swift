internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let urlAllowed = Rule(
    "url-allowed", .integrity, .file, "files stand where the registry allows",
    """
    With `policy.urls.allow` a registry names the addresses below which the files of releases may \
    stand, so that clients need to trust no others. An entry covers what lies below it: \
    `https://example.org/a` covers `https://example.org/a/b` and not `https://example.org/ab`. \
    Move the file, carry it in the registry by `path`, or ask operations to allow the address.
    """)
}

extension Check {
  static let urlAllowed = Check(
    .urlAllowed,
    .file { unit, view in
      let allowed = view.context.policy.allowedURLs
      guard !allowed.isEmpty else { return [] }
      return (unit.versionIndex?.files ?? []).compactMap { file in
        guard case .url(let url, _) = file.location, let address = try? WebAddress(url.text),
          !allowed.contains(where: address.isCovered)
        else { return nil }
        return unit.finding(
          .urlAllowed, at: url.node,
          "the URL is at \(quoted(String(address.origin))), expected \(list(allowed))",
          help: "move the file there, or have `policy.urls.allow` name its address")
      }
    })

  private static func list(_ allowed: [WebAddress]) -> String {
    let shown = allowed.prefix(3).map { "\"\($0.text)\"" }.joined(separator: " or ")
    return allowed.count > 3 ? "\(shown) or another of \(allowed.count)" : "it below \(shown)"
  }
}
