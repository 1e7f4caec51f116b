import Compression
import Glibc
import IndexModel
import JSONText
import Search
import Site
import Synchronization

/// The search index alone, of packages that a file lists, one JSON object a line:
/// `{"name", "description", "keywords", "license", "dependents"}`.
enum Searches {
  /// Makes the index in a folder, and prints what that took, as JSON.
  static func index(_ list: String, into folder: String) throws {
    let lines = text(of: list).split(separator: "\n")
    let documents = lines.map { line -> SearchDocument in
      guard let document = JSONDocument.read(Array(line.utf8)).document,
        let package = JSONValue(document.root, of: document),
        case .string(let name)? = package["name"]
      else { fail("\(list) holds a line that is no package") }
      return SearchDocument(
        name: name, title: nil, description: package["description"]?.text,
        keywords: package["keywords"]?.texts ?? [], license: package["license"]?.text,
        dependents: package["dependents"]?.number ?? 0)
    }
    let files = Atomic(0)
    let bytes = Atomic(0)
    let clock = ContinuousClock()
    let start = clock.now
    try SearchBuild(documents, workers: 2) { path, content in
      let file = "\(folder)/\(path.text)"
      var descriptor = create(file)
      if descriptor < 0, errno == ENOENT {
        makeFolders(above: file)
        descriptor = create(file)
      }
      guard descriptor >= 0,
        unsafe Glibc.write(descriptor, content, content.count) == content.count,
        close(descriptor) == 0
      else { fail("\(file) cannot be written") }
      files.add(1, ordering: .relaxed)
      bytes.add(content.count, ordering: .relaxed)
    }.make()
    let seconds = (clock.now - start) / .seconds(1)
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(
      """
      {"packages": \(documents.count), "seconds": \(seconds), "peak": \(usage.ru_maxrss * 1024), \
      "files": \(files.load(ordering: .relaxed)), "bytes": \(bytes.load(ordering: .relaxed))}
      """)
  }

  /// Answers queries, one a line, and prints what each took, as JSON.
  static func run(_ folder: String, limit: Int) throws {
    while let query = readLine() {
      var compressed = 0
      let engine = SearchEngine { paths in
        paths.map { path in
          let file = "\(folder)/\(path.text)"
          guard unsafe access(file, R_OK) == 0 else { return nil }
          let bytes = Array(text(of: file).utf8)
          compressed += Gzip.compressed(bytes).count
          return bytes
        }
      }
      let answer = try engine.answer(SearchQuery(query), limit: limit)
      var writer = JSONWriter(style: .oneLine)
      writer.object { writer in
        writer.member("query", query)
        writer.key("results")
        writer.array { writer in
          for result in answer.results { writer.string(result.document.name) }
        }
        writer.member("exact", answer.isExact)
        writer.member("requests", answer.trips.joined().count)
        writer.member("trips", answer.trips.count)
        writer.member("bytes", compressed)
        writer.key("files")
        writer.array { writer in
          for path in answer.trips.joined() { writer.string(path.text) }
        }
      }
      print(String(decoding: writer.finish(), as: UTF8.self))
      fflush(nil)
    }
  }
}

extension JSONValue {
  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
  fileprivate var number: Int? { if case .integer(let number) = self { number } else { nil } }
  fileprivate var texts: [String]? {
    if case .array(let elements) = self { elements.compactMap(\.text) } else { nil }
  }
}
