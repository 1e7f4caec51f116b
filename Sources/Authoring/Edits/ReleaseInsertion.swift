public import IndexModel
public import JSONText

/// The text of a version index with one release more, at its place in ascending order.
///
/// All other bytes stay: a file in canonical form stays so, and in one laid out by hand only the
/// lines change that the new release needs.
public struct ReleaseInsertion: Sendable {
  /// The bytes of the whole file.
  public let bytes: [UInt8]
  /// The version that the release comes after; nil if it is the lowest.
  public let predecessor: String?
  /// The version that the release comes before; nil if it is the highest.
  public let successor: String?

  /// Why a release cannot be inserted.
  public enum Refusal: Error, Hashable, Sendable {
    /// The package has the version, or one that differs in build metadata or case alone: as it is
    /// written there, with its stage.
    case versionExists(String, stage: String?)
    /// The file has no object `spec`, or its `releases` are no array.
    case noPlace
  }

  /// Inserts a release.
  public init(
    _ release: NewRelease, into document: JSONDocument, versions: VersionScheme
  ) throws(Refusal) {
    guard let spec = document.node(at: ["spec"]), document.kind(of: spec) == .object else {
      throw .noPlace
    }
    let editor = JSONEditor(document)
    let value = release.value(versions: versions)
    guard let releases = document.member("releases", of: spec) else {
      guard let edit = editor.insert("releases", .array([value]), into: spec) else {
        throw .noPlace
      }
      (bytes, predecessor, successor) = (document.applying(edit), nil, nil)
      return
    }
    let present = document.elements(of: releases).map { Present($0, document, versions) }
    for other in present where other.version?.uniqueKey == release.version.uniqueKey {
      throw .versionExists(other.version?.text ?? "", stage: other.stage)
    }
    let index = present.firstIndex { $0.version.map { release.version < $0 } ?? false }
    guard let edit = editor.insert(value, into: releases, at: index ?? present.count) else {
      throw .noPlace
    }
    bytes = document.applying(edit)
    predecessor = present[..<(index ?? present.count)].last?.version?.text
    successor = index.flatMap { present[$0].version?.text }
  }

  /// The text with several releases more, none of which the file has, however many they are.
  public static func text(
    inserting releases: [NewRelease], into document: JSONDocument, versions: VersionScheme
  ) throws(Refusal) -> [UInt8] {
    guard let spec = document.node(at: ["spec"]), document.kind(of: spec) == .object,
      let array = document.member("releases", of: spec), document.kind(of: array) == .array
    else { throw .noPlace }
    let editor = JSONEditor(document)
    let releases = releases.sorted { $0.version < $1.version }
    let present = document.elements(of: array).map { Present($0, document, versions).version }
    guard !present.isEmpty else {
      let values = releases.map { $0.value(versions: versions) }
      return document.applying(editor.replace(array, with: .array(values)))
    }
    var edits: [JSONEdit] = []
    var index = 0
    for release in releases {
      while index < present.count, present[index].map({ $0 < release.version }) ?? true {
        index += 1
      }
      let value = release.value(versions: versions)
      guard let edit = editor.insert(value, into: array, at: index) else { throw .noPlace }
      edits.append(edit)
    }
    guard let bytes = document.applying(edits) else { throw .noPlace }
    return bytes
  }

  /// A release that is in the file.
  private struct Present {
    /// Nil where it has none that can be read.
    let version: Version?
    let stage: String?

    init(_ node: JSONDocument.Node, _ document: JSONDocument, _ versions: VersionScheme) {
      func text(_ key: String) -> String? {
        document.member(key, of: node).flatMap { document.string($0) }
      }
      version = text("version").flatMap { try? Version($0, scheme: versions) }
      stage = text("stage")
    }
  }
}
