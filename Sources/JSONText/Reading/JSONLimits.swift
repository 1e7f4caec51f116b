/// How much of a document the reader is willing to follow.
public struct JSONLimits: Hashable, Sendable {
  /// How many containers may be open at once: a lone scalar needs 0, `[]` needs 1.
  ///
  /// A document is never deeper than ``deepest``, whatever is asked for, so that code which walks a
  /// document by recursion cannot exhaust its stack.
  public var depth: Int

  /// How many bytes a document may have. Never more than ``largest``, whatever is asked for.
  public var bytes: Int

  /// The deepest document that any limits allow.
  public static let deepest = 512

  /// The largest document that any limits allow: half a gibibyte, so that offsets fit in 32 bits.
  public static let largest = 1 << 29

  /// Limits of a registry's own files: 32 levels, one mebibyte.
  public init(depth: Int = 32, bytes: Int = 1 << 20) {
    self.depth = depth
    self.bytes = bytes
  }

  /// The limits that hold: what was asked for, but never beyond what the reader can represent.
  var effective: JSONLimits {
    JSONLimits(
      depth: min(max(depth, 0), Self.deepest), bytes: min(max(bytes, 0), Self.largest))
  }
}
