import Foundation
import IndexModel
import Testing

@testable import Preview

/// A target that must not be served, and how it is refused.
struct TargetCase: CustomTestStringConvertible, Sendable {
  let target: String
  let status: Int

  var testDescription: String { target }

  static let all: [TargetCase] = [
    ("/../secret.txt", 404), ("/packages/../../secret.txt", 404), ("/..", 404), ("/../", 404),
    ("/%2e%2e/secret.txt", 404), ("/%2E%2E%2Fsecret.txt", 404), ("/..%2fsecret.txt", 404),
    ("/.%2e/secret.txt", 404), ("/%252e%252e/secret.txt", 404), ("/./index.json", 404),
    ("//", 404), ("//index.json", 404), ("//etc/passwd", 404), ("/packages//acme/", 404),
    ("/index.json/", 404), ("/index.json%00", 404), ("/index.json%00.html", 404),
    ("/..\\secret.txt", 404), ("/%5c..%5csecret.txt", 404), ("/index.json%0d%0aX:y", 404),
    ("/caf%C3%A9", 404), ("/%c0%ae%c0%ae/secret.txt", 404), ("/%ff", 404), ("/a%20b", 404),
    ("/link.txt", 404), ("/outside/secret.txt", 404), ("/pipe", 404),
    ("http://127.0.0.1/../secret.txt", 404), ("http://127.0.0.1/%2e%2e/secret.txt", 404),
    ("http://127.0.0.1", 400), ("https://127.0.0.1/index.json", 400), ("index.json", 400),
    ("*", 400), ("/%", 400), ("/%2", 400), ("/%zz", 400), ("/%+1", 400), ("/index.json#x", 400),
    ("", 400), ("../secret.txt", 400),
  ].map { TargetCase(target: $0.0, status: $0.1) }
}

@Suite struct HostileClientTests {
  private func server() throws -> RunningServer {
    let server = try RunningServer()
    let site = server.folder.appending(path: "site")
    try FileManager.default.createSymbolicLink(
      at: site.appending(path: "link.txt"),
      withDestinationURL: server.folder.appending(path: "secret.txt"))
    try FileManager.default.createSymbolicLink(
      at: site.appending(path: "outside"), withDestinationURL: server.folder)
    mkfifo(site.appending(path: "pipe").path(percentEncoded: false), 0o644)
    return server
  }

  @Test func staysInTheFolder() throws {
    let server = try server()
    for target in TargetCase.all {
      #expect(try server.get(target.target).status == target.status, "\(target.target)")
    }
    #expect(try server.get("http://127.0.0.1:1/index.json?x").status == 200)
    #expect(try server.get("/%69ndex.json").status == 200)
  }

  @Test func refusesRawControlBytes() throws {
    let server = try server()
    for target in ["/index.json\0", "/index\u{1}.json", "/index.json\u{7F}", "/a\tb\u{B}"] {
      #expect(try server.get(target).status == 400)
    }
  }

  @Test func refusesRequestsThatAreNotHTTP() throws {
    let server = try server()
    let cases = [
      ("GET / HTTP/1.1\r\n\r\n", 400), ("GET /\r\nHost: x\r\n\r\n", 400), ("\r\n\r\n", 400),
      ("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("G{T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", 400),
      ("GET / HTTP/1.1\nHost: x\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n", 400),
      ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505), ("GET / FTP/1.1\r\nHost: x\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", 413),
      ("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413),
      ("GET / HTTP/1.0\r\n\r\n", 200), ("get / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
    ]
    for (request, status) in cases {
      #expect(try server.status(of: request) == status, "\(request)")
    }
  }

  @Test func refusesHeadsThatAreTooLong() throws {
    let server = try server()
    let filler = String(repeating: "a", count: 20_000)
    #expect(try server.status(of: "GET /\(filler) HTTP/1.1\r\nHost: x\r\n\r\n") == 431)
    #expect(try server.status(of: "GET / HTTP/1.1\r\nHost: x\r\nA: \(filler)\r\n\r\n") == 431)
    let head = "GET / HTTP/1.1\r\nHost: x\r\nA: "
    let room = (16 << 10) - head.utf8.count - 4
    #expect(try server.status(of: head + filler.prefix(room) + "\r\n\r\n") == 200)
    #expect(try server.status(of: head + filler.prefix(room + 1) + "\r\n\r\n") == 431)
  }

  @Test func answersPipelinedRequestsInOrder() throws {
    let server = try server()
    let client = try Client(port: server.port)
    let targets = ["/index.json", "/nothing", "/packages/acme/", "/%", "/index.json"]
    client.send(targets.map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
    #expect(try targets.map { _ in try client.answer().status } == [200, 404, 200, 400, 200])
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n")
    #expect(try client.answer().status == 200)
    #expect(client.receive().isEmpty)
  }

  @Test func readsARequestThatComesByteByByte() throws {
    let server = try server()
    let client = try Client(port: server.port)
    for byte in Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8) { client.send([byte]) }
    #expect(try client.answer().status == 200)
  }

  @Test func givesUpOnSlowClients() throws {
    let server = try RunningServer(limits: PreviewLimits(patience: .milliseconds(200)))
    let silent = try Client(port: server.port)
    let slow = try Client(port: server.port)
    slow.send("GET / HT")
    #expect(try slow.answer().status == 408)
    #expect(slow.receive().isEmpty)
    #expect(silent.receive().isEmpty)
  }

  @Test func givesUpOnClientsThatDoNotRead() throws {
    let server = try RunningServer(limits: PreviewLimits(patience: .milliseconds(200)))
    try Data(count: 32 << 20).write(to: server.folder.appending(path: "site/large.tgz"))
    let client = try Client(port: server.port)
    client.send("GET /large.tgz HTTP/1.1\r\nHost: x\r\n\r\n")
    usleep(1_500_000)
    #expect(client.receive().count < 32 << 20)
    #expect(try server.get("/").status == 200)
  }

  @Test func boundsConnectionsAndStillServes() throws {
    let limits = PreviewLimits(connections: 8, patience: .seconds(4))
    let server = try RunningServer(limits: limits)
    // A client that is idle gives way to one that asks.
    var idle = try (0..<50).map { _ in try Client(port: server.port) }
    #expect(try server.get("/").status == 200)
    idle.removeAll()
    // One that is in the middle of a request does not; the others wait.
    let busy = try (0..<8).map { _ in try Client(port: server.port) }
    for client in busy { client.send("GET /") }
    usleep(200_000)
    let waiting = try Client(port: server.port)
    waiting.send("GET /")
    waiting.send(" HTTP/1.1\r\nHost: x\r\n\r\n")
    busy[0].send(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(try busy[0].answer().status == 200)
    #expect(try waiting.answer().status == 200)
  }

  @Test func stopsWhileClientsAreConnected() throws {
    let server = try RunningServer()
    let client = try Client(port: server.port)
    client.send("GET / HT")
    server.server.stop()
    #expect(server.hasEnded())
    #expect(client.receive().isEmpty)
    #expect(throws: (any Error).self) { _ = try Client(port: server.port) }
  }

  @Test func stopsAtASignal() throws {
    let server = try RunningServer(signals: [SIGUSR1])
    // Once it answers, the handler is in place.
    #expect(try server.get("/").status == 200)
    kill(getpid(), SIGUSR1)
    #expect(server.hasEnded())
  }

  @Test func listensOnAPortOnce() throws {
    let server = try RunningServer()
    let second = try PreviewServer(root: "/nowhere", port: server.port)
    let error = #expect(throws: PreviewError.self) { try second.start() }
    #expect(
      error?.description == "cannot listen on 127.0.0.1:\(server.port): Address already in use")
  }

  @Test func servesNothingWithoutAFolder() throws {
    let server = try RunningServer()
    try FileManager.default.removeItem(at: server.folder.appending(path: "site"))
    #expect(try server.get("/").status == 404)
  }
}
