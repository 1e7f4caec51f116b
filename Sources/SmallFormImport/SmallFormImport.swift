public import Authoring
public import Diagnostics
public import IndexModel
public import Registry
internal import Rules

/// The import of version indexes and package indexes in the interchange form.
///
/// Version indexes go to the project of their owner's handle. What is there stays: releases and
/// aliases that are missing come in, and what contradicts the registry stops the whole import.
public struct SmallFormImport: Sendable {
  /// What a registry has to know that is not there yet.
  public struct NewRegistry: Sendable {
    public let name: Name
    /// Who is to run it.
    public let operations: Name
    /// Where its site will stand; nil where that is not known yet.
    public let baseURL: WebAddress?

    public init(name: Name, operations: Name, baseURL: WebAddress? = nil) {
      self.name = name
      self.operations = operations
      self.baseURL = baseURL
    }
  }

  /// The files to write, in this order; none where an error was found.
  public let drafts: [Draft]
  /// How many packages were taken over, whether or not the registry had them already.
  public let packages: Int
  /// How many releases were taken over, whether or not the registry had them already.
  public let releases: Int
  /// How many package indexes were taken over.
  public let packageIndexes: Int
  /// What is odd, by path and position.
  public let findings: [Diagnostic]

  /// Whether nothing stands against the import.
  public var passes: Bool { !findings.contains { $0.severity == .error } }

  /// Takes files over. Nothing is written.
  ///
  /// - Parameters:
  ///   - forms: The files; a package index may come before the version indexes that it names.
  ///   - checkout: The folder of the registry, which may be empty.
  ///   - context: The registry's settings; the defaults where there is none.
  ///   - registry: What is to be where there is no registry; nil where there is one.
  ///   - now: The time, for rules about things that expire.
  public init(
    _ forms: [SmallForm], into checkout: Checkout, _ context: Context,
    making registry: NewRegistry?,
    now: Timestamp
  ) throws {
    var taking = Taking(DraftedFiles(checkout, context))
    if let registry { try taking.begin(registry) }
    for form in forms { try taking.takeVersionIndex(form) }
    for form in forms { try taking.takePackageIndex(form) }
    var findings = taking.findings
    let changes = taking.files.changes
    if !findings.contains(where: { $0.severity == .error }), !changes.isEmpty {
      let review = try Review(changes, of: checkout, moment: Moment(commit: nil, now: now))
      findings += review.findings.filter { $0.severity == .error }.map(taking.origins.finding)
    }
    self.findings = findings.sorted()
    let passes = !findings.contains { $0.severity == .error }
    drafts = passes ? changes : []
    packages = passes ? taking.packages.count : 0
    releases = passes ? taking.releases : 0
    packageIndexes = passes ? taking.packageIndexes.count : 0
  }
}
