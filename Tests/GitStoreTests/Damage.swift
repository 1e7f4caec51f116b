import Foundation
import IndexModel
import TestSupport
import Testing

@testable import GitStore

extension GitFixture {
  /// The file of an object that is in no pack.
  func looseObject(_ id: ObjectID) -> String {
    path + "/.git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
  }

  /// Turns over bits in the middle of an object that is in no pack.
  func damageLooseObject(_ id: ObjectID) throws {
    let file = URL(fileURLWithPath: looseObject(id))
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 0xFF
    try FileManager.default.removeItem(at: file)
    try bytes.write(to: file)
  }

  /// The repository's only pack, without its extension.
  private func onlyPack() throws -> String {
    let folder = path + "/.git/objects/pack"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let packs = names.filter { $0.hasSuffix(".pack") }
    return folder + "/" + (try #require(packs.count == 1 ? packs.first : nil)).dropLast(5)
  }

  /// The objects of the repository's only pack, in the order in which they lie.
  func packedObjects() throws -> [(offset: Int, id: ObjectID)] {
    let listing = try git("verify-pack", "-v", "--", onlyPack() + ".idx")
    let objects = listing.split(separator: "\n").compactMap {
      line -> (offset: Int, id: ObjectID)? in
      let fields = line.split(separator: " ")
      guard fields.count >= 5, let offset = Int(fields[4]) else { return nil }
      return ObjectID(hex: String(fields[0])).map { (offset, $0) }
    }
    return objects.sorted { $0.offset < $1.offset }
  }

  /// Turns over bits of the repository's only pack.
  func damagePack(at offsets: Range<Int>) throws {
    let file = URL(fileURLWithPath: try onlyPack() + ".pack")
    var bytes = try Data(contentsOf: file)
    for offset in offsets { bytes[offset] ^= 0x55 }
    try FileManager.default.removeItem(at: file)
    try bytes.write(to: file)
  }
}

enum TestHash {
  static func blob(_ bytes: [UInt8]) -> ObjectID { ObjectKind.blob.id(of: bytes) }
}
