/// How a document of the new generation compares with what is published at its path.
public enum Standing: Hashable, Sendable {
  /// Nothing is published there.
  case added
  /// The published bytes are the same: the file stays as it is.
  case equal
  /// Other bytes are published there.
  case changed
}

/// What a commit did.
public struct Summary: Hashable, Sendable {
  /// A number of files, and of the bytes in them.
  public struct Tally: Hashable, Sendable {
    public internal(set) var files = 0
    public internal(set) var bytes = 0
  }

  /// The documents that were put. Those that a delta keeps unseen are not among them.
  public internal(set) var total = Tally()
  /// Those of them that were added or changed.
  public internal(set) var written = Tally()
  /// How many published files went.
  public internal(set) var removed = 0
  /// Whether the disk confirmed that the switch survives a power cut. Where it did not, the new
  /// site is live all the same, and after a power cut it or the old one is there, whole.
  public internal(set) var isDurable = true
}

extension Summary.Tally {
  mutating func add(_ size: Int) {
    files += 1
    bytes += size
  }

  mutating func takeBack(_ size: Int) {
    files -= 1
    bytes -= size
  }
}
