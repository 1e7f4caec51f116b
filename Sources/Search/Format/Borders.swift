/// Where one shard ends and the next begins: a function of the keys and of how much each of them leads to, looking
/// backwards only as far as the shard's beginning. A key that comes or goes moves the borders next to it, and none
/// further on than the next that both ways have.
public struct Borders {
  /// How much is in the shard so far.
  private(set) var size = 0
  private let limits: Limits

  /// Sizes of shards, in packages or in words.
  public struct Limits: Sendable {
    let fewest: Int
    /// What a shard has on average beyond the fewest.
    let typical: Int
    let most: Int

    public static let terms = Limits(fewest: 50, typical: 50, most: 200)
    public static let typos = Limits(fewest: 200, typical: 200, most: 800)
  }

  public init(_ limits: Limits) { self.limits = limits }

  /// Whether a shard begins with this key.
  ///
  /// - Parameter weight: How much the key leads to.
  public mutating func begins(with key: Term, weight: Int) -> Bool {
    let weight = max(1, weight)
    let isBorder =
      size > 0 && (size + weight > limits.most || size >= limits.fewest && isMarked(key, weight))
    size = isBorder ? weight : size + weight
    return isBorder
  }

  /// Whether the key's own bytes say that a border is here, as likely as it is heavy.
  private func isMarked(_ key: Term, _ weight: Int) -> Bool {
    // FNV-1a, and a finisher, for keys that differ at their ends only.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    return (hash >> 32) * UInt64(limits.typical) < UInt64(weight) << 32
  }
}
