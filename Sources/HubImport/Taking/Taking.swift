internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// Turns the connectors of a hub into packages and reports what is kept out on the way.
struct Taking {
  let history: HubHistory
  let versions: VersionScheme
  var findings: [Diagnostic] = []

  /// The packages, by name.
  mutating func packages(of hub: Hub) -> [PackageDraft] {
    var packages: [PackageDraft] = []
    var taken: [String: PackageID] = [:]
    for connector in hub.connectors {
      guard let id = id(of: connector) else { continue }
      if let other = taken[id.folded] {
        report(
          .importName, connector,
          "\(id) differs from \(other) only in case and separators: the connector is kept out")
        continue
      }
      taken[id.folded] = id
      packages.append(package(connector, as: id))
    }
    return packages
  }

  private mutating func id(of connector: Hub.HubConnector) -> PackageID? {
    do throws(PackageID.Problem) {
      return try PackageID("\(connector.namespace)/\(connector.name)", versions: versions)
    } catch {
      report(.importName, connector, "\(error.message): the connector is kept out")
      return nil
    }
  }

  private mutating func package(_ connector: Hub.HubConnector, as id: PackageID) -> PackageDraft {
    var releases = connector.releases.compactMap { release -> ReleaseDraft? in
      guard let file = release.file else { return nil }
      return ReleaseDraft(
        file, in: release.folder, published: history.arrival(of: release.path)?.time,
        versions: versions, reporting: &findings)
    }
    keepOutDuplicates(of: &releases)
    keepOutDisagreements(of: &releases)
    return PackageDraft(connector, as: id, releases)
  }

  /// Versions that more than one folder has.
  private mutating func keepOutDuplicates(of releases: inout [ReleaseDraft]) {
    let groups = Dictionary(grouping: releases, by: \.version.uniqueKey)
    for group in groups.values where group.count > 1 {
      for release in group {
        let others = group.filter { $0.folder != release.folder }
        findings.append(
          release.file.finding(
            .importDuplicateRelease, at: release.versionNode,
            "version \(release.version.text) is also that of the folder "
              + "\(others.map { quoted($0.folder) }.joined(separator: ", ")): "
              + "the release is kept out",
            notes: others.map { $0.file.note(at: $0.versionNode, "the other") }))
      }
    }
    releases.removeAll { groups[$0.version.uniqueKey]!.count > 1 }
  }

  /// Releases that give a URL another checksum than the first that was published with it.
  private mutating func keepOutDisagreements(of releases: inout [ReleaseDraft]) {
    let groups = Dictionary(grouping: releases, by: \.archive.url).filter { _, group in
      Set(group.map(\.archive.digest)).count > 1
    }
    var keptOut: Set<String> = []
    for group in groups.values {
      let times = group.compactMap(\.published)
      let first = times.count == group.count ? times.min() : nil
      let digests = Set(group.filter { $0.published == first }.map(\.archive.digest))
      let accepted = first != nil && digests.count == 1 ? digests.first : nil
      for release in group where release.archive.digest != accepted {
        keptOut.insert(release.folder)
        let others = group.filter { $0.archive.digest != release.archive.digest }
        findings.append(
          release.file.finding(
            .importURLDigest, at: release.archive.urlNode,
            "\(others.map(\.folder).joined(separator: ", ")) gives this URL another checksum: "
              + "the release is kept out",
            notes: others.map { $0.file.note(at: $0.archive.urlNode, "here") }))
      }
    }
    releases.removeAll { keptOut.contains($0.folder) }
  }

  private mutating func report(_ rule: Rule, _ connector: Hub.HubConnector, _ message: String) {
    let path =
      connector.metadata?.path ?? connector.releases.first?.path ?? connector.aliases.first?.path
    findings.append(Diagnostic(rule, file: path ?? connector.path, message))
  }
}
