import Foundation

/// The file of a release.
struct RawFile {
  /// Why it is no release.
  enum Flaw: String {
    /// The folder's name is no version.
    case noVersion = "without a version"
    /// Folder and content name different versions.
    case twoVersions = "with two versions"
    /// The checksum is no SHA-256.
    case noDigest = "without a digest"
    /// A release that was there before gives the same URL another checksum.
    case takenURL = "with the URL of another release"
  }

  let folder: String
  /// `<namespace>/<connector>@<version>`
  let release: String
  private(set) var flaw: Flaw?
  /// What the file says, in one spelling.
  let value: Data
  private let connector: String
  private let uri: String
  private let checksum: String

  init(_ bytes: Data, at path: String) throws {
    let parts = path.split(separator: "/")
    let object = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
    value = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    folder = String(parts[4])
    connector = "\(parts[1])/\(parts[2])"
    uri = object["uri"] as? String ?? ""
    checksum = (object["checksum"] as? [String: Any])?["value"] as? String ?? ""
    let version = folder.hasPrefix("v") ? String(folder.dropFirst()) : folder
    release = "\(connector)@\(version)"
    let stated = object["version"] as? String
    if try Self.semver.wholeMatch(in: version) == nil {
      flaw = .noVersion
    } else if stated != version, stated != "v\(version)" {
      flaw = .twoVersions
    } else if try /[0-9a-f]{64}/.wholeMatch(in: checksum) == nil {
      flaw = .noDigest
    }
  }

  private static var semver: Regex<AnyRegexOutput> {
    get throws {
      let number = "(0|[1-9][0-9]*)"
      return try Regex(
        "\(number)\\.\(number)\\.\(number)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?")
    }
  }

  mutating func compare(with others: some Sequence<RawFile>) {
    let isTaken = others.contains {
      $0.flaw == nil && $0.connector == connector && $0.uri == uri && $0.checksum != checksum
    }
    if flaw == nil, isTaken { flaw = .takenURL }
  }
}
