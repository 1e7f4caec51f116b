import Foundation
import Glibc
import Synchronization

/// A web host on loopback that answers with exactly the bytes of a test. Each answer ends the connection.
final class TinyHost: Sendable {
  let port: UInt16
  private let listener: CInt
  private let asked = Mutex<[String]>([])

  /// The paths that were asked for.
  var requests: [String] { asked.withLock { $0 } }
  var address: String { "http://127.0.0.1:\(port)/" }

  /// - Parameter answer: The bytes for a path; sent piece by piece, until one cannot be sent.
  init(_ answer: @escaping @Sendable (String) -> any Sequence<[UInt8]> & Sendable) throws {
    let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(listener, address, size)
        _ = listen(listener, 64)
        _ = getsockname(listener, address, &size)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in
      while case let client = accept(listener, nil, nil), client >= 0 {
        Thread.detachNewThread { self.serve(client, answer) }
      }
    }
  }

  /// Nobody is served any more.
  func stop() {
    shutdown(listener, CInt(SHUT_RDWR))
    close(listener)
  }

  private func serve(_ client: CInt, _ answer: (String) -> any Sequence<[UInt8]>) {
    defer { close(client) }
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: head, as: UTF8.self).contains("\r\n\r\n") {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      head += buffer[..<count]
    }
    let path = String(decoding: head, as: UTF8.self).split(separator: " ")[1].dropFirst()
    asked.withLock { $0.append(String(path)) }
    for piece in answer(String(path)) {
      var sent = 0
      while sent < piece.count {
        let count = piece[sent...].withUnsafeBytes {
          send(client, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
        }
        guard count > 0 else { return }
        sent += count
      }
    }
  }

  /// A whole answer.
  static func answer(_ status: String, _ body: String = "", _ fields: String = "") -> [[UInt8]] {
    let head =
      "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(fields)\r\n"
    return [Array((head + body).utf8)]
  }
}
