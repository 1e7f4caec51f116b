internal import Cryptography
internal import Glibc
public import IndexModel

/// A file of the user's own, anywhere: what a release points at or carries.
public struct LocalFile: Sendable {
  public let path: String
  public let size: Int
  public let sha256: SHA256Digest

  /// How much is in memory at once, whatever the file's size.
  private static let piece = 1 << 18

  /// Reads the file once, piece by piece.
  public init(hashing path: String) throws(AuthoringError) {
    self.path = path
    (size, sha256) = try Self.read(path) { file throws(SystemError) in
      var hash = SHA256()
      var size = 0
      var buffer = [UInt8](repeating: 0, count: Self.piece)
      while true {
        let count = try file.read(into: &buffer)
        guard count > 0 else { return (size, hash.finalize()) }
        hash.update(buffer.span.extracting(0..<count))
        size += count
      }
    }
  }

  /// The bytes of a small file.
  public static func bytes(of path: String, limit: Int) throws(AuthoringError) -> [UInt8] {
    let size = try read(path) { file throws(SystemError) in Int(try file.information().st_size) }
    guard size <= limit else { throw .tooLarge(path, size: size, limit: limit) }
    let bytes = try read(path) { file throws(SystemError) in try file.readAll() }
    guard bytes.count <= limit else { throw .tooLarge(path, size: bytes.count, limit: limit) }
    return bytes
  }

  /// What comes by the standard input.
  public static func standardInput(limit: Int) throws(AuthoringError) -> [UInt8] {
    let name = "the standard input"
    do throws(SystemError) {
      let input = try Descriptor(copyOf: STDIN_FILENO)
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: Self.piece)
      while bytes.count <= limit {
        let count = try input.read(into: &buffer)
        guard count > 0 else { return bytes }
        bytes += buffer[..<count]
      }
      throw SystemError(call: "read", number: EFBIG)
    } catch {
      if error.number == EFBIG { throw .tooLarge(name, size: limit + 1, limit: limit) }
      throw .unreadable(name, errno: error.number)
    }
  }

  private static func read<Answer>(
    _ path: String, _ body: (borrowing Descriptor) throws(SystemError) -> Answer
  ) throws(AuthoringError) -> Answer {
    do throws(SystemError) {
      let file = try Descriptor(fileAt: path)
      guard try file.information().st_mode & S_IFMT == S_IFREG else {
        throw SystemError(call: "open", number: EISDIR)
      }
      return try body(file)
    } catch {
      if error.isAbsence { throw .missing(path) }
      throw error.isOddity ? .noFile(path) : .unreadable(path, errno: error.number)
    }
  }
}
