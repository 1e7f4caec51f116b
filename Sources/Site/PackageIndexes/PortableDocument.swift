internal import Cryptography
internal import IndexModel
internal import JSONText
public import Resolution

/// A portable package as a document, wherever it stands.
public enum PortableDocument {
  static let kind = "PortablePackage"

  public static func render(_ package: PortablePackage) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { body(package, into: &$0) }
    let digest = SHA256.digest(of: writer.finish())
    writer = JSONWriter()
    writer.object { writer in
      body(package, into: &writer)
      writer.member("sha256", digest.hex)
    }
    return writer.finish()
  }

  /// A number of bytes that the document has at least: whoever has room for less need not render it.
  static func leastBytes(of package: PortablePackage) -> Int {
    var bytes = 0
    for entry in package.entries {
      for release in entry.releases {
        // Its version and its stage, with their keys.
        bytes += release.version.text.utf8.count + 24
        for edge in release.edges { bytes += edge.target.utf8.count + edge.rangeText.utf8.count }
      }
    }
    return bytes
  }

  private static func body(_ package: PortablePackage, into writer: inout JSONWriter) {
    writer.head(kind: kind) { writer in
      writer.member("name", package.name)
      writer.member("registry", package.registry)
      writer.member("packageIndex", package.packageIndex)
      writer.member("versioning", package.versioning.rawValue)
    }
    writer.member("alias", package.alias)
    writer.member("version", package.version.text)
    writer.key("items")
    writer.array { writer in
      for entry in package.entries {
        writer.object { writer in
          writer.member("alias", entry.alias)
          writer.member("versionIndex", entry.package)
          writer.key("releases")
          writer.array { writer in
            for release in entry.releases { writer.object { $0.members(of: release) } }
          }
        }
      }
    }
  }

  /// Why bytes are no portable package.
  public enum Problem: Error, Hashable, Sendable {
    /// They are none at all, or not all of one: what is wrong.
    case malformed(String)
    /// They do not have the digest that they state.
    case altered
  }

  /// Reads a portable package back. What it says has to be what its digest is of.
  public static func read(_ bytes: [UInt8]) throws(Problem) -> PortablePackage {
    let package: PortablePackage
    do {
      package = try parse(bytes)
    } catch {
      switch error {
      case .malformed(_, let problem): throw .malformed(problem)
      case .missing: throw .malformed("is not there")
      }
    }
    // There is one way to write it down, its digest with it.
    guard render(package) == bytes else { throw .altered }
    return package
  }

  private static func parse(_ bytes: [UInt8]) throws(TrieError) -> PortablePackage {
    let document = try PublishedDocument(bytes, at: SitePath(layout: "portable.json"), kind: kind)
    guard let registry = document.metadata("registry"),
      let packageIndex = document.metadata("packageIndex")
    else { throw document.malformed("metadata") }
    guard let versions = document.metadata("versioning").flatMap(VersionScheme.init(rawValue:))
    else { throw document.malformed("versioning") }
    let text = try document.string("version", of: document.root)
    var entries: [IndexEntry] = []
    for item in try document.elements("items") {
      entries.append(
        IndexEntry(
          alias: try document.path("alias", of: item).text,
          package: try document.path("versionIndex", of: item).text,
          releases: try document.releases("releases", of: item, versions: versions)))
    }
    let alias = try document.path("alias", of: document.root).text
    guard
      let version = entries.first(where: { $0.alias == alias })?.releases
        .first(where: { $0.version.text == text })?.version
    else { throw document.malformed("version") }
    return PortablePackage(
      registry: registry, versioning: versions, packageIndex: packageIndex, alias: alias,
      version: version, entries: entries)
  }
}
