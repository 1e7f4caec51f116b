import Foundation
import IndexModel
import Testing

@testable import Preview

/// A server on a thread of its own, of a folder that goes away with it.
final class RunningServer {
  let port: UInt16
  let folder: URL
  let server: PreviewServer
  private let ended = DispatchSemaphore(value: 0)

  /// The served folder is `site` in `folder`.
  init(
    limits: PreviewLimits = PreviewLimits(), signals: [Int32] = [],
    redirect: @escaping @Sendable (SitePath) -> (status: Int, location: String)? = { _ in nil }
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let root = folder.appending(path: "site")
    let inner = root.appending(path: "packages/acme")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try Data("{\"entry\":true}\n".utf8).write(to: root.appending(path: "index.json"))
    try Data("{\"acme\":true}\n".utf8).write(to: inner.appending(path: "index.json"))
    try Data("secret\n".utf8).write(to: folder.appending(path: "secret.txt"))
    let path = root.path(percentEncoded: false)
    server = try PreviewServer(root: path, port: 0, limits: limits, redirect: redirect)
    port = try server.start()
    Thread.detachNewThread { [server, ended] in
      server.run(stoppingOn: signals)
      ended.signal()
    }
  }

  deinit {
    server.stop()
    _ = ended.wait(timeout: .now() + 5)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Whether `run()` returns within five seconds.
  func hasEnded() -> Bool {
    defer { ended.signal() }
    return ended.wait(timeout: .now() + 5) == .success
  }

  /// The answer to one request on a connection of its own.
  func get(_ target: String, method: String = "GET", fields: String = "") throws -> Answer {
    let client = try Client(port: port)
    client.send("\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n")
    return try client.answer(hasBody: method != "HEAD")
  }

  /// The status of whatever the bytes of a request are answered with.
  func status(of request: String) throws -> Int {
    let client = try Client(port: port)
    client.send(request)
    return try client.answer().status
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }
}
