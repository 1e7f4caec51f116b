import CLibgit2
import IndexModel

extension ObjectID {
  /// The id as libgit2 holds it.
  var raw: git_oid {
    let words = words
    var raw = git_oid()
    unsafe withUnsafeMutableBytes(of: &raw) { bytes in
      unsafe bytes.storeBytes(of: words.high.bigEndian, toByteOffset: 0, as: UInt64.self)
      unsafe bytes.storeBytes(of: words.middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      unsafe bytes.storeBytes(of: words.low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return raw
  }

  init(_ raw: git_oid) {
    self = unsafe withUnsafeBytes(of: raw) { bytes in
      ObjectID(
        high: UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        middle: UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        low: UInt32(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
    }
  }
}

/// What an object is.
enum ObjectKind: String, Sendable {
  case commit, tree, blob, tag

  init?(_ raw: git_object_t) {
    switch raw {
    case GIT_OBJECT_COMMIT: self = .commit
    case GIT_OBJECT_TREE: self = .tree
    case GIT_OBJECT_BLOB: self = .blob
    case GIT_OBJECT_TAG: self = .tag
    default: return nil
    }
  }

  var raw: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    case .tag: GIT_OBJECT_TAG
    }
  }

  /// The id that git gives to an object of this kind with these bytes.
  func id(of bytes: [UInt8]) -> ObjectID {
    var raw = git_oid()
    // libgit2 refuses a null pointer, even where the count is 0.
    let addressable = bytes.isEmpty ? [0] : bytes
    let status = unsafe git_odb_hash(&raw, addressable, bytes.count, self.raw)
    precondition(status == 0, "hashing bytes in memory does not fail")
    return ObjectID(raw)
  }
}
