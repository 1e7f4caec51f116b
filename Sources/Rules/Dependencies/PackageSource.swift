internal import IndexModel
internal import Registry
internal import Resolution
internal import Synchronization

/// What is known of a package that others may depend on.
enum Holding: Sendable {
  case missing
  /// Its file is there and cannot be understood, which is a finding of its own.
  case unclear
  /// Ascending.
  case releases([ReleaseNode])
}

/// Where packages are known from: a whole registry that was read, or a lookup.
protocol PackageSource: Sendable {
  /// - Parameter package: `<project>/<package>`
  func holding(_ package: String) throws(SnapshotError) -> Holding

  /// The packages of a name in some of the projects, in order.
  func namesakes(of name: String) throws(SnapshotError) -> [String]
}

/// The packages that a lookup finds, each read once.
final class LookedUpPackages: PackageSource {
  private let lookup: Lookup
  private let known = Mutex<[String: Holding]>([:])

  /// So many projects are looked into for packages of one name.
  private static let mostProjects = 300

  init(_ lookup: Lookup) { self.lookup = lookup }

  func holding(_ package: String) throws(SnapshotError) -> Holding {
    if let holding = known.withLock({ $0[package] }) { return holding }
    let holding = try read(package)
    known.withLock { $0[package] = holding }
    return holding
  }

  private func read(_ package: String) throws(SnapshotError) -> Holding {
    guard let id = try? PackageID(package, versions: lookup.context.policy.versioning),
      try lookup.hasPackage(id)
    else { return .missing }
    return try lookup.soundVersionIndex(package).map { .releases(ReleaseNode.all(of: $0)) }
      ?? .unclear
  }

  func namesakes(of name: String) throws(SnapshotError) -> [String] {
    var found: [String] = []
    let projects = try lookup.entries(of: "packages").filter { $0.kind == .folder }
    for project in projects.prefix(Self.mostProjects) {
      let text = "\(String(decoding: project.name, as: UTF8.self))/\(name)"
      guard let id = try? PackageID(text, versions: lookup.context.policy.versioning),
        try lookup.hasPackage(id)
      else { continue }
      found.append(text)
    }
    return found
  }
}

/// Every package of a registry that was read.
final class KnownPackages: PackageSource {
  private let holdings: [String: Holding]
  private let byName = Mutex<[String: [String]]?>(nil)

  init(_ holdings: [String: Holding]) { self.holdings = holdings }

  func holding(_ package: String) -> Holding { holdings[package] ?? .missing }

  func namesakes(of name: String) -> [String] {
    byName.withLock { known in
      if known == nil { known = Dictionary(grouping: all, by: Self.name) }
      return known?[name] ?? []
    }
  }

  /// By their bytes.
  var all: [String] { holdings.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  private static func name(of package: String) -> String {
    package.splitOnce(at: "/")?.1 ?? package
  }
}
