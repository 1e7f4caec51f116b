import Glibc
import IndexModel

/// How the spare tree is brought forward without looking at all of it: which paths the commit touched that took it out
/// of the output's place.
///
/// It is believed only where both trees are the very folders that it was written about, and nobody put anything into
/// the root of the live one since: a copied, restored or half-changed tree is compared file by file instead.
struct Journal: Equatable {
  static let name = "journal"
  /// Of more paths than this a comparison of the trees is the better way.
  static let limit = 100_000

  let spare: TreeIdentity
  let live: TreeIdentity
  /// What differs between the two, each path once.
  let paths: [SitePath]

  /// The journal as a file: a line for the trees, a line for each path, and a last one without which it is not whole.
  var text: String {
    var text = "\(Self.head) \(spare.text) \(live.text)\n"
    for path in paths { text += path.text + "\n" }
    return text + "end \(paths.count)\n"
  }

  private static let head = "cairn-journal-1"

  init(spare: TreeIdentity, live: TreeIdentity, paths: [SitePath]) {
    self.spare = spare
    self.live = live
    self.paths = paths
  }

  /// Reads a journal back; nil if it is not whole, or none of ours.
  init?(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard lines.count >= 3, lines.last == "", let first = lines.first else { return nil }
    let words = first.split(separator: " ").map(String.init)
    guard words.count == 3, words[0] == Self.head, let spare = TreeIdentity(words[1]),
      let live = TreeIdentity(words[2])
    else { return nil }
    let texts = lines.dropFirst().dropLast(2)
    guard lines[lines.count - 2] == "end \(texts.count)" else { return nil }
    let paths = texts.compactMap { SitePath($0) }
    guard paths.count == texts.count else { return nil }
    self.init(spare: spare, live: live, paths: paths)
  }
}

/// Which folder a tree is, and when a name in it last came or went.
struct TreeIdentity: Equatable {
  private let device: UInt64
  private let inode: UInt64
  private let seconds: Int
  private let nanoseconds: Int

  init(of root: Folder) throws(SystemError) {
    let information = try root.information()
    device = UInt64(information.st_dev)
    inode = UInt64(information.st_ino)
    seconds = information.st_mtim.tv_sec
    nanoseconds = information.st_mtim.tv_nsec
  }

  init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 4, let device = UInt64(parts[0]), let inode = UInt64(parts[1]),
      let seconds = Int(parts[2]), let nanoseconds = Int(parts[3])
    else { return nil }
    (self.device, self.inode, self.seconds, self.nanoseconds) = (
      device, inode, seconds, nanoseconds
    )
  }

  var text: String { "\(device):\(inode):\(seconds):\(nanoseconds)" }
}
