public import Diagnostics
public import IndexModel
internal import JSONText
internal import Registry

/// The import of an NDC hub: its connectors become packages of a registry, and everything odd
/// becomes a finding.
///
/// Nothing is lost: what no field of a registry takes stands in an annotation `ndc-hub/<key>`.
/// Nothing is invented, and nothing is repaired: what cannot be taken over as it is, is kept out
/// and reported.
///
/// ```swift
/// let source = try HubSource.open(at: "ndc-hub")
/// let folder = RegistryFolder(at: "registry")
/// let result = try HubImport.run(source, into: folder.contents(), options)
/// try folder.write(result.files)
/// ```
public struct HubImport: Sendable {
  /// What the hub does not say and a registry has to know.
  public struct Options: Sendable {
    /// The handle of who will own the packages, administer the projects and run a new registry.
    public let owner: Name
    /// What a new registry is called.
    public let name: Name
    /// Where the site of a new registry will stand; nil where that is not known yet.
    public let baseURL: WebAddress?

    public init(owner: Name, name: Name, baseURL: WebAddress? = nil) {
      self.owner = owner
      self.name = name
      self.baseURL = baseURL
    }
  }

  /// What an import makes of a hub.
  public struct Result: Sendable {
    /// The files to write: those that the folder does not have yet.
    public let files: [RepositoryPath: [UInt8]]
    /// How many packages were taken over, whether or not the folder had them already.
    public let packages: Int
    /// How many releases were taken over.
    public let releases: Int
    /// How many releases the hub has.
    public let releasesOfHub: Int
    /// How many aliases lead to a package.
    public let aliases: Int
    /// Whether the folder held no registry before.
    public let isNew: Bool
    /// The irregularities of the hub, by path and position.
    public let findings: [Diagnostic]
  }

  /// Takes a hub over. Nothing is written.
  ///
  /// - Parameter existing: The files of a registry that the packages are added to; empty for a new
  ///   one.
  /// - Throws: `.notAHub`, `.differs`, or what reading the hub throws.
  public static func run(
    _ source: HubSource, into existing: [RepositoryPath: [UInt8]], _ options: Options
  ) throws(HubImportError) -> Result {
    var findings: [Diagnostic] = []
    let hub = try reading { () throws(SnapshotError) in
      try Hub(source.snapshot, reporting: &findings)
    }
    guard !hub.connectors.isEmpty else { throw .notAHub }
    let context = (try? Context.read(FileTree(existing))) ?? Context()
    var taking = Taking(history: source.history, versions: context.policy.versioning)
    let packages = taking.packages(of: hub)
    findings += taking.findings
    findings += try reading { () throws(SnapshotError) in
      try Irregularities.all(in: packages, of: hub, source)
    }
    var draft = RegistryDraft(options: options, context: context, existing: existing)
    let (files, kept) = try draft.files(for: packages)
    findings += draft.findings
    return Result(
      files: files, packages: kept.count, releases: kept.reduce(0) { $0 + $1.releases.count },
      releasesOfHub: hub.connectors.reduce(0) { $0 + $1.releases.count },
      aliases: draft.aliases, isNew: draft.isNew, findings: findings.sorted())
  }

  private static func reading<Value>(
    _ body: () throws(SnapshotError) -> Value
  ) throws(HubImportError) -> Value {
    do throws(SnapshotError) { return try body() } catch { throw .object(error) }
  }
}
