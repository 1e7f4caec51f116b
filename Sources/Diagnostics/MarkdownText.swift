/// Text of strangers, made safe to stand in Markdown that a forge renders.
///
/// No escape is enough there: forges look for `@names`, `#1`, `owner/name#1`, addresses and digests of
/// commits in the text that is left when all escapes are undone. They leave code alone, so what is
/// not a plain word or number becomes code.
package enum MarkdownText {
  /// The text as one span of code.
  ///
  /// - Parameter limit: How many bytes of it are shown.
  package static func code(_ text: String, atMost limit: Int = 400) -> String {
    code(ofVisible: VisibleText.line(text), limit)
  }

  /// The bytes as one span of code.
  package static func code(_ bytes: [UInt8], atMost limit: Int = 400) -> String {
    code(ofVisible: VisibleText.line(bytes), limit)
  }

  /// The text as prose on one line, in which all but plain words and numbers is code.
  ///
  /// It begins with whatever it begins with: put a word of ours in front of it.
  package static func prose(_ text: String, atMost limit: Int = 600) -> String {
    var parts: [String] = []
    var unsafe: [Substring] = []
    func end() {
      guard !unsafe.isEmpty else { return }
      parts.append(code(ofVisible: unsafe.joined(separator: " "), limit))
      unsafe = []
    }
    for word in cut(VisibleText.line(text), atMost: limit).split(separator: " ") {
      guard isPlain(Array(word.utf8)) else {
        unsafe.append(word)
        continue
      }
      end()
      parts.append(String(word))
    }
    end()
    return parts.joined(separator: " ")
  }

  private static func code(ofVisible text: String, _ limit: Int) -> String {
    let (text, longest) = withBoundedRuns(cut(text, atMost: limit))
    let fence = String(repeating: "`", count: longest + 1)
    // One blank on both sides is taken away again, unless there is nothing else.
    let edges = [text.utf8.first, text.utf8.last]
    let isBare = text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    guard !isBare else { return "` `" }
    let needsRoom = edges.contains(UInt8(ascii: "`")) || edges.contains(UInt8(ascii: " "))
    return needsRoom ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// The text with no more than eight backticks side by side, and how many there are at most: cmark,
  /// which GitHub and GitLab go by, takes no run of more than 80 for a fence.
  private static func withBoundedRuns(_ text: String) -> (text: String, longest: Int) {
    var shown = String.UnicodeScalarView()
    var longest = 0
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      if run > 8 {
        shown += VisibleText.escape(scalar).unicodeScalars
        run = 0
      } else {
        shown.append(scalar)
        longest = max(longest, run)
      }
    }
    return (String(shown), longest)
  }

  private static func cut(_ text: String, atMost limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var shown = String.UnicodeScalarView()
    var room = limit
    for scalar in text.unicodeScalars {
      room -= UTF8.width(scalar)
      guard room >= 0 else { break }
      shown.append(scalar)
    }
    return String(shown) + "…"
  }

  /// Whether no forge finds anything in a word: letters, with hyphens and apostrophes between, or a
  /// number or version, in quotes or brackets and with a mark behind.
  private static func isPlain(_ word: [UInt8]) -> Bool {
    let core = word.drop { #""'("#.utf8.contains($0) }
    guard let end = core.lastIndex(where: { !#""'),.;:?"#.utf8.contains($0) }) else { return false }
    let letters = core[...end]
    if letters.allSatisfy(isDigitOrDot) { return letters.count < 7 || letters.contains(dot) }
    // Seven hexadecimal digits may name a commit, and letters around a dot a host.
    let isDigest = letters.count >= 7 && letters.allSatisfy(isHexadecimal)
    return !isDigest
      && letters.split(omittingEmptySubsequences: false) { "-'".utf8.contains($0) }
        .allSatisfy { part in !part.isEmpty && part.allSatisfy(isLetter) }
  }

  private static let dot = UInt8(ascii: ".")
  private static func isDigitOrDot(_ byte: UInt8) -> Bool { isDigit(byte) || byte == dot }
  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
