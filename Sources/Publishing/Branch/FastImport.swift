import Glibc
import IndexModel
import Programs
import Synchronization

/// One run of `git fast-import`, which makes a pack and a commit from a stream of documents.
///
/// It works in a repository of its own, beside the one that the site goes to: see ``BranchWorkshop``.
final class FastImport: Sendable {
  private let talk: Mutex<Talk>

  /// Starts a commit.
  ///
  /// - Parameters:
  ///   - gitFolder: The repository that the pack is made in.
  ///   - parent: The commit that comes before, whose tree the new one begins as.
  ///   - tree: Where there is no parent, the tree that the new one begins as; nil for an empty one.
  init(
    in gitFolder: String, _ commit: SiteCommit, parent: ObjectID?, tree: ObjectID?
  ) throws(PublishError) {
    let child: Child
    do {
      child = try Child.start(
        GitProgram.name,
        GitProgram.settings + [
          // Documents are small and compressed alone, and objects belong into a pack however few they are.
          "-c", "pack.compression=1", "-c", "fastimport.unpackLimit=0",
          "fast-import", "--quiet", "--done", "--depth=0",
        ], GitProgram.environment(gitFolder: gitFolder))
    } catch {
      throw PublishError(error)
    }
    talk = Mutex(Talk(child, saying: Self.head(of: commit, parent, tree)))
  }

  private static func head(
    of commit: SiteCommit, _ parent: ObjectID?, _ tree: ObjectID?
  ) -> String {
    let message = commit.message
    let lines = """
      commit refs/heads/site
      mark :1
      committer \(commit.signature)
      data \(message.utf8.count)
      \(message)

      """
    if let parent { return lines + "from \(parent)\n" }
    return lines + (tree.map { "M 040000 \($0) \n" } ?? "")
  }

  /// Puts a file into the new tree, in the place of whatever is there.
  func put(_ path: SitePath, _ bytes: Span<UInt8>) throws(PublishError) {
    try withTalk { (talk) throws(Talk.Silence) in
      talk.say("M 100644 inline \(path)\ndata \(bytes.count)\n")
      talk.say(bytes)
      talk.say("\n")
      try talk.sendIfMuch()
    }
  }

  /// Takes a file, or a folder with all that is in it, out of the new tree.
  func remove(_ path: SitePath) throws(PublishError) {
    try withTalk { (talk) throws(Talk.Silence) in
      talk.say("D \(path)\n")
      try talk.sendIfMuch()
    }
  }

  /// The bytes of a file of the new tree as it is now; nil where there is none.
  func read(_ path: SitePath) throws(PublishError) -> [UInt8]? {
    try withTalk { (talk) throws(Talk.Silence) in
      talk.say("ls \"\(path)\"\n")
      // `100644 blob <id>\t<path>`, or `missing <path>`.
      let words = try talk.answer().split(maxSplits: 2) { " \t".utf8.contains($0) }
      guard words.count == 3, words[1].elementsEqual("blob".utf8) else { return nil }
      talk.say("cat-blob \(String(decoding: words[2].prefix(40), as: UTF8.self))\n")
      // `<id> blob <size>`, the bytes, and the end of a line.
      let head = try talk.answer().split(separator: UInt8(ascii: " "))
      guard head.count == 3, let size = Int(String(decoding: head[2], as: UTF8.self)) else {
        throw Talk.Silence()
      }
      return try talk.answer(bytes: size)
    }
  }

  /// Ends the stream, and answers with the commit. Whatever it consists of is then in packs, and on the disk.
  func finish() throws(PublishError) -> ObjectID {
    try withTalk { (talk) throws(Talk.Silence) in
      talk.say("get-mark :1\ndone\n")
      let answer = String(decoding: try talk.answer(), as: UTF8.self)
      guard let id = ObjectID(hex: answer), talk.endsWell() else { throw Talk.Silence() }
      return id
    }
  }

  /// Ends the program, whatever it is doing.
  func stop() {
    talk.withLock { $0.stop() }
  }

  private func withTalk<Answer: Sendable>(
    _ body: (inout Talk) throws(Talk.Silence) -> Answer
  ) throws(PublishError) -> Answer {
    try talk.withLock { talk -> Result<Answer, PublishError> in
      do throws(Talk.Silence) {
        return .success(try body(&talk))
      } catch {
        return .failure(.programFailed("git fast-import", detail: talk.lastWords()))
      }
    }.get()
  }
}

/// What is said to the program and answered by it.
private struct Talk: ~Copyable {
  /// The program is not there any more, or says nothing, or nothing that makes sense.
  struct Silence: Error {}

  private var child: Child
  /// What is said and not sent yet: few documents fill the space between two processes.
  private var unsent: [UInt8]
  private var unread: [UInt8] = []
  private var words: String?

  private static let muchToSend = 1 << 16
  /// How long the program may take for one thing: the disk may have a gigabyte to sync.
  private static let patience = Duration.seconds(1800)
  /// More than any line that it answers.
  private static let longestLine = 4096

  init(_ child: consuming Child, saying head: String) {
    self.child = child
    unsent = Array(head.utf8)
  }

  mutating func say(_ text: String) { unsent += text.utf8 }

  mutating func say(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe unsent.append(contentsOf: $0) }
  }

  mutating func sendIfMuch() throws(Silence) {
    if unsent.count >= Self.muchToSend { try send() }
  }

  private mutating func send() throws(Silence) {
    guard child.input.sendAll(unsent, silence: Self.patience) else { throw Silence() }
    unsent.removeAll(keepingCapacity: true)
  }

  /// The next line that the program answers, once it has heard all.
  mutating func answer() throws(Silence) -> ArraySlice<UInt8> {
    try send()
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread.removeFirst(end + 1) }
        return unread[..<end]
      }
      guard unread.count < Self.longestLine else { throw Silence() }
      try hear()
    }
  }

  /// The next bytes that the program answers, and the end of a line behind them.
  mutating func answer(bytes count: Int) throws(Silence) -> [UInt8] {
    while unread.count < count + 1 { try hear() }
    defer { unread.removeFirst(count + 1) }
    return Array(unread[..<count])
  }

  private mutating func hear() throws(Silence) {
    let heard = child.output.receiveNext(silence: Self.patience)
    guard !heard.isEmpty else { throw Silence() }
    unread += heard
  }

  /// Waits for the end of the program; whether it is a good one.
  mutating func endsWell() -> Bool {
    child.input.finish()
    while child.output.isOpen {
      guard !child.output.receiveNext(silence: Self.patience).isEmpty else { break }
    }
    return child.wait(until: .now + Self.patience) == 0
  }

  mutating func stop() { child.stop() }

  /// What the program said of its failure.
  mutating func lastWords() -> String {
    if let words { return words }
    child.input.finish()
    var errors: [UInt8] = []
    while child.errors.isOpen, errors.count < Self.longestLine {
      let heard = child.errors.receiveNext(silence: .seconds(10))
      guard !heard.isEmpty else { break }
      errors += heard
    }
    let words = GitProgram.firstLine(of: String(decoding: errors, as: UTF8.self))
    self.words = words
    return words
  }
}
