internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Taking {
  /// Takes a version index over; does nothing with a package index.
  mutating func takeVersionIndex(_ form: SmallForm) throws(AuthoringError) {
    guard case .versionIndex(let name, let releases) = form.content,
      try claimOwner(of: form)
    else { return }
    let handle = form.owner.value.handle
    let id = PackageID(project: handle, name: name.value)
    let package = NewResource.package(id, layout: context.layout, owner: handle)
    origins.add(package.path, of: form, at: name.node)
    if case .nothing = try files.standing(at: package.path) {
      guard try ownsProject(form) else { return }
      try files.add(package.draft(context))
    }
    guard case .sound(let unit) = try files.standing(at: package.path),
      case .versionIndex(let index)? = unit.resource
    else { return reportUnsound(package.path, in: form, at: name.node) }
    guard handle.isFirst(of: index.owners) else {
      return reportOwner(package.path, index.owners, in: form, at: name.node)
    }
    packages.insert(package.path)
    let new = newReleases(releases, of: form, beside: index)
    guard !new.isEmpty else { return }
    let bytes: [UInt8]
    do throws(ReleaseInsertion.Refusal) {
      bytes = try ReleaseInsertion.text(
        inserting: new, into: unit.document, versions: context.policy.versioning)
    } catch {
      return reportUnsound(package.path, in: form, at: name.node)
    }
    try files.write(bytes, to: package.path)
  }

  /// Whether an owner may have new packages in the project of that name, which is made if it is
  /// missing: of another's project the handle is a namesake.
  private mutating func ownsProject(_ form: SmallForm) throws(AuthoringError) -> Bool {
    let handle = form.owner.value.handle
    let project = NewResource.project(handle, admins: [handle])
    origins.add(project.path, of: form, at: form.owner.node)
    try files.add(project.draft(context))
    guard case .sound(let unit) = try files.standing(at: project.path),
      case .project(let present)? = unit.resource
    else {
      reportUnsound(project.path, in: form, at: form.owner.node)
      return false
    }
    if present.admins.contains(where: { $0.text.utf8.elementsEqual(handle.text.utf8) }) {
      return true
    }
    report(
      .smallFormTaken, in: form, at: form.owner.node,
      "the project \(handle) of the registry is not run by the identity \(handle)",
      help: "let an admin of it make the package, owned by \(handle), then import again")
    return false
  }

  /// The releases that the registry does not have.
  private mutating func newReleases(
    _ releases: [SmallForm.Release], of form: SmallForm, beside index: VersionIndex
  ) -> [NewRelease] {
    let present = Dictionary(
      index.releases.map { ($0.version.uniqueKey, $0) }, uniquingKeysWith: { first, _ in first })
    var first: [String: SmallForm.Release] = [:]
    var new: [NewRelease] = []
    for release in releases {
      guard let number = release.number else { continue }
      if let earlier = first[number.uniqueKey] {
        reportRepeated(release, after: earlier, number, in: form)
        continue
      }
      first[number.uniqueKey] = release
      self.releases += 1
      if let known = present[number.uniqueKey] {
        compare(release, number, with: known, in: form)
      } else {
        var draft = NewRelease(number, stage: .current, files: [])
        draft.cid = release.cid.text
        new.append(draft)
      }
    }
    reportUnnumbered(
      releases, in: form, known: first.values.map(\.cid) + index.releases.compactMap(\.contentID))
    return new
  }

  private mutating func reportRepeated(
    _ release: SmallForm.Release, after earlier: SmallForm.Release, _ number: Version,
    in form: SmallForm
  ) {
    let isSame = release.cid.hasSameContent(as: earlier.cid)
    report(
      .smallFormNumber, isSame ? .warning : .error, in: form, at: release.node,
      "the number \(number.text) is given twice, with "
        + (isSame ? "the same content identifier" : "two content identifiers"),
      help: isSame ? "remove one of the two" : "give one of the two another number",
      notes: [form.note(at: earlier.node, "first here")])
  }

  /// A published release never changes.
  private mutating func compare(
    _ release: SmallForm.Release, _ number: Version, with known: Release, in form: SmallForm
  ) {
    if let cid = known.contentID, cid.hasSameContent(as: release.cid) { return }
    if known.cid == nil, known.isArchive(release.cid) { return }
    let other = known.cid.map { "with the content identifier \(quoted($0.text))" }
    report(
      .smallFormNumber, in: form, at: release.node,
      "the registry has \(number.text) \(other ?? "without a content identifier"), "
        + "found \(quoted(release.cid.text))",
      help: "a version that was used once is never free again: release this under another number")
  }

  private mutating func reportUnnumbered(
    _ releases: [SmallForm.Release], in form: SmallForm, known: [ContentID]
  ) {
    let known = Set(known.map(Content.init))
    for release in releases
    where release.number == nil && !known.contains(Content(release.cid)) {
      report(
        .smallFormUnnumbered, in: form, at: release.node,
        "the release is a content identifier alone, without a number: it is left out",
        help: "write {\"number\": …, \"cid\": …} and import again")
    }
  }
}

/// What a content identifier means, in whatever base it is written.
private struct Content: Hashable {
  let codec: UInt64
  let hashCode: UInt64
  let digest: [UInt8]

  init(_ id: ContentID) { (codec, hashCode, digest) = (id.codec, id.hashCode, id.digest) }
}

extension Release {
  fileprivate var contentID: ContentID? { cid.flatMap { try? ContentID($0.text) } }

  /// Whether a content identifier is that of the only archive.
  fileprivate func isArchive(_ id: ContentID) -> Bool {
    let archives = files.filter { $0.role == .archive }
    guard archives.count == 1, case .url(_, let digest) = archives[0].location else { return false }
    return id.isRawSHA256 && id.sha256 == digest
  }
}
