public import IndexModel

/// What takes the place of a package or a release.
public enum Replacement: Hashable, Sendable {
  case version(Version)
  case package(PackageID, Version?)

  public init?(_ text: String, versions: VersionScheme) {
    guard text.utf8.contains(UInt8(ascii: "/")) else {
      guard let version = try? Version(text, scheme: versions) else { return nil }
      self = .version(version)
      return
    }
    let (reference, number) = text.splitOnce(at: "@") ?? (text, nil as String?)
    guard let package = try? PackageID(reference, versions: versions) else { return nil }
    guard let number else {
      self = .package(package, nil)
      return
    }
    guard let version = try? Version(number, scheme: versions) else { return nil }
    self = .package(package, version)
  }
}

/// `policy.artifactURL`: where the files of releases stand when their URLs follow one rule.
public struct ArtifactTemplate: Hashable, Sendable {
  /// A piece of the template, in order.
  public enum Piece: Hashable, Sendable {
    case text(String)
    case project, package, version, file
  }

  static let expectation =
    "expected an https URL that ends in {version}/{file} or the like, each of {project}, {package}, {version}, {file} at most once"

  public let text: String
  public let pieces: [Piece]

  public init?(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      guard let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}")) else { return nil }
      let piece: Piece
      switch rest[rest.utf8.index(after: open)..<close] {
      case "project": piece = .project
      case "package": piece = .package
      case "version": piece = .version
      case "file": piece = .file
      default: return nil
      }
      guard !pieces.contains(piece) else { return nil }
      pieces.append(piece)
      rest = rest[rest.utf8.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    guard pieces.contains(.file), case .text(let start)? = pieces.first, start.hasPrefix("https://")
    else { return nil }
    self.text = text
    self.pieces = pieces
    // The rule has to spell URLs that the registry would take.
    let sample = url(project: "p", package: "q", version: "1.0.0", file: "f")
    guard (try? WebAddress(sample)) != nil else { return nil }
  }

  /// The URL of one file by this rule.
  public func url(project: String, package: String, version: String, file: String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .project: project
      case .package: package
      case .version: version
      case .file: file
      }
    }.joined()
  }
}
