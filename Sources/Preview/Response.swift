import Glibc
import IndexModel

/// An answer: its status, its own header fields and what follows the head.
struct Response: ~Copyable {
  let status: Int
  var fields: [(name: String, value: String)]
  var content: Content

  enum Content: ~Copyable {
    case none
    case bytes([UInt8])
    case file(OpenFile)
  }

  /// The bytes of a file.
  static func file(_ file: consuming OpenFile, at path: SitePath) -> Response {
    let fields = [
      ("Content-Type", MediaType.of(path).text), ("Content-Length", String(file.size)),
      ("ETag", file.etag),
    ]
    return Response(status: 200, fields: fields, content: .file(file))
  }

  /// The client has the file already.
  static func notModified(etag: String) -> Response {
    Response(status: 304, fields: [("ETag", etag)], content: .none)
  }

  /// The file is elsewhere. Bytes that a header field cannot hold are percent-encoded.
  static func redirect(_ status: Int, to location: String) -> Response {
    let fields = [("Location", encoded(location)), ("Content-Length", "0")]
    return Response(status: status, fields: fields, content: .none)
  }

  /// A problem, with a body after RFC 9457.
  static func problem(_ status: Int) -> Response {
    let body = Array("{\"status\":\(status),\"title\":\"\(reason(status))\"}\n".utf8)
    var fields = [
      ("Content-Type", "application/problem+json"), ("Content-Length", String(body.count)),
    ]
    if status == 405 { fields.append(("Allow", "GET, HEAD")) }
    return Response(status: status, fields: fields, content: .bytes(body))
  }

  /// The status line and the header fields, with those that every answer has.
  func head(keepsAlive: Bool) -> [UInt8] {
    let shared = [
      ("Date", HTTPDate(seconds: time(nil)).text),
      ("Connection", keepsAlive ? "keep-alive" : "close"),
      ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"),
      ("Content-Security-Policy", ContentPolicy.text),
      ("Access-Control-Allow-Origin", "*"),
    ]
    let lines = (fields + shared).map { "\($0.0): \($0.1)\r\n" }.joined()
    return Array("HTTP/1.1 \(status) \(Self.reason(status))\r\n\(lines)\r\n".utf8)
  }

  private static func encoded(_ location: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in location.utf8 {
      if (0x21...0x7E).contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 431: "Request Header Fields Too Large"
    case 505: "HTTP Version Not Supported"
    default: "Status \(status)"
    }
  }
}
