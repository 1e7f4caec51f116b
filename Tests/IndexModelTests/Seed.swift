/// Random numbers that a seed repeats (SplitMix64). The seed is the argument of the test, so a failure
/// prints it.
struct Seed: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A few seeds that never change, and one that always does.
  static let some: [UInt64] = [1, 2, 3, .random(in: .min ... .max)]

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A text of up to `count` characters of the alphabet.
  mutating func text(of alphabet: String, upTo count: Int) -> String {
    let letters = Array(alphabet)
    return String((0..<Int.random(in: 0...count, using: &self)).map { _ in letters.pick(&self) })
  }

  /// Any bytes, and now and then a text that is nearly one of `samples`.
  mutating func mischief(near samples: [String]) -> String {
    var bytes = Array(samples.pick(&self).utf8)
    for _ in 0..<Int.random(in: 0...4, using: &self) {
      let at = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<4, using: &self) {
      case 0: bytes.insert(.random(in: 0...255, using: &self), at: at)
      case 1 where !bytes.isEmpty: bytes.remove(at: at)
      case 2 where !bytes.isEmpty: bytes[at] = .random(in: 0...255, using: &self)
      default: bytes.append(contentsOf: bytes.prefix(at))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Array {
  func pick(_ seed: inout Seed) -> Element { randomElement(using: &seed)! }
}
