import GitStore
import Glibc
import IndexModel
import Ownership
import Synchronization

// What scripts/bench measures beside the tool: the least that any tool of this kind has to do, and parts of this one
// that no command does alone.
//
//   cairn-floor read REPOSITORY WORKERS   reads every file below index/ and packages/ of HEAD, in the packs' order
//   cairn-floor write LIST FOLDER         writes files of the sizes and paths in LIST, lines of `<size> <path>`
//   cairn-floor owners FILE LIST          asks the CODEOWNERS in FILE who answers for each of the paths in LIST
//   cairn-floor dependencies REPOSITORY COUNT   finds out what HEAD's packages cannot meet, and resolves COUNT of them
//   cairn-floor search-index PACKAGES FOLDER    makes the search index of the packages in PACKAGES, JSON lines
//   cairn-floor search-run FOLDER --limit N     answers the queries that come by standard input, one a line
//
// The first two print how many files and bytes it was, the third how many paths and how many of them have a line, and
// the milliseconds that it took to read FILE and to ask; the last prints JSON, with milliseconds for the closure and
// microseconds for resolutions. The two about search print JSON, too.

/// Ends the program with a sentence.
func fail(_ sentence: String) -> Never {
  print("cairn-floor: \(sentence)")
  exit(1)
}

/// The blobs of a folder and of all folders in it.
func blobs(in folder: ObjectID, of snapshot: GitSnapshot) throws -> [ObjectID] {
  try snapshot.list(folder).flatMap { entry in
    switch entry.kind {
    case .file: [entry.id]
    case .folder: try blobs(in: entry.id, of: snapshot)
    default: [] as [ObjectID]
    }
  }
}

func read(_ path: String, workers: Int) throws {
  let repository = try GitRepository.open(at: path)
  let snapshot = try repository.snapshot(of: repository.resolve("HEAD"))
  let files = try blobs(in: snapshot.root, of: snapshot)
  let bytes = Atomic<Int>(0)
  snapshot.readAll(files, limit: .max, workers: workers) { _, _, result in
    guard case .success(let content) = result else { fail("an object cannot be read") }
    bytes.add(content.count, ordering: .relaxed)
  }
  print(files.count, bytes.load(ordering: .relaxed))
}

/// The whole text of a file.
func text(of path: String) -> String {
  guard let file = unsafe fopen(path, "r") else { fail("\(path) cannot be read") }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = unsafe fread(&chunk, 1, chunk.count, file)
    guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
    bytes += chunk[..<count]
  }
}

func write(_ list: String, into root: String) {
  let lines = text(of: list).split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
  let files = lines.map { (size: Int($0[0]) ?? 0, path: "\(root)/\($0[1])") }
  let content = [UInt8](repeating: UInt8(ascii: "\n"), count: files.map(\.size).max() ?? 0)
  var bytes = 0
  for file in files {
    var descriptor = create(file.path)
    if descriptor < 0, errno == ENOENT {
      makeFolders(above: file.path)
      descriptor = create(file.path)
    }
    guard descriptor >= 0, unsafe Glibc.write(descriptor, content, file.size) == file.size,
      close(descriptor) == 0
    else { fail("\(file.path) cannot be written") }
    bytes += file.size
  }
  print(files.count, bytes)
}

func create(_ path: String) -> CInt { unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644) }

func makeFolders(above path: String) {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
    return
  }
  let folder = String(path[..<slash])
  if unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST { return }
  makeFolders(above: folder)
  _ = unsafe mkdir(folder, 0o755)
}

func owners(_ path: String, of list: String) {
  let clock = ContinuousClock()
  let paths = text(of: list).split(separator: "\n").map { RepositoryPath(String($0)) }
  let start = clock.now
  guard let file = OwnerFile.read(Array(text(of: path).utf8), at: "CODEOWNERS").file else {
    fail("\(path) cannot be read as a CODEOWNERS")
  }
  let read = clock.now
  let matched = paths.count { file.line(for: $0) != nil }
  let asked = clock.now
  func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
  print(paths.count, matched, milliseconds(read - start), milliseconds(asked - read))
}

let words = CommandLine.arguments.dropFirst()
switch (words.first, words.count) {
case ("read", 3): try read(words[2], workers: Int(words[3]) ?? 1)
case ("write", 3): write(words[2], into: words[3])
case ("owners", 3): owners(words[2], of: words[3])
case ("dependencies", 3):
  try Dependencies(of: words[2]).measure(max(1, Int(words[3]) ?? 1))
case ("search-index", 3): try Searches.index(words[2], into: words[3])
case ("search-run", 4) where words[3] == "--limit":
  try Searches.run(words[2], limit: Int(words[4]) ?? 10)
default:
  fail(
    """
    read REPOSITORY WORKERS | write LIST FOLDER | owners FILE LIST | dependencies REPOSITORY COUNT
    | search-index PACKAGES FOLDER | search-run FOLDER --limit COUNT
    """)
}
