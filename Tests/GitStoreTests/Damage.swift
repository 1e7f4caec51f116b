import Foundation
import IndexModel
import TestSupport

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
}

enum TestHash {
  static func blob(_ bytes: [UInt8]) -> ObjectID { ObjectKind.blob.id(of: bytes) }
}
