import IndexModel
import Testing

@Suite struct WebAddressTests {
  @Test(arguments: [
    "https://example.org", "https://example.org/", "https://files.example.org/libfoo-1.0.2.tgz",
    "https://example.org:8443/a?b=c&d=/e?f", "https://EXAMPLE.org/", "https://a/", "https://a-b.c/",
    "https://xn--bcher-kva.example/", "https://192.0.2.1/", "https://[2001:db8::1]/x",
    "https://[::1]:443/", "https://[::]/", "https://[1:2:3:4:5:6:7:8]/",
    "https://example.org/a%20b",
    "https://example.org/~u/a@b/$(x);y,z'!*", "https://example.org/%C3%A9", "https://example.org?x",
    "https://example.org/.well-known/a.b", "https://example.org/a/./b", "https://example.org//a",
    "https://github.com/o/r/releases/download/v1.0.0/a.tar.gz", "https://1.example/",
  ])
  func takesWhatAFileIsServedAt(_ text: String) throws {
    #expect(try WebAddress(text).text == text)
  }

  @Test(arguments: [
    ("", WebAddress.Problem.notHTTPS), ("http://example.org/", .notHTTPS),
    ("HTTPS://example.org/", .notHTTPS), ("https:/example.org/", .notHTTPS),
    ("//example.org/", .notHTTPS), ("javascript:alert(1)", .notHTTPS), (" https://a/", .notHTTPS),
    ("https://", .noHost), ("https:///a", .noHost), ("https://:80/", .noHost),
    ("https://user@example.org/", .userInfo), ("https://u:p@example.org/", .userInfo),
    ("https://example.org@evil.org/", .userInfo),
    ("https://example.org\\@evil.org/", .forbidden(0x5C, at: 19)),
    ("https://example..org/", .badHost("example..org")), ("https://.a/", .badHost(".a")),
    ("https://a./", .badHost("a.")), ("https://-a/", .badHost("-a")),
    ("https://a-/", .badHost("a-")),
    ("https://a_b/", .badHost("a_b")), ("https://a%2eb/", .badHost("a%2eb")),
    ("https://1.2.3/", .badHost("1.2.3")), ("https://1.2.3.256/", .badHost("1.2.3.256")),
    ("https://1.2.3.04/", .badHost("1.2.3.04")), ("https://0x7f.1/", .badHost("0x7f.1")),
    ("https://127.0.0.99999999999999999999/", .badHost("127.0.0.99999999999999999999")),
    ("https://a.1b/", .badHost("a.1b")),
    ("https://[::1/", .badHost("[::1")), ("https://[]/", .badHost("[]")),
    ("https://[1::2::3]/", .badHost("[1::2::3]")), ("https://[12345::]/", .badHost("[12345::]")),
    ("https://[1:2:3:4:5:6:7]/", .badHost("[1:2:3:4:5:6:7]")),
    ("https://[1:2:3:4:5:6:7:8:9]/", .badHost("[1:2:3:4:5:6:7:8:9]")),
    ("https://[1:2:3:4:5:6:7:8::]/", .badHost("[1:2:3:4:5:6:7:8::]")),
    ("https://[:1]/", .badHost("[:1]")), ("https://[1:]/", .badHost("[1:]")),
    ("https://[:::]/", .badHost("[:::]")), ("https://[::1]a/", .badHost("[::1]a")),
    ("https://a:/", .badPort("")), ("https://a:0/", .badPort("0")),
    ("https://a:65536/", .badPort("65536")),
    ("https://a:99999999999999999999/", .badPort("99999999999999999999")),
    ("https://a:8a/", .badPort("8a")), ("https://a:080/", .badPort("080")),
    ("https://a/#b", .fragment(at: 10)), ("https://a#", .fragment(at: 9)),
    ("https://a/b c", .forbidden(0x20, at: 11)), ("https://a/\"", .forbidden(0x22, at: 10)),
    ("https://a/<b>", .forbidden(0x3C, at: 10)), ("https://a/\n", .forbidden(0x0A, at: 10)),
    ("https://a/{x}", .forbidden(0x7B, at: 10)), ("https://a/é", .forbidden(0xC3, at: 10)),
    ("https://a\u{301}/", .forbidden(0xCC, at: 9)), ("https://a/\u{301}", .forbidden(0xCC, at: 10)),
    ("https://a/`", .forbidden(0x60, at: 10)), ("https://a/b\\c", .forbidden(0x5C, at: 11)),
    ("https://a/%", .badEscape(at: 10)), ("https://a/%2", .badEscape(at: 10)),
    ("https://a/%zz", .badEscape(at: 10)), ("https://a/%00", .badEscape(at: 10)),
    ("https://a/%0d%0aX", .badEscape(at: 10)), ("https://a/%7F", .badEscape(at: 10)),
    ("https://a/../b", .twoDots(at: 10)), ("https://a/b..c", .twoDots(at: 11)),
    ("https://a/%2e%2e/", .twoDots(at: 10)), ("https://a/.%2E/", .twoDots(at: 10)),
    ("https://a/%2E./", .twoDots(at: 10)), ("https://a/?x=..", .twoDots(at: 13)),
    ("https://a/" + String(repeating: "b", count: 2_039), .tooLong(2_049)),
  ])
  func refusesTheRest(_ text: String, _ problem: WebAddress.Problem) {
    #expect(throws: problem) { try WebAddress(text) }
  }

  @Test func knowsItsParts() throws {
    let address = try WebAddress("https://files.example.org:8443/a/b?c/d")
    #expect(address.host == "files.example.org")
    #expect(address.origin == "https://files.example.org:8443")
    #expect(address.path == "/a/b")
    #expect(try WebAddress("https://[::1]:8/").host == "[::1]")
    #expect(try WebAddress("https://a").path == "")
  }

  @Test(arguments: [
    ("https://files.example.org/a", "https://files.example.org/", true),
    ("https://files.example.org.evil.org/a", "https://files.example.org", false),
    ("https://files.example.org/a", "https://files.example.org", true),
    ("https://files.example.org?a", "https://files.example.org", true),
    ("https://files.example.org:444/a", "https://files.example.org", false),
    ("https://files.example.org", "https://files.example.org/", false),
    ("https://e.org/ab", "https://e.org/a", false), ("https://e.org/a", "https://e.org/a", true),
    ("https://e.org/a/b", "https://e.org/a", true), ("https://e.org/a?b", "https://e.org/a", true),
    ("https://E.org/a", "https://e.org/", false), ("https://e.org/a/", "https://e.org/a/b", false),
  ])
  func anAllowListCoversWholeComponents(_ text: String, _ allowed: String, _ expected: Bool) throws
  {
    #expect(try WebAddress(text).isCovered(by: WebAddress(allowed)) == expected)
  }

  @Test func namesTheFilesOfItsSite() throws {
    let path = SitePath(layout: "packages/acme/libfoo.json")
    for root in ["https://e.org/r", "https://e.org/r/"] {
      #expect(
        try WebAddress(root).address(of: path) == "https://e.org/r/packages/acme/libfoo.json")
    }
  }
}
