import Glibc

/// A file beside a site that is there whole or not at all.
public enum WholeFile {
  /// Writes a file, over one of its name. It is made under another name in the same folder and takes its place at the
  /// end, so that nobody finds half of it.
  public static func write(_ bytes: [UInt8], to path: String) throws(PublishError) {
    let place = try Place(path)
    let temporary = ".\(place.name).cairn-new"
    do throws(SystemError) {
      if try place.parent.kind(of: temporary) == .file { try place.parent.removeFile(temporary) }
      try place.parent.create(temporary, bytes.span, mode: 0o644)
      try place.parent.rename(temporary, to: place.parent, as: place.name)
    } catch {
      try? place.parent.removeFile(temporary)
      throw PublishError(error, at: path)
    }
  }

  /// Removes a file that ``write(_:to:)`` made. One that is not there is as good as removed.
  public static func remove(_ path: String) {
    if let place = try? Place(path) { try? place.parent.removeFile(place.name) }
  }
}
