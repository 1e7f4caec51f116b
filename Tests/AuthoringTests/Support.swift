import Authoring
import Foundation
import IndexModel
import JSONText
import TestSupport

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// A folder with files in it, opened as a checkout.
struct Desk {
  let folder: TemporaryFolder
  let checkout: Checkout

  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder("authoring")
    for (path, text) in files { try folder.write(text, to: path) }
    checkout = try Checkout(at: folder.path)
  }

  func text(_ path: String) throws -> String {
    String(decoding: try folder.read(path), as: UTF8.self)
  }

  /// The names of everything below the folder.
  var names: [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []).sorted()
  }
}

/// A registry with a project, an identity and a package without releases.
enum Sample {
  static let files: [String: String] = [
    "index/registry.json": text(registry(policy: nil)),
    "index/identities/ada.json": text(
      resource("Identity", metadata: ["name": "ada"], spec: [:])),
    "index/projects/acme.json": text(
      resource("Project", metadata: ["name": "acme"], spec: [:])),
    "packages/acme/libfoo.json": text(
      resource(
        "VersionIndex", metadata: ["project": "acme", "name": "libfoo"],
        spec: ["roles": ["owner": ["ada"]], "releases": []])),
  ]

  static func registry(policy: JSONValue?) -> [UInt8] {
    var spec: [JSONValue.Member] = [.init("title", "Example")]
    if let policy { spec.append(.init("policy", policy)) }
    return resource("Registry", metadata: ["name": "example"], spec: .object(spec))
  }

  static func resource(_ kind: String, metadata: JSONValue, spec: JSONValue) -> [UInt8] {
    let value: JSONValue = [
      "apiVersion": "cairn/v1", "kind": .string(kind), "metadata": metadata, "spec": spec,
    ]
    return value.document()
  }
}
