extension Term {
  /// The word without the ending that its number or tense gives it, so that `libraries` finds `library`, and
  /// `compressing` what says `compression`. Words of other letters than `a` to `z` are left as they are: this is for the
  /// English of descriptions, and never for names.
  var stem: Term {
    guard bytes.count >= 4, bytes.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
    else { return self }
    var word = Substem(bytes)
    word.dropPlural()
    word.dropTense()
    if word.count >= 5 { word.drop("e") }
    return Term(word.bytes)
  }
}

/// A word that loses its endings.
private struct Substem {
  var bytes: [UInt8]
  var count: Int { bytes.count }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func ends(_ ending: StaticString) -> Bool {
    ending.withUTF8Buffer { bytes.suffix($0.count).elementsEqual($0) }
  }

  @discardableResult
  mutating func drop(_ ending: StaticString, leaving fewest: Int = 0) -> Bool {
    guard ends(ending), bytes.count - ending.utf8CodeUnitCount >= fewest else { return false }
    bytes.removeLast(ending.utf8CodeUnitCount)
    return true
  }

  mutating func dropPlural() {
    if drop("ies", leaving: 2) {
      bytes.append(UInt8(ascii: "y"))
    } else if ends("sses") || ends("xes") || ends("ches") || ends("shes") || ends("zes") {
      bytes.removeLast(2)
    } else if !ends("ss"), !ends("us"), !ends("is") {
      drop("s")
    }
  }

  mutating func dropTense() {
    let whole = bytes
    if drop("ing", leaving: 3) || drop("ed", leaving: 3) {
      guard bytes.contains(where: Self.isVowel) else {
        bytes = whole
        return
      }
      // `running` is `run`, but `calling` is `call`.
      if let last = bytes.last, bytes.dropLast().last == last, !Self.isVowel(last),
        last != UInt8(ascii: "l"), last != UInt8(ascii: "s"), last != UInt8(ascii: "z")
      {
        bytes.removeLast()
      }
    } else if ends("sion") || ends("tion") {
      drop("ion", leaving: 5)
    }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "y"):
      true
    default: false
    }
  }
}
