internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// A release of the hub on its way into a version index.
struct ReleaseDraft: Sendable {
  let file: HubFile
  /// The folder below `releases`, which is also the version as the hub spells it.
  let folder: String
  let version: Version
  let published: Timestamp?
  let archive: Archive
  /// Nil where the hub does not give it in full.
  let commit: ObjectID?

  /// The one file of a release.
  struct Archive: Sendable {
    let name: FileName
    let url: WebAddress
    let digest: SHA256Digest
    let urlNode: JSONDocument.Node
    let digestNode: JSONDocument.Node
  }

  var versionNode: JSONDocument.Node { file.nearest(["version"]) }
  var hash: HubText? { file.text("source", "hash") }

  /// The release as it stands in a version index.
  ///
  /// Its repository is that of its own archive: what the connector's metadata says may change, and
  /// a published release may not change with it.
  ///
  /// - Parameter tag: How the source's repository calls the version, where it is known to call it
  ///   otherwise than the folder.
  func value(tag: String?) -> JSONValue {
    var rest = Leftovers(file)
    for keys in [["uri"], ["checksum", "type"], ["checksum", "value"]] {
      file.node(keys).map { rest.take($0) }
    }
    var source: [JSONValue.Member] = []
    if let repository = archive.repository {
      source.append(.init("repository", .string(repository)))
    }
    source.append(.init("tag", .string(tag ?? folder)))
    // The version is the tag without its `v`: where the tag is spelled so, nothing of it is lost.
    if file.text("version")?.text == tag ?? folder { rest.take(versionNode) }
    if let commit, let hash {
      source.append(.init("commit", .string(commit.hex)))
      rest.take(hash.node)
    }
    var members: [JSONValue.Member] = [
      .init("version", .string(version.text)), .init("stage", .string(Stage.current.rawValue)),
    ]
    if let published { members.append(.init("published", .string(published.text))) }
    members.append(.init("files", .array([archive.value])))
    members.append(.init("source", .object(source)))
    let annotations = rest.annotations()
    if !annotations.isEmpty { members.append(.init("annotations", .object(annotations))) }
    return .object(members)
  }
}

extension ReleaseDraft.Archive {
  /// The repository among whose releases it stands, as GitHub and Gitea serve them:
  /// `<forge>/<owner>/<repository>/releases/download/<tag>/<file>`.
  fileprivate var repository: String? {
    let parts = url.path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 7, parts[3] == "releases", parts[4] == "download" else { return nil }
    return "\(url.origin)/\(parts[1])/\(parts[2])"
  }

  fileprivate var value: JSONValue {
    [
      "name": .string(name.text), "role": .string(Release.File.Role.archive.rawValue),
      "url": .string(url.text), "sha256": .string(digest.hex),
    ]
  }
}

// MARK: - Taking over

extension ReleaseDraft {
  /// Takes a release's file over, or reports everything for which it is kept out.
  init?(
    _ file: HubFile, in folder: String, published: Timestamp?, versions: VersionScheme,
    reporting findings: inout [Diagnostic]
  ) {
    let before = findings.count
    let version = Self.version(of: file, in: folder, versions, &findings)
    let archive = Archive(file, reporting: &findings)
    guard findings.count == before, let version, let archive else { return nil }
    self.init(
      file: file, folder: folder, version: version, published: published, archive: archive,
      commit: file.text("source", "hash").flatMap { ObjectID(hex: $0.text) })
  }

  private static func version(
    of file: HubFile, in folder: String, _ versions: VersionScheme,
    _ findings: inout [Diagnostic]
  ) -> Version? {
    guard let stated = file.required("version", reporting: &findings) else { return nil }
    guard stated.text.withoutLeadingV.utf8.elementsEqual(folder.withoutLeadingV.utf8) else {
      findings.append(
        file.finding(
          .importFolderVersion, at: stated.node,
          "the file says version \(quoted(stated.text)), its folder \(quoted(folder)): "
            + "the release is kept out",
          help: "correct one of the two in the hub and import again"))
      return nil
    }
    do throws(Version.Problem) {
      return try Version(stated.text.withoutLeadingV, scheme: versions)
    } catch {
      findings.append(
        file.finding(
          .importVersion, at: stated.node,
          "\(quoted(stated.text)) is no version: \(error.message): the release is kept out"))
      return nil
    }
  }
}

extension ReleaseDraft.Archive {
  fileprivate init?(_ file: HubFile, reporting findings: inout [Diagnostic]) {
    let uri = file.required("uri", reporting: &findings)
    let type = file.required("checksum", "type", reporting: &findings)
    let checksum = file.required("checksum", "value", reporting: &findings)
    let url = uri.flatMap { file.address($0, reporting: &findings) }
    let name = url.flatMap { file.fileName(of: $0, at: uri!.node, reporting: &findings) }
    if let type, type.text != "sha256" {
      findings.append(
        file.finding(
          .importDigest, at: type.node,
          "the checksum is of type \(quoted(type.text)), expected \"sha256\": "
            + "the release is kept out"))
      return nil
    }
    let digest = checksum.flatMap { file.digest($0, reporting: &findings) }
    guard let uri, let url, let name, let checksum, let digest else { return nil }
    self.init(
      name: name, url: url, digest: digest, urlNode: uri.node, digestNode: checksum.node)
  }
}

extension HubFile {
  /// A text without which there is no release.
  fileprivate func required(_ keys: String..., reporting findings: inout [Diagnostic]) -> HubText? {
    if let text = node(keys).flatMap(text) { return text }
    let isThere = node(keys) != nil
    findings.append(
      finding(
        .importShape, at: nearest(keys),
        "`\(keys.joined(separator: "."))` is \(isThere ? "no string" : "missing"): "
          + "the release is kept out"))
    return nil
  }

  fileprivate func address(_ uri: HubText, reporting findings: inout [Diagnostic]) -> WebAddress? {
    do throws(WebAddress.Problem) {
      return try WebAddress(uri.text)
    } catch {
      findings.append(
        finding(.importURL, at: uri.node, "\(error.message): the release is kept out"))
      return nil
    }
  }

  fileprivate func fileName(
    of url: WebAddress, at node: Node, reporting findings: inout [Diagnostic]
  ) -> FileName? {
    let path = url.path.utf8
    let last = path[
      (path.lastIndex(of: UInt8(ascii: "/")).map(path.index(after:)) ?? path.startIndex)...]
    do throws(FileName.Problem) {
      return try FileName(String(Substring(last)))
    } catch {
      findings.append(
        finding(.importFileName, at: node, "\(error.message): the release is kept out"))
      return nil
    }
  }

  fileprivate func digest(
    _ checksum: HubText, reporting findings: inout [Diagnostic]
  ) -> SHA256Digest? {
    do throws(SHA256Digest.Problem) {
      return try SHA256Digest(hex: checksum.text)
    } catch {
      findings.append(
        finding(.importDigest, at: checksum.node, "\(error.message): the release is kept out"))
      return nil
    }
  }
}
