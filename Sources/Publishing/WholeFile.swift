import Glibc

/// A file beside a site that is there whole or not at all.
///
/// It is made under another name in the same folder, and takes its place at the end, so that nobody finds half of it and
/// the one before is there until then.
public struct WholeFile: Sendable {
  private let path: String
  private let place: Place
  private var temporary: String { ".\(place.name).cairn-new" }

  /// - Throws: A refusal where something stands there that is no regular file: a link, a device and a pipe would be
  ///   replaced, and whoever reads there would wait for ever.
  public init(at path: String) throws(PublishError) {
    self.path = path
    place = try Place(path)
    switch try at(path, { () throws(SystemError) in try place.parent.kind(of: place.name) }) {
    case nil, .file: break
    case .folder, .link, .other: throw .refused(.notAFile, path: path)
    }
  }

  /// The bytes of the file; nil where there is none.
  public func read() throws(PublishError) -> [UInt8]? { try read(place.name) }

  /// The bytes of one that was prepared and never shown, as after a kill.
  public func prepared() throws(PublishError) -> [UInt8]? { try read(temporary) }

  /// Writes a file that is to take this one's place.
  public func prepare(_ bytes: [UInt8]) throws(PublishError) {
    discard()
    do throws(SystemError) {
      try place.parent.create(temporary, bytes.span, mode: 0o644)
    } catch {
      discard()
      throw PublishError(error, at: path)
    }
  }

  /// Puts the prepared file in its place.
  public func show() throws(PublishError) {
    try at(path) { () throws(SystemError) in
      try place.parent.rename(temporary, to: place.parent, as: place.name)
    }
  }

  /// Takes the prepared file back. One that is not there is as good as that.
  public func discard() { try? place.parent.removeFile(temporary) }

  private func read(_ name: String) throws(PublishError) -> [UInt8]? {
    try at(path) { () throws(SystemError) in
      try place.parent.kind(of: name) == .file ? try place.parent.read(name) : nil
    }
  }
}
