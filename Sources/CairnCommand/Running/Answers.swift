internal import Diagnostics
internal import GitStore
internal import IndexModel
internal import JSONText
internal import Registry

extension Tool {
  /// Prints one JSON object whose first member names its schema.
  func answer(_ schema: String, _ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schema", SiteLayout.schema(schema).text)
      body(&writer)
    }
    console.output(String(decoding: writer.finish(), as: UTF8.self))
  }

  /// Prints findings for people on standard error.
  func report(_ findings: [Diagnostic], in registry: OpenRegistry) {
    var text = ""
    TextPrinter(color: colorsErrors, source: registry.lineTables).print(findings, to: &text)
    console.error(text)
  }
}

extension OpenRegistry {
  /// The lines of a file, read again for the findings about it; nil where it cannot be read.
  func lineTables(_ path: RepositoryPath) -> LineTable? {
    guard let entry = try? snapshot.entry(at: path), entry.kind == .file,
      let size = try? snapshot.size(of: entry.id), size <= Policy().fileBytes * 16,
      let bytes = try? snapshot.read(entry.id)
    else { return nil }
    return LineTable(bytes)
  }
}

/// How many there are of something, in words: `1 file`, `2 files`.
func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(number) \(number == 1 ? one : many ?? one + "s")"
}
