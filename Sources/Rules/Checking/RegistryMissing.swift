internal import Diagnostics
internal import Registry

extension Rule {
  static let registryMissing = Rule(
    "registry-missing", .integrity, .names, "the tree holds a registry",
    """
    A repository is a registry by its file `index/registry.json`. Without it there is nothing to \
    check or to build. `cairn init NAME` writes one.
    """)
}

extension Diagnostic {
  static let registryMissing = Diagnostic(
    .registryMissing, file: SourcePlace.registryPath,
    "the tree has no index/registry.json, so it holds no registry",
    help:
      "write one with `cairn init NAME`, or name another folder with -C or commit with --rev"
  )
}
