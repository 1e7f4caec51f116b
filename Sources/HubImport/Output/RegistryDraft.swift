internal import Diagnostics
internal import IndexModel
internal import Registry

/// A registry with the packages of a hub in it, before it is written.
struct RegistryDraft {
  let options: HubImport.Options
  let context: Context
  let existing: [RepositoryPath: [UInt8]]
  private(set) var findings: [Diagnostic] = []
  /// How many aliases lead to a package.
  private(set) var aliases = 0

  init(options: HubImport.Options, context: Context, existing: [RepositoryPath: [UInt8]]) {
    self.options = options
    self.context = context
    self.existing = existing
  }

  var isNew: Bool { existing[SourcePlace.registryPath] == nil }

  /// The files that are to be written, and the packages that are in the registry then.
  ///
  /// - Throws: `.differs` where a file that is there already says something else.
  mutating func files(
    for packages: [PackageDraft]
  ) throws(HubImportError) -> (files: [RepositoryPath: [UInt8]], packages: [PackageDraft]) {
    var verification = Verification(existing: existing, layout: context.layout)
    let sound = try verification.sound(packages) { render($0).files }
    findings += verification.findings
    let rendering = render(sound.packages)
    findings += rendering.findings
    aliases = rendering.aliases
    let differing = sound.files.filter { path, bytes in
      existing[path].map { $0 != bytes } ?? false
    }
    guard differing.isEmpty else { throw .differs(differing.keys.sorted()) }
    return (sound.files.filter { existing[$0.key] == nil }, sound.packages)
  }

  private struct Rendering {
    var files: [RepositoryPath: [UInt8]] = [:]
    var findings: [Diagnostic] = []
    var aliases = 0
  }

  private func render(_ packages: [PackageDraft]) -> Rendering {
    var rendering = Rendering()
    let registry = NewRegistry(options: options)
    if isNew {
      rendering.files = registry.foundation
      let ignoreFile = NewRegistry.ignoreFile
      if existing[ignoreFile.path] == nil { rendering.files[ignoreFile.path] = ignoreFile.bytes }
    }
    // An identity or a project that is there is its owners': only a missing one is made.
    for (path, bytes) in [registry.identity] + Set(packages.map(\.id.project)).map(registry.project)
    where existing[path] == nil {
      rendering.files[path] = bytes
    }
    for package in packages {
      let path = SourcePlace.path(of: package.id, layout: context.layout)
      rendering.files[path] = CanonicalForm.bytes(
        of: package.value(owner: options.owner.text), at: path, in: context)
    }
    let index = ConnectorIndex(packages, reporting: &rendering.findings)
    rendering.aliases = index.aliases
    let path = SourcePlace.path(ofPackageIndex: ConnectorIndex.name)
    rendering.files[path] = CanonicalForm.bytes(
      of: index.value(owner: options.owner.text), at: path)
    return rendering
  }
}
