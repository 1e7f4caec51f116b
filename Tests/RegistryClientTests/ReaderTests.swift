import Foundation
import Glibc
import IndexModel
import RegistryClient
import Synchronization
import TestSupport
import Testing

@Suite struct FolderReadingTests {
  @Test func followsNoLinkAndWaitsForNoPipe() throws {
    let folder = try TemporaryFolder()
    try folder.write("entry", to: "index.json")
    try folder.write("inner", to: "real/index.json")
    symlink("index.json", folder.path(of: "link.json"))
    symlink("real", folder.path(of: "linked"))
    mkfifo(folder.path(of: "pipe.json"), 0o600)
    let reader = try SiteReader.folder(folder.path)
    func read(_ path: String) throws -> [UInt8]? { try reader.read(SitePath(layout: path)) }
    #expect(try read("real/index.json") == Array("inner".utf8))
    for path in ["link.json", "linked/index.json", "pipe.json", "real", "index.json/x", "nothing"] {
      #expect(try read(path) == nil, "\(path)")
    }
    // The folder itself may be reached through a link.
    symlink(folder.path, folder.path(of: "root"))
    let linked = try SiteReader.folder(folder.path(of: "root"))
    #expect(try linked.read(SitePath(layout: "index.json")) == Array("entry".utf8))
  }

  @Test func takesNoMoreThanAsked() throws {
    let folder = try TemporaryFolder()
    try folder.write("12345", to: "five")
    let reader = try SiteReader.folder(folder.path)
    let path = SitePath(layout: "five")
    #expect(
      try reader.readAll([.init(path, limit: 5), .init(path, limit: 4)])
        == [.bytes(Array("12345".utf8)), .tooLarge])
  }

  @Test func readsOnWhatItOpenedWhenAnotherTakesItsPlace() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "site/index.json")
    let reader = try SiteReader.folder(folder.path(of: "site"))
    rename(folder.path(of: "site"), folder.path(of: "spare"))
    try folder.write("new", to: "site/index.json")
    #expect(try reader.read(SitePath(layout: "index.json")) == Array("old".utf8))
  }
}

@Suite(.enabled(if: Program.find("curl") != nil, "curl is not installed"))
struct HostReadingTests {
  private static func path(_ number: Int) -> SitePath { SitePath(layout: "files/\(number).json") }

  @Test(arguments: [
    "http://example.org/", "ftp://example.org/", "file:///etc/", "https://user@example.org/",
    "https://example.org/?q", "https://", "http://127.0.0.1.example.org/", "http://localhost@x/",
  ])
  func refusesOtherAddresses(address: String) {
    #expect {
      try SiteReader.at(address)
    } throws: { error in
      if case .notAnAddress = error as? SiteError { true } else { false }
    }
  }

  @Test func answersInTheOrderOfTheRequests() throws {
    let host = try TinyHost { path in
      switch path {
      case "files/7.json": TinyHost.answer("404 Not Found", "nothing")
      case "files/9.json": TinyHost.answer("403 Forbidden")
      default: TinyHost.answer("200 OK", "I am \(path)\n")
      }
    }
    defer { host.stop() }
    let numbers = Array(0..<100)
    let answers = try SiteReader.at(host.address).readAll(numbers.map { .init(Self.path($0)) })
    for (number, answer) in zip(numbers, answers) {
      let expected: SiteReader.Answer =
        number == 7 || number == 9
        ? .absent : .bytes(Array("I am files/\(number).json\n".utf8))
      #expect(answer == expected)
    }
    #expect(host.requests.count == 100)
  }

  @Test func aFileThatIsTooLargeIsNotTaken() throws {
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
    let host = try TinyHost { path in
      switch path {
      // One that says so, one that just goes on, and one that fits.
      case "files/0.json": TinyHost.answer("200 OK", String(repeating: "x", count: 5000))
      case "files/1.json":
        [Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8)]
          + Array(repeating: piece, count: 64)
      default: TinyHost.answer("200 OK", "fits")
      }
    }
    defer { host.stop() }
    let requests = (0..<3).map { SiteReader.Request(Self.path($0), limit: 4096) }
    #expect(
      try SiteReader.at(host.address).readAll(requests)
        == [.tooLarge, .tooLarge, .bytes(Array("fits".utf8))])
  }

  @Test func whatFailsOnceIsTriedAgain() throws {
    let asked = Mutex<[String: Int]>([:])
    let host = try TinyHost { path in
      let before = asked.withLock { asked in
        defer { asked[path, default: 0] += 1 }
        return asked[path] ?? 0
      }
      // One breaks off once, one always.
      switch path {
      case "files/1.json" where before == 0, "files/9.json": return []
      default: return TinyHost.answer("200 OK", path)
      }
    }
    defer { host.stop() }
    let reader = try SiteReader.at(host.address)
    let answers = try reader.readAll((0..<3).map { .init(Self.path($0)) })
    #expect(answers == (0..<3).map { .bytes(Array("files/\($0).json".utf8)) })
    #expect {
      try reader.readAll((8..<11).map { .init(Self.path($0)) })
    } throws: { error in
      guard case .network(let url, _) = error as? SiteError else { return false }
      return url.hasSuffix("files/9.json")
    }
    #expect(asked.withLock { $0["files/9.json"] } == 2)
  }

  @Test func anErrorOfTheHostIsNoAnswer() throws {
    let host = try TinyHost { _ in TinyHost.answer("500 Oops", "{}") }
    defer { host.stop() }
    let url = host.address + "index.json"
    #expect(throws: SiteError.network(url, detail: "the host answered 500")) {
      try SiteReader.at(host.address).read(SiteLayout.index)
    }
  }

  @Test func isNotLedToWhereAnybodyCouldListen() throws {
    let target = try TinyHost { _ in TinyHost.answer("200 OK", "stolen") }
    let redirect = target.address + "index.json"
    let host = try TinyHost { path in
      path == "index.json"
        ? TinyHost.answer("302 Found", "", "Location: \(redirect)\r\n")
        : TinyHost.answer("302 Found", "", "Location: file:///etc/passwd\r\n")
    }
    defer {
      host.stop()
      target.stop()
    }
    for path in [SiteLayout.index, SiteLayout.snapshot] {
      #expect(throws: SiteError.self) { try SiteReader.at(host.address).read(path) }
    }
    #expect(target.requests.isEmpty)
  }

  @Test func aHostThatIsDownIsAnError() throws {
    let host = try TinyHost { _ in TinyHost.answer("200 OK") }
    host.stop()
    #expect {
      try SiteReader.at(host.address).read(SiteLayout.index)
    } throws: { error in
      guard case .network(_, let detail) = error as? SiteError else { return false }
      return detail.contains("onnect")
    }
  }
}
