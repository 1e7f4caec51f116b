internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let unknownFile = Rule(
    "unknown-file", .integrity, .names, "under index/ and packages/ stands nothing unknown",
    """
    A file that no rule reads is a file that no reviewer expects: a second CODEOWNERS, a \
    `.gitattributes`, a version index with a wrong ending or in the wrong folder. Files beside a \
    version index, in the folder of its name, have to be named by the `path` of one of its \
    releases. Move the file out of `index/` and `packages/`, or name it.
    """)
}

extension Check {
  static let unknownFile = Check(
    .unknownFile,
    .entry { (found, view) throws(SnapshotError) in
      // Without settings the layout is unknown, and with it what stands where.
      guard view.context.settings != nil || !found.path.isPackage,
        let problem = try problem(of: found, view)
      else { return [] }
      return [
        Diagnostic(.unknownFile, file: found.path, problem.message, help: problem.help)
      ]
    })

  private typealias Problem = (message: String, help: String)

  private static func problem(
    of found: Walk.Found, _ view: ForwardView
  ) throws(SnapshotError) -> Problem? {
    if found.path.isCodeOwners, found.place != .codeOwners {
      return (
        "a second CODEOWNERS, expected one at \(SourcePlace.codeOwnersPath)",
        "move its lines there: nothing reads them here"
      )
    }
    switch found.place {
    case .unknown: return (unknown(found.path), view.help(moving: found.path))
    case .companion:
      guard let index = found.versionIndex(view), try !view.lookup.hasFile(at: index) else {
        return nil
      }
      return (
        "the file belongs to a package, but there is no \(index)",
        "add the version index and name the file in it, or move the file out of `packages/`"
      )
    default: return nil
    }
  }

  private static func unknown(_ path: RepositoryPath) -> String {
    path.isPackage && path.name.suffix(5).elementsEqual(".json".utf8)
      ? "the file is not where the registry's layout has version indexes"
      : "the file is none of the registry's"
  }
}

extension ForwardView {
  /// Where a file that looks like a version index belongs, as far as its path tells.
  fileprivate func help(moving path: RepositoryPath) -> String {
    let parts = path.components.map { String(decoding: $0, as: UTF8.self) }
    if path.isPackage, parts.count > 2, let file = parts.last, file.hasSuffix(".json"),
      let package = try? PackageID(
        "\(parts[1])/\(file.dropLast(5))", versions: context.policy.versioning)
    {
      return "move it to \(lookup.path(of: package)): the layout is \(context.layout.rawValue)"
    }
    return "move it out of `index/` and `packages/`; `cairn new` makes files where they belong"
  }
}

extension Walk.Found {
  /// The version index beside which a companion file stands.
  fileprivate func versionIndex(_ view: ForwardView) -> RepositoryPath? {
    guard case .companion(_, _, let file) = place else { return nil }
    return RepositoryPath(
      bytes: path.bytes.dropLast(file.utf8.count + 1) + Array(".json".utf8))
  }
}

extension RepositoryPath {
  fileprivate var isPackage: Bool { bytes.starts(with: "packages/".utf8) }

  /// Whether the file would be one that says who owns what, in any case.
  var isCodeOwners: Bool {
    name.elementsEqual("codeowners".utf8) { $0.lowered == $1 }
  }
}
