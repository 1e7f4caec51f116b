import IndexModel
import Testing

/// Whatever the bytes: each reader answers, and what it takes it gives back unchanged.
@Suite struct MischiefTests {
  static let samples = [
    "", "acme", "acme/libfoo", "1.0.0-rc.1+5", "99999999999999999999.0.0", "2024.03",
    SHA256DigestTests.hex, ContentIDTests.raw, ContentIDTests.version0, "zb2rhe5P4gXft", "k2cwueb",
    "https://e.org:8443/a/%20b?c", "https://[2001:db8::1]/", "2026-05-01T12:00:00Z",
    "Apache-2.0 OR (GPL-2.0-or-later WITH Classpath-exception-2.0)", "github:4", "gitlab:dave",
    "plugins/linux/tool", ".git::$DATA", "con.json",
  ]

  @Test(arguments: Seed.some) func noBytesTrap(_ number: UInt64) {
    var seed = Seed(number)
    for _ in 0..<1_000 {
      let text = seed.mischief(near: Self.samples)
      for use in Name.Use.allCases {
        if let name = try? Name(text, for: use) {
          #expect(name.text == text && !name.skeleton.isEmpty && !name.isOneEditApart(from: name))
        }
      }
      for scheme in VersionScheme.allCases {
        if let version = try? Version(text, scheme: scheme) {
          #expect(version.text == text && !version.pathText.isEmpty)
        }
      }
      if let id = try? PackageID(text) { #expect(id.text == text) }
      if let digest = try? SHA256Digest(hex: text) { #expect(digest.hex == text) }
      if let id = try? ContentID(text) { #expect(id.text == text) }
      if let time = try? Timestamp(text) { #expect(time.text == text) }
      if let license = try? LicenseExpression(text) { #expect(license.text == text) }
      if let account = try? Account(text) { #expect(account.text == text) }
      if let address = try? WebAddress(text) {
        #expect(
          address.text == text && text.hasPrefix(address.origin) && address.isCovered(by: address))
      }
      if let file = try? FileName(text) { #expect(SitePath(file.text) != nil) }
      if RepositoryPath(text).problem() == nil, !text.isEmpty { #expect(SitePath(text) != nil) }
    }
  }

  @Test(arguments: Seed.some) func messagesCarryNoControlByteAndEndWithoutStop(_ number: UInt64) {
    var seed = Seed(number)
    for _ in 0..<500 {
      let text = seed.mischief(near: Self.samples)
      var messages: [String] = []
      do { _ = try Name(text) } catch { messages.append(error.message) }
      do { _ = try Version(text) } catch { messages.append(error.message) }
      do { _ = try PackageID(text) } catch { messages.append(error.message) }
      do { _ = try SHA256Digest(hex: text) } catch { messages.append(error.message) }
      do { _ = try ContentID(text) } catch { messages.append(error.message) }
      do { _ = try Timestamp(text) } catch { messages.append(error.message) }
      do { _ = try LicenseExpression(text) } catch { messages.append(error.message) }
      do { _ = try Account(text) } catch { messages.append(error.message) }
      do { _ = try WebAddress(text) } catch { messages.append(error.message) }
      do { _ = try FileName(text) } catch { messages.append(error.message) }
      if let problem = RepositoryPath(text).problem() { messages.append(problem.message) }
      for message in messages {
        #expect(message.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } && message.last != ".")
      }
    }
  }
}
