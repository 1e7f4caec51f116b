internal import Compression
internal import Cryptography
import IndexModel
internal import Site

/// Walks the snapshot of a published tree from the root down, part by part, and every file that it lists.
struct Verifier {
  /// How many documents of the snapshot are read together, and the most bytes that one may have.
  private static let chunk = 64
  private static let largestPart = 64 << 20

  private(set) var files = 0
  private(set) var others = 0
  private(set) var found: Set<SiteProblem> = []

  private let site: SiteReader
  private let progress: (Int, Int) -> Void
  private let format = SnapshotFormat()
  private var total = 0
  /// The snapshot's own documents, as they were read: what their copies have to hold.
  private var parts: [SnapshotEntry] = []
  /// Every path that the snapshot accounts for.
  private var known: Set<SitePath> = []
  /// Prefixes of parts that could not be read: of what they list nothing is known.
  private var unread: [String] = []
  private var queue = FileQueue()

  init(_ site: SiteReader, progress: @escaping (Int, Int) -> Void) {
    self.site = site
    self.progress = progress
  }

  mutating func run() throws {
    var parts = [TriePart(prefix: "", count: 0, weight: nil, sha256: nil)]
    while !parts.isEmpty {
      var below: [TriePart] = []
      for start in stride(from: 0, to: parts.count, by: Self.chunk) {
        let chunk = parts[start..<min(start + Self.chunk, parts.count)]
        let requests = chunk.map {
          SiteReader.Request(format.path($0.prefix), limit: Self.largestPart)
        }
        for (part, answer) in zip(chunk, try site.readAll(requests)) {
          if let node = try node(of: part, answer) { below += try take(node) }
        }
      }
      parts = below
    }
    try checkFiles()
    if PublishedFiles.hasCompressedCopies(known) { try checkCopies() }
    try site.walk?.visitAll { meet($0) }
  }

  private mutating func report(_ path: SitePath, _ flaw: SiteProblem.Flaw) {
    found.insert(SiteProblem(path, flaw))
  }

  // MARK: The snapshot

  /// Reads a document of the snapshot; nil where that is not possible. One that differs from what is above it is read
  /// all the same, or each of its files would be a problem too.
  private mutating func node(
    of part: TriePart, _ answer: SiteReader.Answer
  ) throws -> TrieNode<SnapshotEntry>? {
    let path = format.path(part.prefix)
    known.insert(path)
    guard case .bytes(let bytes) = answer else {
      if part.prefix.isEmpty, try site.read(SiteLayout.index) == nil {
        throw SiteError.noSite(site.place)
      }
      unread.append(part.prefix)
      report(path, SiteProblem.Flaw(answer, limit: Self.largestPart))
      return nil
    }
    files += 1
    let sha256 = SHA256.digest(of: bytes)
    if let stated = part.sha256, sha256 != stated {
      report(path, .digest(found: sha256, stated: stated))
    }
    parts.append(SnapshotEntry(path: path, sha256: sha256, size: bytes.count))
    do {
      let node = try format.read(bytes, prefix: part.prefix)
      if part.prefix.isEmpty { total = node.count }
      if !part.prefix.isEmpty, node.count != part.count {
        report(path, .count(found: node.count, stated: part.count))
      }
      if let stated = part.weight, let found = format.weight(of: node), found != stated {
        report(path, .bytes(found: found, stated: stated))
      }
      return node
    } catch {
      unread.append(part.prefix)
      if case .malformed(let path, let reason) = error { report(path, .malformed(reason)) }
      return nil
    }
  }

  /// Takes the files that a document of the snapshot lists, and gives its parts.
  private mutating func take(_ node: TrieNode<SnapshotEntry>) throws -> [TriePart] {
    let document = format.path(node.prefix)
    for entry in node.entries {
      guard !entry.path.isOfSnapshot else {
        report(entry.path, .listsItself)
        continue
      }
      guard known.insert(entry.path).inserted else {
        report(entry.path, .listedTwice)
        continue
      }
      guard entry.size <= SiteReader.largest else {
        report(entry.path, .oversized(entry.size))
        continue
      }
      if !node.fits(entry) { report(entry.path, .misplaced(in: document)) }
      queue.append(entry)
      if queue.isFull { try checkFiles() }
    }
    return node.parts
  }

  // MARK: The files

  private mutating func checkFiles() throws {
    let entries = queue.takeAll()
    let requests = entries.map { SiteReader.Request($0.path, limit: $0.size) }
    for (entry, answer) in zip(entries, try site.readAll(requests)) { check(entry, answer) }
    progress(files, max(files, total))
  }

  private mutating func check(_ entry: SnapshotEntry, _ answer: SiteReader.Answer) {
    files += 1
    guard case .bytes(let bytes) = answer else {
      return report(entry.path, SiteProblem.Flaw(answer, limit: entry.size))
    }
    guard bytes.count == entry.size else {
      return report(entry.path, .size(found: bytes.count, stated: entry.size))
    }
    let sha256 = SHA256.digest(of: bytes)
    if sha256 != entry.sha256 {
      report(entry.path, .digest(found: sha256, stated: entry.sha256))
    }
  }

  // MARK: The snapshot's compressed copies

  /// Checks the copies of the snapshot's own documents. No digest of theirs is stated, so each has to hold what its
  /// document does.
  private mutating func checkCopies() throws {
    for start in stride(from: 0, to: parts.count, by: Self.chunk) {
      let chunk = parts[start..<min(start + Self.chunk, parts.count)].compactMap { part in
        SiteLayout.compressedCopy(of: part.path).map { (part: part, copy: $0) }
      }
      let requests = chunk.map { SiteReader.Request($0.copy, limit: Self.largestPart) }
      for ((part, copy), answer) in zip(chunk, try site.readAll(requests)) {
        known.insert(copy)
        files += 1
        guard case .bytes(let bytes) = answer else {
          report(copy, SiteProblem.Flaw(answer, limit: Self.largestPart))
          continue
        }
        let original = Gzip.decompressed(bytes, atMost: part.size)
        if original.map({ SHA256.digest(of: $0) }) != part.sha256 {
          report(copy, .noCopy(of: part.path))
        }
      }
    }
  }

  // MARK: What else is there

  private mutating func meet(_ entry: FolderWalk.Entry) {
    switch entry {
    case .file(let path):
      guard !known.contains(path), !mayBeListed(path) else { return }
      if mayBeOperators(path) { others += 1 } else { report(path, .notListed) }
    case .odd(let path, let oddity):
      // A link where a file belongs is not missing, it is a link.
      found.remove(SiteProblem(path, .missing))
      found.insert(SiteProblem(path, SiteProblem.Flaw(oddity)))
    }
  }

  /// Whether a file that is not of the site may be the operator's own, which a build keeps. One beside a document that
  /// looks like its compressed copy is not: hosts send it in the place of the document.
  private func mayBeOperators(_ path: SitePath) -> Bool {
    let parts = path.text.split(separator: "/", maxSplits: 1)
    guard parts.count == 1 else { return !SiteLayout.folders.contains(String(parts[0])) }
    return !(SiteLayout.originalOfCopy(path).map(known.contains) ?? false)
  }

  /// Whether a part that could not be read may list a file, or be one of the parts that hang below it.
  private func mayBeListed(_ path: SitePath) -> Bool {
    guard !unread.isEmpty else { return false }
    if path.isOfSnapshot {
      return unread.contains { SiteLayout.snapshotTrie.mayHold(path, below: $0) }
    }
    let entry = SnapshotEntry(path: path, sha256: SHA256.digest(of: []), size: 0)
    return unread.contains { TrieNode(prefix: $0, entries: [], parts: []).fits(entry) }
  }
}

/// Files that wait to be read together: enough to be worth it, not more than memory should hold.
private struct FileQueue {
  static let files = 512
  private static let bytes = 32 << 20

  private var entries: [SnapshotEntry] = []
  private var size = 0

  var isFull: Bool { entries.count >= Self.files || size >= Self.bytes }

  mutating func append(_ entry: SnapshotEntry) {
    entries.append(entry)
    size &+= entry.size
  }

  mutating func takeAll() -> [SnapshotEntry] {
    defer { self = FileQueue() }
    return entries
  }
}

extension SitePath {
  /// Whether a document of the snapshot stands here, or would.
  fileprivate var isOfSnapshot: Bool {
    self == SiteLayout.snapshot || SiteLayout.originalOfCopy(self) == SiteLayout.snapshot
      || text.hasPrefix("snapshot/")
  }
}

extension SiteProblem.Flaw {
  /// What it means that a file gave no bytes.
  fileprivate init(_ answer: SiteReader.Answer, limit: Int) {
    switch answer {
    case .bytes, .absent: self = .missing
    case .tooLarge: self = .size(found: nil, stated: limit)
    case .unreadable(let number): self = .unreadable(SiteError.reason(number))
    }
  }

  fileprivate init(_ oddity: FolderWalk.Oddity) {
    switch oddity {
    case .link: self = .odd("a symbolic link")
    case .pipe: self = .odd("a named pipe")
    case .socket: self = .odd("a socket")
    case .device: self = .odd("a device")
    case .name: self = .odd("called what no path of a site spells")
    case .unreadable(let number): self = .unreadable(SiteError.reason(number))
    }
  }
}
