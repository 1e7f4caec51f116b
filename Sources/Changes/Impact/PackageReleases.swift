internal import IndexModel
internal import Registry
internal import Resolution
internal import Rules

/// The releases of packages in base and in head, as closure sees them. Whatever the change does not touch is read of
/// base, and once.
final class PackageReleases {
  private let base: Lookup
  private let touched: TouchedPackages
  private let workers: Int
  private var known: [String: [ReleaseNode]?] = [:]

  init(_ base: Lookup, _ touched: TouchedPackages, workers: Int) {
    self.base = base
    self.touched = touched
    self.workers = workers
  }

  func before(_ package: String) throws -> [ReleaseNode]? {
    if let touched = touched.all[package] { return touched.before }
    try load([package])
    return known[package] ?? nil
  }

  func after(_ package: String) throws -> [ReleaseNode]? {
    if let touched = touched.all[package] { return touched.after }
    return try before(package)
  }

  /// Keeps what was read elsewhere.
  func remember(_ package: String, _ releases: [ReleaseNode]) { known[package] = releases }

  /// Reads what is not known yet of some packages in one go.
  func load(_ packages: some Sequence<String>) throws {
    let unknown = Set(packages).filter { known[$0] == nil && touched.all[$0] == nil }
    guard !unknown.isEmpty else { return }
    for package in unknown { known[package] = .some(nil) }
    let ids = unknown.compactMap { try? PackageID($0, versions: base.context.policy.versioning) }
    let scan = try VersionIndexScan(of: ids, in: base, workers: workers)
    for read in scan.collect({ ReadPackage($0, $1, by: scan) }) {
      known[read.name] = .some(read.releases)
    }
  }
}

/// A version index that a scan came by.
struct ReadPackage: Sendable {
  let name: String
  let releases: [ReleaseNode]

  /// Nil where the file is not a sound version index.
  init?(_ found: Walk.Found, _ bytes: [UInt8], by scan: VersionIndexScan) {
    guard case .versionIndex(let project, let name) = found.place,
      let index = scan.versionIndex(found, bytes)
    else { return nil }
    self.name = "\(project)/\(name)"
    releases = ReleaseNode.all(of: index)
  }
}
