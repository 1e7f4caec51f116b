internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// What a published release says before and after, and what of it must not differ.
///
/// All but the stage, which goes forward with its revocation, `deprecated`, `notes`, and companion
/// files that come to it.
struct Immutability {
  let old: ReleaseValue
  let new: ReleaseValue
  /// `acme/libfoo@1.0.2`.
  let subject: String

  private static let mutable: Set = ["stage", "revocation", "deprecated", "notes", "files"]

  /// Every difference that is refused, in the order of the files.
  var violations: [Diagnostic] {
    (fieldViolations + fileViolations + stageViolations).sorted()
  }

  private var fieldViolations: [Diagnostic] {
    let (before, after) = (old.value.members, new.value.members)
    return Set(before.keys).union(after.keys).subtracting(Self.mutable).sorted().compactMap { key in
      guard !before[key].says(theSameAs: after[key]) else { return nil }
      return difference("\"\(key)\"", before[key], after[key])
    }
  }

  private var stageViolations: [Diagnostic] {
    let isMove = old.stage.flatMap { old in new.stage.map { old.canMove(to: $0) } } ?? false
    if !isMove, !old.value["stage"].says(theSameAs: new.value["stage"]) {
      return [
        .immutable(
          "the stage of \(subject) is \(spelled(new.value["stage"])), "
            + "and was \(spelled(old.value["stage"])): it only goes forward",
          at: new.value["stage"] ?? new.head, was: old.value["stage"], of: old.head)
      ]
    }
    guard !isMove, !old.value["revocation"].says(theSameAs: new.value["revocation"]) else {
      return []
    }
    return [difference("\"revocation\"", old.value["revocation"], new.value["revocation"])]
  }

  private func difference(_ what: String, _ before: Value?, _ after: Value?) -> Diagnostic {
    let verb = before == nil ? "is new" : after == nil ? "is gone" : "differs"
    return .immutable(
      "\(what) of the published release \(subject) \(verb)", at: after ?? new.head,
      was: before, of: old.head)
  }

  private func spelled(_ value: Value?) -> String { value.map { quoted($0.text) } ?? "missing" }
}

// MARK: - Files

extension Immutability {
  /// The companion files that come to the release.
  var addedCompanions: [Value] { matches.added.filter { !$0.isArchive } }

  /// Which file of before is which of after, by name, and what is new.
  private var matches: (files: [Match], added: [Value]) {
    let after = new.value["files"]?.elements ?? []
    var places: [[UInt8]: [Int]] = [:]
    for (at, file) in after.enumerated().reversed() {
      places[file.fileName, default: []].append(at)
    }
    var last = -1
    let files = (old.value["files"]?.elements ?? []).map { file in
      guard let at = places[file.fileName]?.popLast() else {
        return Match(old: file, new: nil, isInOrder: true)
      }
      defer { last = max(last, at) }
      return Match(old: file, new: after[at], isInOrder: at > last)
    }
    return (files, places.values.flatMap(\.self).sorted().map { after[$0] })
  }

  /// A file of before, with what there is of its name.
  private struct Match {
    let old: Value
    let new: Value?
    /// Whether it stands behind those that it stood behind before.
    let isInOrder: Bool
  }

  private var fileViolations: [Diagnostic] {
    if let files = new.value["files"], files.unit.document.kind(of: files.node) != .array {
      return [difference("\"files\"", old.value["files"], files)]
    }
    let (files, added) = matches
    let gone = old.value["files"]
    return files.flatMap(violations)
      + added.filter(\.isArchive).map { file in
        .immutable(
          "the archive \(quoted(file["name"]?.string ?? "")) comes to the published release "
            + "\(subject), expected companion files only", at: file, was: gone, of: old.head)
      }
  }

  private func violations(of match: Match) -> [Diagnostic] {
    let name = match.old["name"]?.string ?? ""
    guard let next = match.new else {
      return [difference("the file \(quoted(name))", match.old, nil)]
    }
    guard match.old.says(theSameAs: next) else { return differences(of: match.old, next, name) }
    return match.isInOrder
      ? [] : [difference("the place of the file \(quoted(name))", match.old, next)]
  }

  private func differences(of file: Value, _ next: Value, _ name: String) -> [Diagnostic] {
    let (before, after) = (file.members, next.members)
    return Set(before.keys).union(after.keys).sorted().compactMap { key -> Diagnostic? in
      guard !before[key].says(theSameAs: after[key]) else { return nil }
      let verb = before[key] == nil ? "is new" : after[key] == nil ? "is gone" : "differs"
      return .immutable(
        "\(quoted(key)) of the file \(quoted(name)) of the published release \(subject) \(verb)",
        at: after[key] ?? next, was: before[key], of: file)
    }
  }
}

extension Value {
  fileprivate var fileName: [UInt8] { Array((self["name"]?.string ?? "").utf8) }

  /// Whether a file is what is released: its companions are about it. What says no role is taken
  /// for an archive.
  fileprivate var isArchive: Bool {
    guard let role = self["role"]?.string else { return true }
    return Release.File.Role(rawValue: role).map { $0 == .archive } ?? true
  }
}
