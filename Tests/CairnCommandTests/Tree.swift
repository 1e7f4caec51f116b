import Foundation
import GitStore
import IndexModel
import TestSupport
import Testing

/// A folder with all that is in it: contents by path.
struct Tree: Equatable {
  private(set) var files: [String: Data] = [:]

  init(_ folder: String) throws {
    for case let path as String in FileManager.default.enumerator(atPath: folder)! {
      var isFolder: ObjCBool = false
      let full = folder + "/" + path
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { continue }
      files[path] = isFolder.boolValue ? Data() : try Data(contentsOf: URL(fileURLWithPath: full))
    }
  }

  /// What a branch of a repository leads to: plain files and folders.
  init(branch: String, of fixture: GitFixture) throws {
    let repository = try GitRepository.open(at: fixture.path)
    let snapshot = try repository.snapshot(of: fixture.id("refs/heads/\(branch)"))
    var waiting = [("", snapshot.root)]
    while let (prefix, folder) = waiting.popLast() {
      for entry in try snapshot.list(folder) {
        let path = prefix + String(decoding: entry.name, as: UTF8.self)
        try #require([.file, .folder].contains(entry.kind), "\(path)")
        files[path] = entry.kind == .file ? Data(try snapshot.read(entry.id)) : Data()
        if entry.kind == .folder { waiting.append((path + "/", entry.id)) }
      }
    }
  }
}

/// The program as it was built beside the tests.
enum Executable {
  static let cairn: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return bundle.appendingPathComponent("cairn").path
  }()
}
