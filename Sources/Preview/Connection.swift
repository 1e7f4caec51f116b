import Glibc

/// One client: what came from it, what goes to it, and until when it may take its time.
///
/// Requests are answered one after the other; a client may send the next before it has read the
/// last answer.
final class Connection {
  /// What is awaited.
  enum Phase {
    case request
    /// The client reads the answer.
    case answer
    /// The client reads the last answer: what it still sends is thrown away, so that the answer is
    /// not lost.
    case end
    case closed
  }

  private(set) var phase = Phase.request
  private(set) var deadline: ContinuousClock.Instant
  private let socket: Descriptor
  private let limits: PreviewLimits
  private var input: [UInt8] = []
  private var output: [UInt8] = []
  private var sent = 0
  private var file: OpenFile?
  private var unsent = 0
  private var keepsAlive = true

  init(_ socket: consuming Descriptor, limits: PreviewLimits, now: ContinuousClock.Instant) {
    self.socket = socket
    self.limits = limits
    deadline = now + limits.patience
  }

  var descriptor: CInt { socket.raw }

  /// Whether the client has sent nothing of a request.
  var isIdle: Bool { phase == .request && input.isEmpty }

  /// Does what can be done without waiting.
  func advance(_ responder: Responder, now: ContinuousClock.Instant) {
    switch phase {
    case .request:
      // The time for a request begins with its first byte; more bytes do not prolong it.
      if input.isEmpty { deadline = now + limits.patience }
      receive()
      respond(responder, now: now)
    case .answer:
      send(now: now)
      respond(responder, now: now)
    case .end: drain()
    case .closed: break
    }
  }

  /// Gives up on a client that took too long.
  func expire(now: ContinuousClock.Instant) {
    guard phase == .request, !input.isEmpty else {
      phase = .closed
      return
    }
    start(.problem(408), to: nil, now: now)
    send(now: now)
    if phase == .answer { phase = .closed }
  }

  // MARK: Requests

  private func receive() {
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, initialized in
      let count = unsafe recv(
        socket.raw, buffer.baseAddress, buffer.count, CInt(MSG_DONTWAIT))
      if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { phase = .closed }
      initialized = max(0, count)
    }
    input += chunk
  }

  /// Answers the requests that are complete, while the client takes the answers.
  private func respond(_ responder: Responder, now: ContinuousClock.Instant) {
    while phase == .request {
      let end = endOfHead
      guard end ?? input.count <= limits.headBytes else {
        start(.problem(431), to: nil, now: now)
        return send(now: now)
      }
      guard let end else { return }
      let head = input[..<(end - 4)]
      do throws(RequestHead.Refusal) {
        let request = try RequestHead(head)
        input.removeFirst(end)
        start(responder.answer(request), to: request, now: now)
      } catch {
        start(.problem(error.status), to: nil, now: now)
      }
      send(now: now)
    }
  }

  private var endOfHead: Int? {
    let mark = Array("\r\n\r\n".utf8)
    guard input.count >= mark.count else { return nil }
    let last = min(input.count, limits.headBytes + mark.count) - mark.count
    return (0...last).first { input[$0..<$0 + mark.count].elementsEqual(mark) }.map { $0 + 4 }
  }

  // MARK: Answers

  /// Starts an answer; without a request that was understood it is the last one.
  private func start(
    _ response: consuming Response, to request: RequestHead?, now: ContinuousClock.Instant
  ) {
    keepsAlive = request.map { $0.keepsAlive && response.status != 405 } ?? false
    output = response.head(keepsAlive: keepsAlive)
    sent = 0
    if request?.method != "HEAD" { take(response.content) }
    phase = .answer
    deadline = now + limits.patience
  }

  // On its own: a `where` in a switch that consumes crashes the optimizer of Swift 6.3.
  private func take(_ content: consuming Response.Content) {
    switch consume content {
    case .none: break
    case .bytes(let bytes): output += bytes
    case .file(let file):
      unsent = file.size
      self.file = consume file
    }
  }

  private func send(now: ContinuousClock.Instant) {
    while phase == .answer {
      if sent == output.count, !refill() { return finish(now: now) }
      let flags = CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL)
      let count = unsafe output[sent...].withUnsafeBytes { bytes in
        unsafe Glibc.send(socket.raw, bytes.baseAddress, bytes.count, flags)
      }
      if count < 0 {
        if errno != EAGAIN && errno != EINTR { phase = .closed }
        return
      }
      sent += count
      deadline = now + limits.patience
    }
  }

  /// Reads more of the file; false if all of it was sent. A file that became shorter ends the
  /// connection.
  private func refill() -> Bool {
    guard unsent > 0 else { return false }
    output = file?.read(upTo: min(unsent, 1 << 16)) ?? []
    sent = 0
    unsent -= output.count
    guard output.isEmpty else { return true }
    unsent = 0
    keepsAlive = false
    return false
  }

  private func finish(now: ContinuousClock.Instant) {
    file = nil
    output = []
    sent = 0
    phase = keepsAlive ? .request : .end
    deadline = now + limits.patience
    if !keepsAlive { _ = shutdown(socket.raw, CInt(SHUT_WR)) }
  }

  private func drain() {
    input = []
    receive()
  }
}

extension RequestHead.Refusal {
  fileprivate var status: Int {
    switch self {
    case .malformed: 400
    case .unsupportedVersion: 505
    case .body: 413
    }
  }
}
