internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// What is odd in a list `source_code.version`.
extension Irregularities {
  mutating func findInList(_ file: HubFile, of package: PackageDraft) {
    let list = VersionList(file)
    guard let node = list.node, file.document.kind(of: node) == .array else { return }
    findOddEntries(in: file, node, list)
    for entry in list.entries { findShortHash(entry.hash, in: file) }
    findRepeated(in: list, of: file)
    findUnmatched(list, of: file, package)
    findUnlisted(list, of: file, at: node, package)
    findOtherCommits(list, of: file, package)
  }

  mutating func findShortHash(_ hash: HubText?, in file: HubFile) {
    guard let hash, ObjectID(hex: hash.text) == nil else { return }
    let problem =
      hash.text.isShortHash
      ? "\(quoted(hash.text)) is only the start of a commit's name"
      : "\(quoted(hash.text)) is no commit's name"
    findings.append(
      file.finding(
        .importShortHash, .note, at: hash.node, "\(problem): it is kept in an annotation"))
  }

  private mutating func findOddEntries(
    in file: HubFile, _ node: JSONDocument.Node, _ list: VersionList
  ) {
    for element in file.document.elements(of: node) {
      let isWhole = ["tag", "hash"].allSatisfy { key in
        file.document.member(key, of: element).map { file.document.kind(of: $0) } == .string
      }
      guard !isWhole else { continue }
      findings.append(
        file.finding(
          .importShape, at: element,
          "an entry without a tag and a hash: it is kept in an annotation"))
    }
  }

  private mutating func findRepeated(in list: VersionList, of file: HubFile) {
    var first: [String: VersionList.Entry] = [:]
    for entry in list.entries {
      guard let earlier = first[entry.tag.text] else {
        first[entry.tag.text] = entry
        continue
      }
      let isSame = earlier.hash?.text == entry.hash?.text
      findings.append(
        file.finding(
          .importVersionList, isSame ? .note : .warning, at: entry.tag.node,
          "\(entry.tag.text) is listed twice, with \(isSame ? "the same commit" : "two commits"): "
            + "the list is kept in an annotation",
          notes: [file.note(at: earlier.tag.node, "first here")]))
    }
  }

  private mutating func findUnmatched(
    _ list: VersionList, of file: HubFile, _ package: PackageDraft
  ) {
    for entry in list.entries
    where !package.connector.releases.contains(where: { entry.isOf($0.folder) }) {
      findings.append(
        file.finding(
          .importVersionList, .note, at: entry.tag.node,
          "\(entry.tag.text) has no release: the list is kept in an annotation"))
    }
  }

  private mutating func findUnlisted(
    _ list: VersionList, of file: HubFile, at node: JSONDocument.Node, _ package: PackageDraft
  ) {
    let missing = package.connector.releases.map(\.folder).filter { folder in
      !list.entries.contains { $0.isOf(folder) }
    }
    // Of an empty list it was said already that it is empty.
    guard !missing.isEmpty, file.document.count(of: node) > 0 else { return }
    findings.append(
      file.finding(
        .importVersionList, .note, at: node,
        "\(missing.count) of \(package.connector.releases.count) releases "
          + "\(missing.count == 1 ? "is" : "are") not listed: "
          + "\(missing.joined(separator: ", "))"))
  }

  private mutating func findOtherCommits(
    _ list: VersionList, of file: HubFile, _ package: PackageDraft
  ) {
    for release in package.releases {
      guard let commit = release.hash else { continue }
      for entry in list.entries where entry.isOf(release.folder) {
        guard let hash = entry.hash, !hash.text.isSameCommit(as: commit.text) else { continue }
        findings.append(
          file.finding(
            .importCommitDiffers, at: hash.node,
            "\(release.folder) is listed at commit \(hash.text), its own file says "
              + "\(commit.text): the release takes the latter",
            notes: [release.file.note(at: commit.node, "the release's own file")]))
      }
    }
  }
}
