internal import CLinux
import Glibc

/// How the finished tree takes the output's place. Up to its first rename nothing has changed for a reader.
enum GoingLive: Sendable {
  /// One step that no reader and no crash can see the middle of: a rename over nothing or over an empty folder, else an
  /// exchange of the two trees' names.
  case inOneStep
  /// For file systems that cannot exchange (some network and FUSE ones): the old tree steps aside, the new one steps in.
  ///
  /// Weaker in one way, for the time between two renames: readers find no site at all; never a mixed one. A publisher
  /// killed at that moment leaves no site, until the next run, which puts the new one there before anything else.
  case inTwoSteps
}

extension GoingLive {
  /// Makes `staging` of the workshop the site.
  func commit(_ workshop: Workshop, over occupant: Occupant) throws(PublishError) {
    try at(workshop.place.output) { () throws(SystemError) in
      guard case .site = occupant else { return try Self.stepIn(workshop, from: Workshop.staging) }
      guard self == .inOneStep else { return try Self.swap(workshop) }
      do throws(SystemError) {
        try Self.exchange(workshop)
      } catch let error where error.isLack {
        try Self.swap(workshop)
      }
    }
  }

  private static func stepIn(_ workshop: Workshop, from name: String) throws(SystemError) {
    try workshop.folder.rename(name, to: workshop.place.parent, as: workshop.place.name)
  }

  private static func exchange(_ workshop: Workshop) throws(SystemError) {
    let place = workshop.place
    _ = try system("renameat2") {
      unsafe cairn_rename_exchange(
        workshop.folder.descriptor, Workshop.staging, place.parent.descriptor, place.name)
    }
  }

  private static func swap(_ workshop: Workshop) throws(SystemError) {
    let place = workshop.place
    // The name says to the next publisher that this tree is whole.
    try workshop.folder.rename(Workshop.staging, to: workshop.folder, as: Workshop.ready)
    try workshop.folder.sync()
    try place.parent.rename(place.name, to: workshop.folder, as: Workshop.staging)
    do {
      try stepIn(workshop, from: Workshop.ready)
    } catch {
      try workshop.folder.rename(Workshop.staging, to: place.parent, as: place.name)
      throw error
    }
  }
}
