import Glibc

/// A socket on the loopback interface that clients connect to.
final class Listener: Sendable {
  enum Family { case ipv4, ipv6 }

  let port: UInt16
  private let socket: Descriptor

  var descriptor: CInt { socket.raw }

  /// Binds and listens; port 0 takes a free one.
  init(_ family: Family, port: UInt16) throws(PreviewError) {
    let type = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let domain = family == .ipv4 ? AF_INET : AF_INET6
    let raw = try PreviewError.check("open a socket", Glibc.socket(domain, type, 0))
    socket = Descriptor(adopting: raw)
    var on: CInt = 1
    let size = socklen_t(MemoryLayout<CInt>.size)
    _ = unsafe setsockopt(raw, SOL_SOCKET, SO_REUSEADDR, &on, size)
    switch family {
    case .ipv4: try Self.bind(raw, sockaddr_in(loopback: port), "127.0.0.1:\(port)")
    case .ipv6:
      _ = unsafe setsockopt(raw, CInt(IPPROTO_IPV6), IPV6_V6ONLY, &on, size)
      try Self.bind(raw, sockaddr_in6(loopback: port), "[::1]:\(port)")
    }
    self.port = try Self.boundPort(of: raw)
  }

  /// The next client; nil if it went away.
  func accept(limits: PreviewLimits, now: ContinuousClock.Instant) -> Connection? {
    let raw = Glibc.accept(socket.raw, nil, nil)
    guard raw >= 0 else { return nil }
    _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
    // Or the body of an answer waits until its head is acknowledged: 40 ms for each file.
    var on: CInt = 1
    _ = unsafe setsockopt(
      raw, CInt(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<CInt>.size))
    return Connection(Descriptor(adopting: raw), limits: limits, now: now)
  }

  private static func bind<Address>(
    _ socket: CInt, _ address: Address, _ name: String
  ) throws(PreviewError) {
    var address = address
    let size = socklen_t(MemoryLayout<Address>.size)
    let status = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.bind(socket, $0, size)
      }
    }
    _ = try PreviewError.check("listen on \(name)", status)
    _ = try PreviewError.check("listen on \(name)", listen(socket, 128))
  }

  /// The port stands at the same place in the addresses of both families.
  private static func boundPort(of socket: CInt) throws(PreviewError) -> UInt16 {
    var address = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(socket, $0, &size)
      }
    }
    _ = try PreviewError.check("read the port", status)
    return UInt16(bigEndian: address.sin6_port)
  }
}

extension sockaddr_in {
  fileprivate init(loopback port: UInt16) {
    self.init()
    sin_family = sa_family_t(AF_INET)
    sin_port = port.bigEndian
    sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  }
}

extension sockaddr_in6 {
  fileprivate init(loopback port: UInt16) {
    self.init()
    sin6_family = sa_family_t(AF_INET6)
    sin6_port = port.bigEndian
    sin6_addr = in6addr_loopback
  }
}
