/// What every host says of every file of a site.
public enum ContentPolicy {
  /// The files that releases carry are a stranger's: a page among them must not run, nor load, as if it were the site's.
  public static let text = "default-src 'none'; sandbox"
}

/// The type of a file's content, as `Content-Type` names it.
public struct MediaType: Hashable, Sendable {
  /// The type with its parameters, such as `text/html; charset=utf-8`.
  public let text: String

  /// What a file has whose suffix says nothing.
  public static let bytes = MediaType(text: "application/octet-stream")

  /// The type of each suffix of a file's name. A longer suffix stands before a shorter one that it
  /// ends in.
  public static let table: [(suffix: String, type: MediaType)] = [
    (".schema.json", MediaType(text: "application/schema+json")),
    (".json", MediaType(text: "application/json")),
    (".map", MediaType(text: "application/json")),
    (".html", MediaType(text: "text/html; charset=utf-8")),
    (".css", MediaType(text: "text/css; charset=utf-8")),
    (".js", MediaType(text: "text/javascript; charset=utf-8")),
    (".mjs", MediaType(text: "text/javascript; charset=utf-8")),
    (".wasm", MediaType(text: "application/wasm")),
    (".atom", MediaType(text: "application/atom+xml; charset=utf-8")),
    (".atom.xml", MediaType(text: "application/atom+xml; charset=utf-8")),
    (".xml", MediaType(text: "application/xml")),
    (".txt", MediaType(text: "text/plain; charset=utf-8")),
    (".conf", MediaType(text: "text/plain; charset=utf-8")),
    (".md", MediaType(text: "text/markdown; charset=utf-8")),
    (".yaml", MediaType(text: "application/yaml")),
    (".yml", MediaType(text: "application/yaml")),
    (".svg", MediaType(text: "image/svg+xml")),
    (".png", MediaType(text: "image/png")),
    (".ico", MediaType(text: "image/x-icon")),
    (".tgz", MediaType(text: "application/gzip")),
    (".gz", MediaType(text: "application/gzip")),
    (".zst", MediaType(text: "application/zstd")),
    (".xz", MediaType(text: "application/x-xz")),
    (".bz2", MediaType(text: "application/x-bzip2")),
    (".tar", MediaType(text: "application/x-tar")),
    (".zip", MediaType(text: "application/zip")),
    (".asc", MediaType(text: "application/pgp-signature")),
    (".sha256", MediaType(text: "text/plain; charset=utf-8")),
  ]

  /// The type of a file of the site by the suffix of its name, in any case.
  public static func of(_ path: SitePath) -> MediaType {
    table.first { hasSuffix(path.text, $0.suffix) }?.type ?? bytes
  }

  private static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
    let length = suffix.utf8.count
    guard text.utf8.count > length else { return false }
    return text.utf8.suffix(length).elementsEqual(suffix.utf8) { byte, lower in
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      return (isUpper ? byte | 0x20 : byte) == lower
    }
  }
}
