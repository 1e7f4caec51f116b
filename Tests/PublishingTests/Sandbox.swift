import Foundation
import Glibc
import IndexModel
import Publishing

/// A temporary folder with an output in it, removed at the end of the test.
final class Sandbox: Sendable {
  let root: String
  private let isOurs: Bool
  /// Where the site goes. It does not exist yet.
  var site: String { "\(root)/site" }
  /// The folder beside it.
  var workshop: String { "\(root)/.site.cairn" }

  static let marker = SitePath(layout: "snapshot.json")
  /// Any marker is ours, and so is all that stands beside it.
  var provenance: Provenance {
    Provenance(
      marker: Self.marker, folders: ["p"], isOurs: { _ in true },
      listed: { [site] _ in Set(try Tree(site).files.keys.compactMap { SitePath($0) }) })
  }

  init() throws {
    let shared = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    root = "\(shared)/publishing-tests-\(UUID().uuidString)"
    isOurs = true
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
  }

  /// A sandbox of another process, which will remove it.
  init(adopting root: String) {
    self.root = root
    isOurs = false
  }

  deinit {
    if isOurs { try? FileManager.default.removeItem(atPath: root) }
  }

  func begin(_ scope: Publication.Scope = .complete) throws -> Publication {
    let publication = try Publication.begin(at: site, provenance: provenance)
    if scope == .delta { publication.keepOthers() }
    return publication
  }

  /// Publishes exactly these documents and a marker.
  @discardableResult
  func publish(_ documents: [String: String]) throws -> Summary {
    let publication = try begin()
    try publication.put(Self.marker, Array("marker".utf8))
    for (path, text) in documents {
      try publication.put(SitePath(layout: path), Array(text.utf8))
    }
    return try publication.commit()
  }

  func write(_ text: String, to path: String) throws {
    let whole = "\(root)/\(path)"
    let folder = (whole as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: whole))
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(root)/\(path)", withIntermediateDirectories: true)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/\(path)", withDestinationPath: target)
  }

  /// The names in a folder, sorted.
  func names(_ path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
  }
}

/// All that a tree shows: for each path its kind, mode, inode, time of change and bytes.
struct Tree: Equatable {
  struct Node: Equatable {
    let mode: mode_t
    let inode: UInt64
    let modified: Int
    let text: String?
  }

  let nodes: [String: Node]

  /// The text of each file.
  var files: [String: String] { nodes.compactMapValues(\.text) }

  init(_ root: String) throws {
    var nodes: [String: Node] = [:]
    let below = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    for path in [""] + below {
      let whole = path.isEmpty ? root : "\(root)/\(path)"
      var information = stat()
      guard lstat(whole, &information) == 0 else { continue }
      let isFile = information.st_mode & S_IFMT == S_IFREG
      let modified = information.st_mtim
      nodes[path] = Node(
        mode: information.st_mode,
        inode: UInt64(information.st_ino),
        modified: modified.tv_sec * 1_000_000_000 + modified.tv_nsec,
        text: isFile ? try Self.text(of: whole) : nil)
    }
    self.nodes = nodes
  }

  private static func text(of file: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
  }
}
