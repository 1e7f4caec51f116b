import Testing

@testable import Search

@Suite("Words of a text")
struct WordsTests {
  @Test(arguments: [
    ("A fast JSON parser", ["a", "fast", "json", "parser"]),
    ("", []), (" \t\r\n", []), ("...", []),
    ("<b>x</b>", ["b", "x", "b"]),
    ("C++ and C#", ["c", "and", "c"]),
    ("don't", ["don", "t"]),
    ("Überblick ÉTÉ", ["überblick", "été"]),
    ("ΑΒΓ Привет Ёж", ["αβγ", "привет", "ёж"]),
    ("数据库", ["数据", "据库"]), ("字", ["字"]),
    ("redis数据库client", ["redis", "数据", "据库", "client"]),
    ("한국어 ไทย", ["한국", "국어", "ไท", "ทย"]),
    ("🦀 rust 🦀", ["rust"]), ("a\u{0}b\u{200B}c", ["a", "b", "c"]),
  ])
  func areRunsOfLettersInLowerCase(_ text: String, _ words: [String]) {
    #expect(Words.of(text).map(\.text) == words)
  }

  @Test func areNoLongerThanANameCanBe() {
    #expect(Words.of(String(repeating: "a", count: 60)).isEmpty)
    #expect(Words.of(String(repeating: "a", count: 59)).count == 1)
  }

  @Test func haveTheWordsInThemThatCaseTells() {
    let found = Words.andPieces(of: "A BitTorrent client for PostScript and GTK")
    #expect(found.pieces.map(\.text) == ["bit", "torrent", "post", "script"])
  }
}

@Suite("Stems of words")
struct StemTests {
  @Test(arguments: [
    ("libraries", "library"), ("files", "file"), ("class", "class"), ("classes", "class"),
    ("status", "status"), ("analysis", "analysis"), ("boxes", "box"),
    ("running", "run"), ("calling", "call"), ("string", "string"), ("thing", "thing"),
    ("compression", "compress"), ("compressing", "compress"), ("compressed", "compress"),
    ("compile", "compil"), ("compiling", "compil"), ("station", "station"), ("bus", "bus"),
    ("gtk3", "gtk3"), ("été", "été"), ("数据", "数据"), ("is", "is"),
  ])
  func areTheWordWithoutItsEnding(_ word: Term, _ stem: Term) {
    #expect(word.stem == stem)
  }

  @Test(arguments: ["s", "es", "ing", "ed", "sing", "sses", "ies", "tion", "aaaa", "eeee"])
  func areNeverEmpty(_ word: Term) {
    #expect(!word.stem.isEmpty)
  }
}

@Suite("Slips of the fingers")
struct EditsTests {
  @Test(arguments: [
    ("nginx", "ngnix", true), ("nginx", "nginx", false), ("nginx", "ngin", true),
    ("nginx", "nginxx", true), ("nginx", "ngimx", true), ("nginx", "gninx", true),
    ("nginx", "xginn", false), ("nginx", "ngi", false), ("abcd", "badc", false),
    ("aab", "aba", true), ("", "a", true),
  ])
  func areOneLetterOrTwoInEachOthersPlace(_ one: Term, _ other: Term, _ isEdit: Bool) {
    #expect(one.isOneEdit(from: other) == isEdit)
    #expect(other.isOneEdit(from: one) == isEdit)
  }

  @Test func shareAVariantWhereverTheyAre() {
    let word: Term = "kernel"
    let letters = Array("akernlz".utf8)
    for at in 0...word.count {
      for letter in letters {
        var slips: [[UInt8]] = [word.bytes, word.bytes, word.bytes]
        slips[0].insert(letter, at: at)
        if at < word.count { slips[1][at] = letter }
        if at + 1 < word.count { slips[2].swapAt(at, at + 1) }
        for slip in slips.map(Term.init) where slip != word {
          #expect(slip.isOneEdit(from: word))
          #expect(!Set(slip.variants).isDisjoint(with: word.variants), "\(slip)")
        }
      }
    }
  }

  @Test func areLookedForInWordsThatAreNeitherShortNorLong() {
    #expect(!Term("vim").isOpenToEdits)
    #expect(Term("nano").isOpenToEdits)
    #expect(!Term(String(repeating: "a", count: 33).utf8).isOpenToEdits)
    #expect(!Term("数据").isOpenToEdits)
  }
}
