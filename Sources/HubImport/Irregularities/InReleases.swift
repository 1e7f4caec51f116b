internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// What is odd about the releases of a package, alone and beside each other.
extension Irregularities {
  mutating func findInReleases(of package: PackageDraft) {
    for release in package.releases {
      findShortHash(release.hash, in: release.file)
      if release.hash == nil {
        findings.append(
          release.file.finding(
            .importMissing, .note, at: release.file.nearest(["source", "hash"]),
            "`source.hash` is missing: the release has no commit"))
      }
      if package.isElsewhere(release), let repository = package.repository {
        findings.append(
          release.file.finding(
            .importOtherRepository, .note, at: release.archive.urlNode,
            "the archive does not stand in \(repository.text), the connector's repository: "
              + "the release keeps the repository of its archive"))
      }
    }
    findAbsentTests(of: package)
  }

  /// Test configurations that are not there: one finding for those who name the same.
  private mutating func findAbsentTests(of package: PackageDraft) {
    var absent: [RepositoryPath: [(release: ReleaseDraft, node: JSONDocument.Node)]] = [:]
    for release in package.releases {
      guard let named = release.file.text("test", "test_config_path"),
        let path = release.file.path.parent.resolving(named.text), !hub.paths.contains(path)
      else { continue }
      absent[path, default: []].append((release, named.node))
    }
    for (path, users) in absent {
      let folders = users.map(\.release.folder)
      findings.append(
        users[0].release.file.finding(
          .importAbsentFile, .note, at: users[0].node,
          "the hub has no file \(path), which \(folders.count) "
            + "\(folders.count == 1 ? "release names" : "releases name"): "
            + "\(folders.joined(separator: ", ")); the path is kept in an annotation"))
    }
  }

  mutating func findSharedArtifacts(in package: PackageDraft) {
    for (at, release) in package.releases.enumerated() {
      for earlier in package.releases[..<at] {
        let (archive, other) = (release.archive, earlier.archive)
        let isSameURL = archive.url == other.url
        guard isSameURL || archive.digest == other.digest else { continue }
        let words =
          isSameURL
          ? "the URI and the checksum are those of \(earlier.folder)"
          : "the checksum is that of \(earlier.folder)"
        findings.append(
          release.file.finding(
            .importSharedArtifact, at: isSameURL ? archive.urlNode : archive.digestNode,
            "\(words): both releases are kept as they are",
            help: "should one of them be broken, set its \"stage\" to \"revoked\" and add "
              + "\"revocation\" with a \"reason\" and a \"message\"",
            notes: [earlier.file.note(at: other.urlNode, "the other release")]))
        break
      }
    }
  }

  mutating func findSharedCommits(in package: PackageDraft) {
    var first: [String: ReleaseDraft] = [:]
    for release in package.releases {
      guard let hash = release.hash else { continue }
      guard let earlier = first[hash.text], let other = earlier.hash else {
        first[hash.text] = release
        continue
      }
      findings.append(
        release.file.finding(
          .importSharedCommit, .note, at: hash.node,
          "the commit is also that of \(earlier.folder): both are kept as they are",
          notes: [earlier.file.note(at: other.node, "the other release")]))
    }
  }
}
