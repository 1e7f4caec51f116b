/// The path of a file or folder in a tree, as the bytes that git stores, joined by `/`.
///
/// Identity and order are by bytes: Swift's `String` would fold composed and decomposed forms, and two
/// paths of a tree could become one. The empty path is the root.
public struct RepositoryPath: Hashable, Comparable, Sendable {
  public let bytes: [UInt8]

  public static let root = RepositoryPath(bytes: [])

  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The path that this text spells in UTF-8.
  public init(_ text: String) {
    self.bytes = Array(text.utf8)
  }

  /// The components between the slashes; none for the root.
  public var components: [ArraySlice<UInt8>] {
    bytes.isEmpty ? [] : bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  }

  /// The last component; empty for the root.
  public var name: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// The folder that holds this path; the root for the root.
  public var parent: RepositoryPath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return .root }
    return RepositoryPath(bytes: Array(bytes[..<slash]))
  }

  /// The path of `name` in this folder.
  public func appending(_ name: some Collection<UInt8>) -> RepositoryPath {
    guard !bytes.isEmpty else { return RepositoryPath(bytes: Array(name)) }
    var joined = bytes
    joined.reserveCapacity(bytes.count + 1 + name.count)
    joined.append(UInt8(ascii: "/"))
    joined.append(contentsOf: name)
    return RepositoryPath(bytes: joined)
  }

  public func appending(_ name: String) -> RepositoryPath {
    appending(name.utf8)
  }

  public static func < (left: RepositoryPath, right: RepositoryPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension RepositoryPath: CustomStringConvertible {
  /// For people: bytes that are not UTF-8 are repaired, so never compare by it.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension RepositoryPath: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
