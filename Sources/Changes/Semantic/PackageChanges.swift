internal import Diagnostics
internal import IndexModel
internal import Registry

/// Compares one package: its version index, and the files that its releases carry.
struct PackageComparison {
  let base: State
  let head: State
  let project: String
  let name: String
  /// The version index, whether it differs or not; nil where neither side has one.
  let index: FilePair?
  /// Whether the version index differs.
  let isIndexTouched: Bool
  /// The carried files that differ.
  let companions: [FilePair]

  var subject: Change.Subject { .package(project: project, name: name) }

  func compare(into ledger: inout Ledger) throws(SnapshotError) {
    let old = try Content(index?.old, in: base)
    let new = try Content(index?.new, in: head)
    if isIndexTouched, let index { try compare(old, new, index, into: &ledger) }
    let before = old.unit.map { ReleaseValue.all(of: Value($0, .base)) } ?? []
    let after = new.unit.map { ReleaseValue.all(of: Value($0, .head)) } ?? []
    if !isIndexTouched { compareCarried(before, after, into: &ledger) }
    for companion in companions { compare(companion, before, after, into: &ledger) }
  }

  private func compare(
    _ old: Content, _ new: Content, _ pair: FilePair, into ledger: inout Ledger
  ) throws(SnapshotError) {
    switch (old, new) {
    case (.unit(let old), .unit(let new)):
      compare(Value(old, .base), Value(new, .head), pair, into: &ledger)
    case (.absent, .unit(let new)), (.odd, .unit(let new)):
      let root = Value(new, .head)
      ledger.add(
        .packageAdded, subject, of: pair, people: root["spec"]?["roles"]?.strings("owner") ?? [])
      for release in ReleaseValue.all(of: root) {
        comparison(nil, release, pair.place, isReplaced: false).added(release, into: &ledger)
      }
    case (.unit, .absent), (.unit, .odd), (.unreadable, .absent), (.unreadable, .odd):
      ledger.add(.packageRemoved, subject, of: pair)
      ledger.add(.removed(subject.phrase, at: pair))
    case (_, .unreadable), (.unreadable, _): ledger.add(.fileUnreadable, subject, of: pair)
    case (.absent, _), (.odd, _): ledger.add(.strayEdited, .path(pair.path), of: pair)
    }
  }

  private func compare(_ old: Value, _ new: Value, _ pair: FilePair, into ledger: inout Ledger) {
    let count = ledger.changes.count
    for (kind, value) in Fields.versionIndex.differences(old, new) {
      let added = kind == .packageOwners ? Self.addedOwners(old, new) : []
      ledger.add(Change(kind, subject, at: value.range, of: pair.place, people: added))
    }
    var after = Dictionary(
      uniqueKeysWithValues: ReleaseValue.all(of: new).map { ($0.key, $0) })
    for release in ReleaseValue.all(of: old) {
      let next = after.removeValue(forKey: release.key)
      comparison(release, next, pair.place, isReplaced: hasOtherBytes(release))
        .compare(into: &ledger)
    }
    for release in ReleaseValue.all(of: new) where after[release.key] != nil {
      comparison(nil, release, pair.place, isReplaced: false).added(release, into: &ledger)
    }
    if ledger.changes.count == count { ledger.add(.fileFormatted, subject, of: pair) }
  }

  private func comparison(
    _ old: ReleaseValue?, _ new: ReleaseValue?, _ place: SourcePlace, isReplaced: Bool
  ) -> ReleaseComparison {
    ReleaseComparison(
      project: project, package: name, place: place, old: old, new: new, hasOtherBytes: isReplaced)
  }

  private static func addedOwners(_ old: Value, _ new: Value) -> [String] {
    let before = Set((old["spec"]?["roles"]?.strings("owner") ?? []).map { Array($0.utf8) })
    let after = new["spec"]?["roles"]?.strings("owner") ?? []
    return after.filter { !before.contains(Array($0.utf8)) }
  }
}

// MARK: - Carried files

extension PackageComparison {
  /// Whether the bytes of a file that the release carries differ.
  private func hasOtherBytes(_ release: ReleaseValue) -> Bool {
    guard !companions.isEmpty else { return false }
    let touched = Set(companions.filter { !$0.isMove }.compactMap { $0.old?.path })
    return release.carriedPaths.contains(where: touched.contains)
  }

  /// Looks at candidates whose bytes change although their version index says the same.
  private func compareCarried(
    _ before: [ReleaseValue], _ after: [ReleaseValue], into ledger: inout Ledger
  ) {
    guard let place = index?.place else { return }
    let next = Dictionary(uniqueKeysWithValues: after.map { ($0.key, $0) })
    for release in before where !release.isPublished && hasOtherBytes(release) {
      comparison(release, next[release.key], place, isReplaced: true).compare(into: &ledger)
    }
  }

  private func compare(
    _ pair: FilePair, _ before: [ReleaseValue], _ after: [ReleaseValue], into ledger: inout Ledger
  ) {
    guard !pair.isMove else {
      ledger.add(.fileFormatted, subject, of: pair)
      return
    }
    let holders = before.filter { release in
      pair.old.map { release.carriedPaths.contains($0.path) } ?? false
    }
    if let published = holders.first(where: \.isPublished) {
      ledger.add(.releaseAltered, subject(of: published), of: pair)
      ledger.add(.carriedAltered(pair, by: published))
      return
    }
    let namers =
      holders
      + after.filter { release in pair.new.map { release.carriedPaths.contains($0.path) } ?? false }
    let kind: ChangeKind =
      pair.old == nil ? .companionAdded : pair.new == nil ? .companionRemoved : .companionEdited
    ledger.add(kind, namers.first.map(subject) ?? subject, of: pair)
  }

  private func subject(of release: ReleaseValue) -> Change.Subject {
    .release(project: project, name: name, version: release.version)
  }
}

extension Content {
  fileprivate var unit: Unit? {
    if case .unit(let unit) = self { unit } else { nil }
  }
}
