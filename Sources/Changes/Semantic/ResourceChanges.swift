internal import Diagnostics
internal import IndexModel
internal import Registry

/// Compares the files that are one resource each: everything but packages.
struct ResourceComparison {
  let base: State
  let head: State

  /// The kinds of change of one kind of resource.
  private struct Kinds {
    let added: ChangeKind
    let removed: ChangeKind
    let fields: Fields
  }

  func compare(_ pair: FilePair, into ledger: inout Ledger) throws(SnapshotError) {
    switch pair.place {
    case .registry: compareRegistry(pair, into: &ledger)
    case .codeOwners: ledger.add(.codeOwnersEdited, .path(pair.path), of: pair)
    case .waivers: ledger.add(.waiversEdited, .path(pair.path), of: pair)
    case .advisory(let id): compareAdvisory(id, pair, into: &ledger)
    case .identity(let handle):
      let kinds = Kinds(added: .identityAdded, removed: .identityRemoved, fields: .identity)
      try compare(pair, .identity(handle), kinds, into: &ledger)
    case .project(let name):
      let kinds = Kinds(added: .projectAdded, removed: .projectRemoved, fields: .project)
      try compare(pair, .project(name), kinds, into: &ledger)
    case .packageIndex(let name):
      let kinds = Kinds(
        added: .packageIndexAdded, removed: .packageIndexRemoved, fields: .packageIndex)
      try compare(pair, .packageIndex(name), kinds, into: &ledger)
    case .outside: ledger.add(.outsideEdited, .path(pair.path), of: pair)
    case .unknown: ledger.add(.strayEdited, .path(pair.path), of: pair)
    case .versionIndex, .companion: break
    }
  }

  private func compareRegistry(_ pair: FilePair, into ledger: inout Ledger) {
    switch (pair.old?.entry.kind, pair.new?.entry.kind) {
    case (.file?, .file?): ledger.add(.registryEdited, .path(pair.path), of: pair)
    case (_, .file?): ledger.add(.registryAdded, .path(pair.path), of: pair)
    case (.file?, _):
      ledger.add(.registryRemoved, .path(pair.path), of: pair)
      ledger.add(.removed("the registry's settings", at: pair))
    default: ledger.add(.strayEdited, .path(pair.path), of: pair)
    }
  }

  private func compareAdvisory(_ id: String, _ pair: FilePair, into ledger: inout Ledger) {
    let kind: ChangeKind =
      pair.old == nil ? .advisoryAdded : pair.new == nil ? .advisoryRemoved : .advisoryEdited
    ledger.add(kind, .advisory(id), of: pair)
  }

  private func compare(
    _ pair: FilePair, _ subject: Change.Subject, _ kinds: Kinds, into ledger: inout Ledger
  ) throws(SnapshotError) {
    let old = try Content(pair.old, in: base)
    let new = try Content(pair.new, in: head)
    switch (old, new) {
    case (.unit(let old), .unit(let new)):
      let differences = kinds.fields.differences(Value(old, .base), Value(new, .head))
      for (kind, value) in differences {
        ledger.add(Change(kind, subject, at: value.range, of: pair.place))
      }
      if differences.isEmpty { ledger.add(.fileFormatted, subject, of: pair) }
    case (.absent, .unit), (.odd, .unit): ledger.add(kinds.added, subject, of: pair)
    case (.unit, .absent), (.unit, .odd), (.unreadable, .absent), (.unreadable, .odd):
      ledger.add(kinds.removed, subject, of: pair)
      if kinds.removed != .packageIndexRemoved {
        ledger.add(.removed(subject.phrase, at: pair))
      }
    case (_, .unreadable), (.unreadable, _): ledger.add(.fileUnreadable, subject, of: pair)
    case (.absent, _), (.odd, _): ledger.add(.strayEdited, .path(pair.path), of: pair)
    }
  }
}
