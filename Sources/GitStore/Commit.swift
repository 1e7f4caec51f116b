public import IndexModel

/// A commit as git stores it.
public struct Commit: Hashable, Sendable {
  public let id: ObjectID
  /// The folder at the root.
  public let tree: ObjectID
  /// The commits it was made from, the first parent first; none for a root.
  public let parents: [ObjectID]
  public let author: Signature
  public let committer: Signature
  /// The message as stored. Usually UTF-8, but nothing makes sure of that: look for trailers in
  /// these bytes.
  public let messageBytes: [UInt8]

  /// Who, and when by their own clock.
  public struct Signature: Hashable, Sendable {
    /// For people: bytes that are not UTF-8 are repaired.
    public let name: String
    /// For people: bytes that are not UTF-8 are repaired.
    public let email: String
    /// Seconds since 1970, UTC.
    public let time: Int64
  }

  /// The message for people: bytes that are not UTF-8 are repaired.
  public var message: String { String(decoding: messageBytes, as: UTF8.self) }
}

extension Commit {
  /// Reads a commit object: lines `tree`, `parent`…, `author`, `committer`, others, an empty line,
  /// the message.
  ///
  /// - Returns: Nil where one of the four is missing or malformed.
  init?(id: ObjectID, bytes: [UInt8]) {
    var lines = Lines(bytes[...])
    guard let tree = lines.next(after: "tree ").flatMap(ObjectID.init(hexBytes:)) else {
      return nil
    }
    var parents: [ObjectID] = []
    while let line = lines.next(after: "parent ") {
      guard let parent = ObjectID(hexBytes: line) else { return nil }
      parents.append(parent)
    }
    guard
      let author = lines.next(after: "author ").flatMap(Signature.init(line:)),
      let committer = lines.next(after: "committer ").flatMap(Signature.init(line:))
    else { return nil }
    lines.skipPastEmptyLine()
    self.init(
      id: id, tree: tree, parents: parents, author: author, committer: committer,
      messageBytes: Array(lines.rest))
  }

  /// What is left of a header, taken line by line.
  private struct Lines {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The rest of the next line, if it begins so.
    mutating func next(after key: StaticString) -> ArraySlice<UInt8>? {
      let key = key.description.utf8
      guard rest.starts(with: key) else { return nil }
      return takeLine().dropFirst(key.count)
    }

    mutating func skipPastEmptyLine() {
      while !rest.isEmpty, !takeLine().isEmpty {}
    }

    private mutating func takeLine() -> ArraySlice<UInt8> {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let line = rest[..<end]
      rest = rest[end...].dropFirst()
      return line
    }
  }
}

extension Commit.Signature {
  /// Reads `Name <email> seconds zone`. The last `>` ends the email: git removes none from a name.
  fileprivate init?(line: ArraySlice<UInt8>) {
    guard let close = line.lastIndex(of: UInt8(ascii: ">")),
      let open = line[..<close].firstIndex(of: UInt8(ascii: "<"))
    else { return nil }
    let seconds = line[line.index(after: close)...].split(separator: UInt8(ascii: " ")).first
    guard let seconds, let time = Int64(String(decoding: seconds, as: UTF8.self)) else {
      return nil
    }
    var name = line[..<open]
    if name.last == UInt8(ascii: " ") { name.removeLast() }
    self.init(
      name: String(decoding: name, as: UTF8.self),
      email: String(decoding: line[line.index(after: open)..<close], as: UTF8.self), time: time)
  }
}

extension ObjectID {
  fileprivate init?(hexBytes: ArraySlice<UInt8>) {
    self.init(hex: String(decoding: hexBytes, as: UTF8.self))
  }
}
