import Foundation

/// A folder of one's own, removed with its contents when nobody holds this value any more.
public final class TemporaryFolder: Sendable {
  /// The absolute path, without symbolic links.
  public let path: String

  public init(_ name: String = "cairn") throws {
    let pattern = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("\(name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: pattern, withIntermediateDirectories: true)
    path = pattern.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The absolute path of something in this folder.
  public func path(of relative: String) -> String { path + "/" + relative }

  /// Writes a file, with the folders above it.
  public func write(_ bytes: some Sequence<UInt8>, to relative: String) throws {
    let url = URL(fileURLWithPath: path(of: relative))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes a text file, with the folders above it.
  public func write(_ text: String, to relative: String) throws {
    try write(text.utf8, to: relative)
  }

  /// The bytes of a file.
  public func read(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(of: relative))))
  }

  public func remove(_ relative: String) throws {
    try FileManager.default.removeItem(atPath: path(of: relative))
  }
}
