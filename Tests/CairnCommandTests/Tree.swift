import Foundation

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
}

/// The program as it was built beside the tests.
enum Executable {
  static let cairn: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return bundle.appendingPathComponent("cairn").path
  }()
}
