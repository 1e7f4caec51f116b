import Foundation
import IndexModel
import TestSupport

@testable import GitStore

/// Objects as git would never write them: their bytes are put together here, down to the compression.
extension GitFixture {
  /// Stores an object that is in no pack, under the id that its content has.
  @discardableResult
  func handmade(_ kind: ObjectKind, _ content: [UInt8]) throws -> ObjectID {
    let id = kind.id(of: content)
    let head = Array("\(kind.rawValue) \(content.count)\0".utf8)
    try handmade(id, stream: Deflate.stored(head + content))
    return id
  }

  /// Stores an object under an id that need not be its own, with a head that need not be true.
  func handmade(_ id: ObjectID, saying head: String, _ content: [UInt8]) throws {
    try handmade(id, stream: Deflate.stored(Array("\(head)\0".utf8) + content))
  }

  /// Stores any bytes where git looks for an object.
  func handmade(_ id: ObjectID, stream: [UInt8]) throws {
    let path = ".git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
    guard !FileManager.default.fileExists(atPath: self.path + "/" + path) else { return }
    try write(stream, to: path)
  }

  /// Stores a pack with its index: objects one behind the other, the first at byte 12.
  ///
  /// The checksums are zeros: readers compare them with each other, and not with the bytes.
  func handmadePack(_ objects: [PackedObject]) throws {
    var pack = Array("PACK".utf8) + Self.word(2) + Self.word(objects.count)
    var entries: [(id: ObjectID, offset: Int)] = []
    for object in objects {
      let offset = pack.count
      pack += object.bytes { offset - entries[entries.count - $0].offset }
      entries.append((object.id, offset))
    }
    let checksum = [UInt8](repeating: 0, count: 20)
    pack += checksum
    entries.sort { $0.id.bytes.lexicographicallyPrecedes($1.id.bytes) }
    var index: [UInt8] = [0xFF, 0x74, 0x4F, 0x63] + Self.word(2)
    for first in 0..<256 {
      index += Self.word(entries.count { Int($0.id.bytes.first!) <= first })
    }
    for entry in entries { index += entry.id.bytes }
    for _ in entries { index += Self.word(0) }
    for entry in entries { index += Self.word(entry.offset) }
    index += checksum + checksum
    let name = "pack-" + String(repeating: "0", count: 40)
    try write(pack, to: ".git/objects/pack/\(name).pack")
    try write(index, to: ".git/objects/pack/\(name).idx")
  }

  private static func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}

/// An object of a pack.
struct PackedObject {
  let id: ObjectID
  let content: Content

  enum Content {
    case blob([UInt8])
    case tree([UInt8])
    /// What is to be made of the object that lies so many objects before, by these instructions.
    case delta(back: Int, Delta)
    /// The same of the object of an id.
    case deltaOf(ObjectID, Delta)
  }

  /// A delta: the sizes that it says, and its instructions.
  struct Delta {
    var source: Int
    var result: Int
    var instructions: [UInt8]

    /// Copies the start of the source: at most 16 MiB.
    static func copy(_ count: Int) -> [UInt8] {
      [0x80 | 0x70] + [0, 8, 16].map { UInt8(truncatingIfNeeded: count >> $0) }
    }

    static func insert(_ bytes: [UInt8]) -> [UInt8] { [UInt8(bytes.count)] + bytes }

    var bytes: [UInt8] { Self.size(source) + Self.size(result) + instructions }

    private static func size(_ value: Int) -> [UInt8] {
      var (bytes, rest): ([UInt8], Int) = ([], value)
      repeat {
        bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
        rest >>= 7
      } while rest > 0
      return bytes
    }
  }

  /// - Parameter distance: How many bytes lie between this object and one so many objects before.
  func bytes(_ distance: (Int) -> Int) -> [UInt8] {
    switch content {
    case .blob(let bytes): Self.head(3, bytes.count) + Deflate.stored(bytes)
    case .tree(let bytes): Self.head(2, bytes.count) + Deflate.stored(bytes)
    case .delta(let back, let delta):
      Self.head(6, delta.bytes.count) + Self.spelled(distance(back)) + Deflate.stored(delta.bytes)
    case .deltaOf(let id, let delta):
      Self.head(7, delta.bytes.count) + id.bytes + Deflate.stored(delta.bytes)
    }
  }

  private static func head(_ type: UInt8, _ size: Int) -> [UInt8] {
    var bytes = [type << 4 | UInt8(size & 0xF)]
    var rest = size >> 4
    while rest > 0 {
      bytes[bytes.count - 1] |= 0x80
      bytes.append(UInt8(rest & 0x7F))
      rest >>= 7
    }
    return bytes
  }

  /// How many bytes before its own start the object's source begins.
  private static func spelled(_ value: Int) -> [UInt8] {
    var bytes = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      rest -= 1
      bytes.insert(0x80 | UInt8(rest & 0x7F), at: 0)
      rest >>= 7
    }
    return bytes
  }
}

/// The format of zlib without any compression, and where a test asks for it with as much as there can be.
enum Deflate {
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let count = UInt16(block.count)
      stream += [rest.isEmpty ? 1 : 0]
      for word in [count, ~count] { stream += [UInt8(word & 0xFF), UInt8(word >> 8)] }
      stream += block
    } while !rest.isEmpty
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    return stream + [high >> 8, high, low >> 8, low].map { UInt8(truncatingIfNeeded: $0) }
  }
}
