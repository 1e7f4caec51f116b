import Glibc

/// Waits for whatever can be done next, and does it.
struct ServingLoop {
  private let listeners: [Listener]
  private let wake: WakeUp
  private let responder: Responder
  private let limits: PreviewLimits
  private var connections: [Connection] = []

  init(listeners: [Listener], wake: WakeUp, responder: Responder, limits: PreviewLimits) {
    self.listeners = listeners
    self.wake = wake
    self.responder = responder
    self.limits = limits
  }

  mutating func run() {
    while true {
      let ready = wait()
      if ready.contains(wake.descriptor) { return }
      let now = ContinuousClock.now
      for connection in connections {
        if ready.contains(connection.descriptor) { connection.advance(responder, now: now) }
        if connection.deadline <= now { connection.expire(now: now) }
      }
      connections.removeAll { $0.phase == .closed }
      for listener in listeners where ready.contains(listener.descriptor) {
        accept(from: listener, now: now)
      }
    }
  }

  /// The descriptors that are ready; none when a deadline has passed first.
  private func wait() -> Set<CInt> {
    var polled = [pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)]
    polled += connections.map { connection in
      let events = connection.phase == .answer ? POLLOUT : POLLIN
      return pollfd(fd: connection.descriptor, events: Int16(events), revents: 0)
    }
    if hasRoom {
      polled += listeners.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    }
    let count = unsafe poll(&polled, nfds_t(polled.count), milliseconds)
    return count > 0 ? Set(polled.lazy.filter { $0.revents != 0 }.map(\.fd)) : []
  }

  /// Until the first deadline; -1 for ever.
  private var milliseconds: CInt {
    guard let first = connections.map(\.deadline).min() else { return -1 }
    let (seconds, attoseconds) = (first - .now).components
    return CInt(clamping: max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
  }

  /// Whether a client may be accepted: one that is idle can make room.
  private var hasRoom: Bool {
    connections.count < limits.connections || connections.contains(where: \.isIdle)
  }

  private mutating func accept(from listener: Listener, now: ContinuousClock.Instant) {
    guard hasRoom, let socket = listener.accept(limits: limits, now: now) else { return }
    if connections.count >= limits.connections {
      let idle = connections.indices.filter { connections[$0].isIdle }
      guard let oldest = idle.min(by: { connections[$0].deadline < connections[$1].deadline })
      else { return }
      connections.remove(at: oldest)
    }
    connections.append(socket)
  }
}
