import Foundation
import IndexModel
import Testing

@testable import Preview

@Suite struct AnswerTests {
  @Test func servesAFileWithItsHeaderFields() throws {
    let answer = try RunningServer().get("/index.json")
    #expect(answer.status == 200)
    #expect(answer.text == "{\"entry\":true}\n")
    #expect(answer["Content-Type"] == "application/json")
    #expect(answer["Content-Length"] == "15")
    #expect(answer["X-Content-Type-Options"] == "nosniff")
    #expect(answer["Content-Security-Policy"] == "default-src 'none'; sandbox")
    #expect(answer["Cache-Control"] == "no-cache")
    #expect(answer["Access-Control-Allow-Origin"] == "*")
    #expect(answer["ETag"]?.hasPrefix("W/\"") == true)
    #expect(answer["Connection"] == "keep-alive")
  }

  @Test func servesTheEntryOfAFolder() throws {
    let server = try RunningServer()
    #expect(try server.get("/").text == "{\"entry\":true}\n")
    #expect(try server.get("/packages/acme/").text == "{\"acme\":true}\n")
    #expect(try server.get("/packages/acme/?a=/../b").text == "{\"acme\":true}\n")
    #expect(try server.get("/packages/").status == 404)
    let answer = try server.get("/packages/acme")
    #expect(answer.status == 308)
    #expect(answer["Location"] == "/packages/acme/")
  }

  @Test func answersHeadWithoutABody() throws {
    let server = try RunningServer()
    let client = try Client(port: server.port)
    client.send("HEAD /index.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    let text = String(decoding: client.receive(), as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.contains("Content-Length: 15\r\n"))
    #expect(text.hasSuffix("\r\n\r\n"))
  }

  @Test func answers304ToWhoHasTheFile() throws {
    let server = try RunningServer()
    let tag = try #require(try server.get("/index.json")["ETag"])
    for known in [tag, "\"x\", \(tag)", "*", String(tag.dropFirst(2))] {
      let answer = try server.get("/index.json", fields: "If-None-Match: \(known)\r\n")
      #expect(answer.status == 304)
      #expect(answer["ETag"] == tag)
      #expect(answer["Content-Length"] == nil)
    }
    #expect(try server.get("/index.json", fields: "If-None-Match: \"x\"\r\n").status == 200)
    try server.write("{\"entry\":null}\n", to: "site/index.json")
    #expect(try server.get("/index.json", fields: "If-None-Match: \(tag)\r\n").status == 200)
  }

  @Test func sendsLargeFilesWhole() throws {
    let server = try RunningServer()
    let bytes = Data((0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try bytes.write(to: server.folder.appending(path: "site/a.tgz"))
    let answer = try server.get("/a.tgz")
    #expect(Data(answer.body) == bytes)
    #expect(answer["Content-Type"] == "application/gzip")
  }

  @Test func servesTheFolderThatIsLiveNow() throws {
    let server = try RunningServer()
    let site = server.folder.appending(path: "site")
    let next = server.folder.appending(path: "next")
    try FileManager.default.createDirectory(at: next, withIntermediateDirectories: true)
    try server.write("new\n", to: "next/index.json")
    let client = try Client(port: server.port)
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try client.answer().text == "{\"entry\":true}\n")
    try FileManager.default.moveItem(at: site, to: server.folder.appending(path: "old"))
    try FileManager.default.moveItem(at: next, to: site)
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try client.answer().text == "new\n")
  }

  @Test func redirectsToFilesThatAreElsewhere() throws {
    let server = try RunningServer { path in
      switch path.text {
      case "current/acme/a/1.0.0/a.tgz": (302, "https://files.example.org/a.tgz")
      case "evil": (302, "https://x/\r\nSet-Cookie: a=b\r\n\r\n é")
      case "index.json": (302, "https://never.example.org/")
      default: nil
      }
    }
    let answer = try server.get("/current/acme/a/1.0.0/a%2Etgz?x")
    #expect(answer.status == 302)
    #expect(answer["Location"] == "https://files.example.org/a.tgz")
    let evil = try server.get("/evil")
    #expect(evil["Location"] == "https://x/%0D%0ASet-Cookie:%20a=b%0D%0A%0D%0A%20%C3%A9")
    #expect(evil["Set-Cookie"] == nil)
    #expect(try server.get("/").status == 200)
  }

  @Test func explainsProblemsInJSON() throws {
    let server = try RunningServer()
    let missing = try server.get("/nothing.json")
    #expect(missing.status == 404)
    #expect(missing["Content-Type"] == "application/problem+json")
    #expect(missing.text == "{\"status\":404,\"title\":\"Not Found\"}\n")
    let refused = try server.get("/", method: "POST")
    #expect(refused.status == 405)
    #expect(refused["Allow"] == "GET, HEAD")
    #expect(refused["Connection"] == "close")
  }

  @Test func namesTheTypeOfEveryKindOfFile() {
    func type(_ path: String) -> String? { SitePath(path).map { MediaType.of($0).text } }
    #expect(type("schema/v1/release.schema.json") == "application/schema+json")
    #expect(type("a/index.JSON") == "application/json")
    #expect(type("search/search.js.map") == "application/json")
    #expect(type("feeds/all.atom") == "application/atom+xml; charset=utf-8")
    #expect(type("a/b.tar.gz") == "application/gzip")
    #expect(type("a/LICENSE") == "application/octet-stream")
    #expect(type("a/.json") == "application/json")
    #expect(type(".json") == "application/octet-stream")
  }

  @Test func writesDatesAsHTTPDoes() {
    #expect(HTTPDate(seconds: 784_111_777).text == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(HTTPDate(seconds: 0).text == "Thu, 01 Jan 1970 00:00:00 GMT")
    #expect(HTTPDate(seconds: 1_709_164_800).text == "Thu, 29 Feb 2024 00:00:00 GMT")
    #expect(HTTPDate(seconds: 1_735_689_599).text == "Tue, 31 Dec 2024 23:59:59 GMT")
  }
}
