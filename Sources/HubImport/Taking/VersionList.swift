internal import JSONText

/// The list `source_code.version` of a connector's or an alias's metadata: tags and their commits.
struct VersionList: Sendable {
  /// A tag with the commit that the hub says it is.
  struct Entry: Sendable {
    let tag: HubText
    let hash: HubText?
  }

  /// The array; nil where there is none.
  let node: JSONDocument.Node?
  let entries: [Entry]

  init(_ file: HubFile?) {
    node = file?.node("source_code", "version")
    guard let file, let node else {
      entries = []
      return
    }
    entries = file.document.elements(of: node).compactMap { element in
      guard let tag = file.document.member("tag", of: element).flatMap(file.text) else {
        return nil
      }
      return Entry(
        tag: tag, hash: file.document.member("hash", of: element).flatMap(file.text))
    }
  }

  /// The tag of a release: the entry for its folder whose commit is the release's own.
  func tag(of folder: String, at commit: String?) -> String? {
    entries.first { entry in
      guard let hash = entry.hash?.text, let commit else { return false }
      return entry.isOf(folder) && hash.isSameCommit(as: commit)
    }?.tag.text
  }
}

extension VersionList.Entry {
  /// Whether the tag is that of a release's folder: `v1.0.0`, or with a part of the repository
  /// `bigquery/v1.0.0`.
  func isOf(_ folder: String) -> Bool {
    let (tag, folder) = (tag.text.utf8, folder.utf8)
    guard tag.count > folder.count else { return tag.elementsEqual(folder) }
    return tag.suffix(folder.count).elementsEqual(folder)
      && tag.dropLast(folder.count).last == UInt8(ascii: "/")
  }
}

extension String {
  /// Whether two hashes can be the same commit's: one is the start of the other.
  func isSameCommit(as other: String) -> Bool {
    utf8.starts(with: other.utf8) || other.utf8.starts(with: utf8)
  }

  /// Whether this is a part of a commit's name: hexadecimal digits, but not all 40.
  var isShortHash: Bool {
    (1..<40).contains(utf8.count)
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "A")...UInt8(ascii: "F"):
          true
        default: false
        }
      }
  }

  /// A version as a registry spells it: without the leading `v` of its tag.
  var withoutLeadingV: String {
    utf8.first == UInt8(ascii: "v") ? String(decoding: utf8.dropFirst(), as: UTF8.self) : self
  }
}
