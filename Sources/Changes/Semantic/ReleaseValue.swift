internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// A release as it stands in a file, whether or not it is sound.
struct ReleaseValue {
  let value: Value
  /// As written; empty where there is none.
  let version: String
  /// Nil where the file does not say one.
  let stage: Stage?
  let key: Key

  /// What a release is found again by: what its version is unique by, and which of several it is.
  struct Key: Hashable {
    let version: [UInt8]
    let occurrence: Int
  }

  /// Whether nothing of the release may change: anything but a candidate counts.
  var isPublished: Bool { stage != .candidate }

  /// The place that speaks of the release as a whole: its version.
  var head: Value { value["version"] ?? value }

  var votes: [Value] { value["votes"]?.elements ?? [] }

  /// The paths of the files that the registry carries for it.
  var carriedPaths: [RepositoryPath] {
    let folder = value.unit.path.bytes.dropLast(".json".utf8.count)
    return (value["files"]?.elements ?? []).compactMap { file in
      file["path"]?.string.map { RepositoryPath(bytes: Array(folder)).appending($0) }
    }
  }

  /// The releases of a version index, in the order of the file.
  static func all(of root: Value) -> [ReleaseValue] {
    var seen: [[UInt8]: Int] = [:]
    return (root["spec"]?["releases"]?.elements ?? []).map { value in
      let version = value["version"]?.string ?? ""
      let bytes = version.utf8.prefix { $0 != UInt8(ascii: "+") }.map(\.lowered)
      let occurrence = seen[bytes, default: 0]
      seen[bytes] = occurrence + 1
      return ReleaseValue(
        value: value, version: version,
        stage: value["stage"]?.string.flatMap { Stage(rawValue: $0) },
        key: Key(version: bytes, occurrence: occurrence))
    }
  }
}

extension ReleaseValue {
  /// What the reader made of the release; nil where too little of it is sound.
  var release: Release? {
    guard case .versionIndex(let index)? = value.unit.resource else { return nil }
    return index.releases.first { $0.node == value.node }
  }

  /// What does not make a candidate another one.
  private static let besideContent: Set = [
    "stage", "votes", "notes", "deprecated", "revocation", "promotion",
  ]

  /// Whether a candidate says the same of what people vote on.
  func hasContent(of other: ReleaseValue) -> Bool {
    let (mine, theirs) = (value.members, other.value.members)
    return Set(mine.keys).union(theirs.keys).subtracting(Self.besideContent).allSatisfy {
      mine[$0].says(theSameAs: theirs[$0])
    }
  }
}
