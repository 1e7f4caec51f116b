internal import CLinux
import Glibc

/// How the finished tree takes the output's place. Up to the first rename nothing has changed for a
/// reader.
extension Workshop {
  /// Makes `staging` the site, in one step that no reader and no crash can see the middle of: a
  /// rename over nothing or over an empty folder, else an exchange of the two trees' names.
  func goLive(over occupant: Occupant) throws(SystemError) {
    guard case .site = occupant else { return try stepIn(from: Self.staging) }
    do {
      try exchange()
    } catch let error where error.isLack {
      try swap()
    }
  }

  private func exchange() throws(SystemError) {
    _ = try system("renameat2") {
      unsafe cairn_rename_exchange(
        folder.descriptor, Self.staging, place.parent.descriptor, place.name)
    }
  }

  /// For file systems that cannot exchange (some network and FUSE ones): the old tree steps aside,
  /// the new one steps in.
  ///
  /// Weaker in one way, for the time between two renames: readers find no site at all; never a mixed
  /// one. A publisher killed at that moment leaves no site, until the next run, which puts the new
  /// one there before anything else.
  private func swap() throws(SystemError) {
    // The name says to the next publisher that this tree is whole.
    try folder.rename(Self.staging, to: folder, as: Self.ready)
    try folder.sync()
    try place.parent.rename(place.name, to: folder, as: Self.staging)
    do {
      try stepIn(from: Self.ready)
    } catch {
      try folder.rename(Self.staging, to: place.parent, as: place.name)
      throw error
    }
  }

  /// Gives a tree the output's name, which nothing has, or an empty folder.
  func stepIn(from name: String) throws(SystemError) {
    try folder.rename(name, to: place.parent, as: place.name)
  }
}
