import Foundation
import JSONText

/// A JSON text in which « and » stand around the bytes that a test is about.
struct Marked: ExpressibleByStringLiteral, CustomStringConvertible {
  let bytes: [UInt8]
  /// The marked ranges by their beginning; marks do not nest.
  let ranges: [Range<Int>]
  let description: String

  init(_ text: String) {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    var start = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "«": start = bytes.count
      case "»": ranges.append(start..<bytes.count)
      default: bytes += UTF8.encode(scalar)!
      }
    }
    (self.bytes, self.ranges, description) = (bytes, ranges, text)
  }

  init(stringLiteral text: String) { self.init(text) }
}

/// SplitMix64: small, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A new seed for each run; `CAIRN_SEED` repeats one.
func newSeed() -> UInt64 {
  let chosen = ProcessInfo.processInfo.environment["CAIRN_SEED"].flatMap(UInt64.init)
  return chosen ?? UInt64.random(in: 0 ... .max)
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The document that some text is, whatever else is wrong with it.
func readDocument(_ text: String) throws -> JSONDocument {
  try readDocument(bytes(text))
}

func readDocument(_ bytes: [UInt8]) throws -> JSONDocument {
  let reading = JSONDocument.read(bytes)
  return try reading.document ?? { throw reading.problems[0] }()
}

extension JSONDocument {
  /// The whole document as a value.
  var value: JSONValue? { JSONValue(root, of: self) }
}
