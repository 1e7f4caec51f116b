import Glibc
public import IndexModel
import Synchronization

/// Serves a folder on the loopback interface, as a static host would: for looking at a site before
/// it is published.
///
///     let server = try PreviewServer(root: "public", port: 0) { path in files.location(of: path) }
///     print("http://127.0.0.1:\(try server.start())/")
///     server.run(stoppingOn: [SIGINT, SIGTERM])
///
/// The folder is found by its path for each request, so a publish is seen at once. One thread
/// serves all clients: it waits for none of them.
public final class PreviewServer: Sendable {
  private let folder: SiteFolder
  private let port: UInt16
  private let limits: PreviewLimits
  private let redirect: @Sendable (SitePath) -> (status: Int, location: String)?
  private let wake: WakeUp
  private let listeners = Mutex<[Listener]>([])

  /// A server of the folder `root`. It does not listen yet.
  ///
  /// - Parameters:
  ///   - root: The path of the folder.
  ///   - port: Where to listen; 0 takes a free port.
  ///   - redirect: Where a file is that the folder does not have; nil for nowhere.
  public convenience init(
    root: String, port: UInt16 = 0,
    redirect: @escaping @Sendable (SitePath) -> (status: Int, location: String)? = { _ in nil }
  ) throws(PreviewError) {
    try self.init(root: root, port: port, limits: PreviewLimits(), redirect: redirect)
  }

  init(
    root: String, port: UInt16, limits: PreviewLimits,
    redirect: @escaping @Sendable (SitePath) -> (status: Int, location: String)? = { _ in nil }
  ) throws(PreviewError) {
    folder = SiteFolder(path: root)
    self.port = port
    self.limits = limits
    self.redirect = redirect
    wake = try WakeUp()
  }

  /// Listens on 127.0.0.1, and on [::1] where there is one, and returns the port.
  public func start() throws(PreviewError) -> UInt16 {
    let first = try Listener(.ipv4, port: port)
    let second = try? Listener(.ipv6, port: first.port)
    listeners.withLock { $0 = [first] + (second.map { [$0] } ?? []) }
    return first.port
  }

  /// Serves until `stop()` is called or one of the signals comes; then all connections are closed.
  public func run(stoppingOn signals: [Int32] = []) {
    let listeners = listeners.withLock { $0 }
    let handlers = signals.map { SignalHandler($0, waking: wake) }
    defer {
      for handler in handlers.reversed() { handler.restore() }
      self.listeners.withLock { $0 = [] }
    }
    let responder = Responder(folder: folder, redirect: redirect)
    var loop = ServingLoop(
      listeners: listeners, wake: wake, responder: responder, limits: limits)
    loop.run()
  }

  /// Ends `run()`, from any thread; before `run()`, keeps it from serving.
  public func stop() { wake.signal() }
}
