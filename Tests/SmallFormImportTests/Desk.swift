import Authoring
import Diagnostics
import Foundation
import IndexModel
import JSONText
import Registry
import TestSupport
import Testing

@testable import SmallFormImport

/// A folder that files of the small form are imported into.
struct Desk {
  let folder: TemporaryFolder
  let checkout: Checkout

  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder("small-form")
    for (path, text) in files { try folder.write(text, to: path) }
    checkout = try Checkout(at: folder.path)
  }

  /// What became of an import.
  struct Outcome {
    let drafts: [Draft]
    let releases: Int
    let findings: [Diagnostic]

    var rules: [String] { findings.map(\.rule) }
    var paths: [String] { drafts.map { "\($0.path)" } }
  }

  /// Imports files, called `1`, `2` and so on, and writes what comes of them.
  @discardableResult
  func take(_ texts: String...) throws -> Outcome {
    var context = Context()
    var isNew = true
    if let present = try? Review.context(of: checkout) { (context, isNew) = (present, false) }
    var findings: [Diagnostic] = []
    let forms = texts.enumerated().compactMap { at, text in
      SmallForm.read(
        Array(text.utf8), at: RepositoryPath("\(at + 1)"), context: context, reporting: &findings)
    }
    guard forms.count == texts.count else {
      return Outcome(drafts: [], releases: 0, findings: findings.sorted())
    }
    let registry = SmallFormImport.NewRegistry(
      name: try Name("example"), operations: try Name("ops"))
    let result = try SmallFormImport(
      forms, into: checkout, context, making: isNew ? registry : nil,
      now: try Timestamp("2026-06-01T00:00:00Z"))
    try checkout.write(result.drafts)
    return Outcome(
      drafts: result.drafts, releases: result.releases,
      findings: (findings + result.findings).sorted())
  }

  func value(_ path: String) throws -> JSONValue {
    let document = try JSONDocument.read(try folder.read(path)).get()
    return try #require(JSONValue(document.root, of: document))
  }

  func text(_ path: String) throws -> String {
    String(decoding: try folder.read(path), as: UTF8.self)
  }
}

/// Texts in the small form.
enum Small {
  static let dave = "dave:" + String(repeating: "d", count: 64)
  static let lucy = "lucy:" + String(repeating: "1", count: 64)
  static let molly = "molly:" + String(repeating: "a", count: 40)

  /// Content identifiers, which differ in their last digits.
  static func cid(_ number: Int) -> String {
    "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52" + ["zy", "za", "zi", "zq"][number]
  }

  static func release(_ number: String, _ cid: Int) -> String {
    #"{"number": "\#(number)", "cid": "\#(Self.cid(cid))"}"#
  }

  static func versionIndex(
    _ owner: String = dave, _ name: String = "libfoo", _ releases: String...
  ) -> String {
    """
    {"owner_identity": "\(owner)", "version_index_name": "\(name)",
     "releases": [\(releases.joined(separator: ", "))]}
    """
  }

  static func packageIndex(
    _ owner: String = molly, _ name: String = "stable", _ aliases: String...
  ) -> String {
    """
    {"owner_identity": "\(owner)", "package_index_name": "\(name)",
     "version_indexes": {\(aliases.joined(separator: ", "))}}
    """
  }
}
