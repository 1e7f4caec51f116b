import Testing

/// A text that a log, a terminal, a browser or a forge would obey; described so that the log of the
/// tests does not.
struct HostileText: CustomTestStringConvertible, Sendable {
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }

  init(_ text: String) { bytes = Array(text.utf8) }
  init(bytes: [UInt8]) { self.bytes = bytes }

  var testDescription: String {
    String(text.prefix(40).unicodeScalars.flatMap { $0.escaped(asASCII: true) })
  }

  static let all =
    [
      "::error::x", "##[error]x", "##vso[task.x]", "\n::error::x", "\r\n::set-env x", "\u{85}::x",
      "%0A::error::x", "\u{1B}]0;x\u{7}", "\u{9B}31m", "a\tb", "a\u{0}b", "\u{FFFE}\u{FFFF}",
      "]]>", "<script>alert(1)</script>", "</testsuite>", "<!-- cairn-check -->", "-->",
      "&amp;&#64;",
      "`", "``", "a`b``c```", "` @everyone `", "```\n@everyone\n```", "\\`@everyone\\`", "\\",
      "@everyone", "\\@everyone", "(@everyone)", "@acme/core", "#1", "\\#1", "acme/libfoo#1",
      "GH-1",
      "!1 $1 &1 %1 ~bug ^x^", "![x](https://x.example/)", "[x](javascript:alert(1))", "](1)",
      "[x]: /y",
      "https://x.example/", "www.x.example", "a@x.example", "<https://x.example/>",
      "0123456789abcdef0123456789abcdef01234567", "deadbeef", "*a* _b_ ~~c~~ **d**", "# a", "- a",
      "1. a", "> a", "| a | b |", "---", "a\n===", ":smile:", "{0} {{1}}", "\u{202E}txt.exe",
      "\u{2066}a\u{2069}", "a\u{2028}b\u{2029}c", "\u{200B}\u{FEFF}", "\u{E0001}", "e\u{301}",
      "\u{1F468}\u{200D}\u{1F469}", "", " ", "  a  ", "'\"", "/../../etc", "$(id)", "a\u{AD}b",
      String(repeating: "long ", count: 1_000), String(repeating: "`", count: 1_000),
      String(repeating: "@a #1 ", count: 500),
    ].map { HostileText($0) }
    + [
      HostileText(bytes: [0xFF, 0xFE]), HostileText(bytes: [0x61, 0xED, 0xA0, 0x80, 0x62]),
      HostileText(bytes: [0xC3]), HostileText(bytes: [0xF4, 0x90, 0x80, 0x80]),
    ]
}
