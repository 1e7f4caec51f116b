import IndexModel

/// Where a pack lies.
struct PackLocation: Sendable {
  let folder: String
  /// The file name of its index.
  let name: String

  /// The packs of a folder `objects` and of its alternates, the largest first: an object that lies
  /// in several is read with the most company.
  static func all(below objects: String) -> [PackLocation] {
    var found: [(location: PackLocation, size: Int)] = []
    for objects in withAlternates(objects) {
      let folder = objects + "/pack"
      let names = OpenFolder(path: folder)?.names() ?? []
      for name in names.map({ String(decoding: $0, as: UTF8.self) }) where name.hasSuffix(".idx") {
        guard let size = OpenFile.size(of: folder + "/" + name.dropLast(4) + ".pack") else {
          continue
        }
        found.append((PackLocation(folder: folder, name: name), size))
      }
    }
    found.sort { ($1.size, $0.location.name) < ($0.size, $1.location.name) }
    return found.map(\.location)
  }

  /// A folder `objects` and those that it borrows from, each once (gitrepository-layout(5),
  /// `objects/info/alternates`).
  ///
  /// A line that is not understood costs speed and nothing else: what lies there is then read
  /// through libgit2.
  private static func withAlternates(_ objects: String) -> [String] {
    var all = [objects]
    var next = 0
    while next < all.count, all.count < 64 {
      let folder = all[next]
      next += 1
      for line in OpenFile.contents(of: folder + "/info/alternates").split(separator: 10) {
        guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "\"")
        else { continue }
        let text = String(decoding: line, as: UTF8.self)
        let borrowed = first == UInt8(ascii: "/") ? text : folder + "/" + text
        if !all.contains(borrowed) { all.append(borrowed) }
      }
    }
    return all
  }
}
