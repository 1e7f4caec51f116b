internal import Glibc

/// Where something is or would be, whatever links lead there. It need not exist yet; its parent has to.
struct PlaceOnDisk {
  /// Absolute, without links, without a slash at its end.
  private let path: String

  /// Nil where nothing can be made, for there is no such parent.
  init?(_ path: String) {
    if let resolved = Self.resolved(path) {
      self.path = resolved
      return
    }
    let anchored = path.utf8.first == UInt8(ascii: "/") ? path : "./" + path
    let parts = anchored.split(separator: "/")
    let absolute = anchored.utf8.first == UInt8(ascii: "/") ? "/" : ""
    guard let name = parts.last,
      let parent = Self.resolved(absolute + parts.dropLast().joined(separator: "/"))
    else { return nil }
    self.path = parent == "/" ? "/\(name)" : "\(parent)/\(name)"
  }

  /// Whether this is a folder, or anything below it. A folder that is not there has nothing below it.
  func isInside(_ folder: String) -> Bool {
    guard let folder = PlaceOnDisk(folder) else { return false }
    return (path + "/").utf8.starts(with: (folder.path + "/").utf8)
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
