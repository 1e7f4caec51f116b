import Glibc
import IndexModel

/// Where an output is: a name in an open parent folder.
///
/// The path is looked at once. From then on the parent is a descriptor, so that nobody can turn our
/// steps elsewhere by renaming what lies above.
struct Place: Sendable {
  /// The output as the caller wrote it, for messages.
  let output: String
  let parent: Folder
  let name: String

  init(_ output: String) throws(PublishError) {
    let (parentPath, name) = try Self.split(output)
    self.output = output
    self.name = name
    do {
      parent = try Folder(at: parentPath)
    } catch let error where error.isAbsence {
      throw .refused(.noParent, path: parentPath)
    } catch {
      throw PublishError(error, at: parentPath)
    }
  }

  /// What is at the place now, if it is anything that we may replace.
  func occupant(of provenance: Provenance) throws(PublishError) -> Occupant {
    let folder: Folder
    do {
      folder = try parent.folder(name)
    } catch let error where error.number == ENOENT {
      return .nothing
    } catch let error where error.number == ENOTDIR || error.number == ELOOP {
      throw try refusalOfOther()
    } catch {
      throw PublishError(error, at: output)
    }
    try refuseMountPoint(folder)
    if try at(output, folder.isEmpty) { return .emptyFolder }
    try refuseUnlessOurs(folder, provenance)
    return .site(folder)
  }

  private func refusalOfOther() throws(PublishError) -> PublishError {
    let information = try at(output) { () throws(SystemError) in try parent.information(name) }
    let isLink = EntryKind(mode: information.st_mode) == .link
    return .refused(isLink ? .isLink : .notAFolder, path: output)
  }

  private func refuseMountPoint(_ folder: Folder) throws(PublishError) {
    let device = try at(output) { () throws(SystemError) in try folder.information().st_dev }
    let parentDevice = try at(output) { () throws(SystemError) in try parent.information().st_dev }
    if device != parentDevice { throw .refused(.isMountPoint, path: output) }
  }

  private func refuseUnlessOurs(
    _ folder: Folder, _ provenance: Provenance
  ) throws(PublishError) {
    if try kind(of: ".git", in: folder) != nil { throw .refused(.isCheckout, path: output) }
    let marker = provenance.marker
    // Looked at before it is opened: a link of that name is not followed, and not ours either.
    guard try kind(of: marker.text, in: folder) == .file,
      let bytes = try read(marker.text, in: folder), provenance.isOurs(bytes)
    else { throw .refused(.notASite(marker: marker), path: output) }
  }

  private func read(_ path: String, in folder: Folder) throws(PublishError) -> [UInt8]? {
    try at("\(output)/\(path)") { () throws(SystemError) in try folder.read(path) }
  }

  private func kind(of path: String, in folder: Folder) throws(PublishError) -> EntryKind? {
    try at("\(output)/\(path)") { () throws(SystemError) in try folder.kind(of: path) }
  }

  /// The parent's path and the last component; `.` and `..` are looked up, since neither can be
  /// renamed.
  private static func split(
    _ output: String
  ) throws(PublishError) -> (parent: String, name: String) {
    guard !output.isEmpty, !output.utf8.contains(0) else { throw .refused(.noParent, path: output) }
    var bytes = Array(output.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = String(decoding: bytes[(slash.map { $0 + 1 } ?? 0)...], as: UTF8.self)
    switch name {
    case "": throw .refused(.isMountPoint, path: output)
    case ".", "..": return try split(resolved(output))
    default: break
    }
    guard let slash else { return (".", name) }
    return (slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self), name)
  }

  private static func resolved(_ path: String) throws(PublishError) -> String {
    guard let real = unsafe realpath(path, nil) else {
      throw .failed(operation: "realpath", path: path, errno: errno)
    }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}

/// What a new generation takes the place of.
enum Occupant {
  case nothing
  case emptyFolder
  case site(Folder)

  /// The published tree, if there is one.
  var site: Folder? {
    if case .site(let folder) = self { folder } else { nil }
  }
}
