internal import Diagnostics
internal import GitStore
internal import IndexModel
internal import JSONText
internal import Registry

extension Tool {
  /// Prints one JSON object whose first member names its schema.
  func answer(_ schema: String, _ body: (inout JSONWriter) -> Void) {
    console.output(Self.answer(schema, body))
  }

  /// One JSON object whose first member names its schema.
  static func answer(_ schema: String, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schema", SiteLayout.schema(schema).text)
      body(&writer)
    }
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  /// Prints findings for people on standard error.
  func report(_ findings: [Diagnostic], in registry: OpenRegistry) {
    var text = ""
    TextPrinter(registry.sources, color: colorsErrors).print(findings, to: &text)
    console.error(text)
  }
}

extension OpenRegistry {
  /// The lines of files, read again for the findings about them.
  var sources: SourceTables {
    SourceTables(head: SourceLines(snapshot).table)
  }
}

/// The lines of the files that findings speak of. Findings come by path, so the last few files are kept.
final class SourceLines {
  private let lookup: Lookup
  private var recent: [(path: RepositoryPath, table: LineTable?)] = []

  init(_ snapshot: any Snapshot) {
    lookup = Lookup(snapshot, context: Context())
  }

  func table(of path: RepositoryPath) -> LineTable? {
    if let known = recent.first(where: { $0.path == path }) { return known.table }
    let table = read(path)
    if recent.count == 4 { recent.removeFirst() }
    recent.append((path, table))
    return table
  }

  private func read(_ path: RepositoryPath) -> LineTable? {
    guard let entry = try? lookup.entry(at: path), entry.kind == .file,
      let size = try? lookup.snapshot.size(of: entry.id), size <= Policy().fileBytes * 16,
      let bytes = try? lookup.snapshot.read(entry.id)
    else { return nil }
    return LineTable(bytes)
  }
}

/// How many there are of something, in words: `1 file`, `2 files`.
func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(number) \(number == 1 ? one : many ?? one + "s")"
}
