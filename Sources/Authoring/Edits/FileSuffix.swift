internal import IndexModel
public import Registry

/// What the end of a file's name says of it.
public enum FileSuffix {
  private typealias Meaning = (suffix: String, role: Release.File.Role, mediaType: String?)

  /// Suffixes of files that stand beside an archive, with a media type where the site has another
  /// or none.
  private static let companions: [Meaning] = [
    (".spdx.json", .sbom, "application/spdx+json"),
    (".cdx.json", .sbom, "application/vnd.cyclonedx+json"),
    (".intoto.jsonl", .provenance, "application/vnd.in-toto+json"),
    (".sigstore.json", .signature, "application/vnd.dev.sigstore.bundle+json"),
    (".asc", .signature, nil),
    (".sig", .signature, nil),
    (".sha256", .checksum, nil),
  ]

  /// The media type of a file, without parameters; nil where its name does not tell.
  public static func mediaType(of name: String) -> String? {
    if let type = companion(name)?.mediaType { return type }
    guard let path = SitePath(name) else { return nil }
    let type = MediaType.of(path)
    return type == .bytes ? nil : String(type.text.prefix { $0 != ";" })
  }

  /// What a file of this name is for, unless its author says otherwise.
  public static func role(of name: String) -> Release.File.Role {
    companion(name)?.role ?? .archive
  }

  /// The name of the file that a signature or checksum is about, where it only adds a suffix to it.
  public static func subject(of name: String, among others: [String]) -> String? {
    others.first { name.utf8.starts(with: "\($0).".utf8) }
  }

  private static func companion(_ name: String) -> Meaning? {
    companions.first {
      name.utf8.count > $0.suffix.utf8.count && name.endsIgnoringCase(in: $0.suffix)
    }
  }
}
