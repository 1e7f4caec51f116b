import Foundation
import Glibc
import Testing

/// A client that sends exactly the bytes of a test.
final class Client {
  private let socket: CInt

  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    _ = Glibc.send(socket, bytes, bytes.count, CInt(MSG_NOSIGNAL))
  }

  /// What comes until `count` bytes are there, the server closes the connection, or five seconds
  /// pass.
  func receive(upTo count: Int = .max) -> [UInt8] {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while received.count < count {
      let count = recv(socket, &buffer, min(buffer.count, count - received.count), 0)
      guard count > 0 else { break }
      received += buffer[..<count]
    }
    return received
  }

  /// One answer: its head, and as many bytes as it announces.
  func answer(hasBody: Bool = true) throws -> Answer {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      let byte = receive(upTo: 1)
      try #require(!byte.isEmpty, "the connection ended in a head")
      head += byte
    }
    var answer = Answer(head: String(decoding: head, as: UTF8.self))
    if hasBody, let length = answer["Content-Length"].flatMap(Int.init) {
      answer.body = receive(upTo: length)
    }
    return answer
  }
}

/// An answer as it came.
struct Answer {
  let head: String
  var body: [UInt8] = []

  var status: Int { Int(head.split(separator: " ")[1])! }
  var text: String { String(decoding: body, as: UTF8.self) }

  subscript(name: String) -> String? {
    head.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }
      .map { String($0.dropFirst(name.utf8.count + 2)) }
  }
}
