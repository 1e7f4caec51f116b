import Foundation
import Glibc

/// Runs `body` on as many threads as asked for, all at once, and waits for them.
///
/// Threads of their own: a pool of workers may run one call after the other, and those that wait
/// for each other then wait for ever.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let group = DispatchGroup()
  for number in 0..<count {
    group.enter()
    Thread {
      body(number)
      group.leave()
    }.start()
  }
  group.wait()
}

/// Runs a program with nothing to read and its output thrown away, and waits for it. Answers its
/// wait status; nil if it could not be started.
///
/// Plain `posix_spawn`: `Process` waits for its child by way of workers that busy tests may not
/// leave free.
func runProgram(_ path: String, _ arguments: [String], environment: [String: String]) -> CInt? {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for descriptor in 0...2 as ClosedRange<CInt> {
    posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
  }
  var words = ([path] + arguments).map { strdup($0) } + [nil]
  var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
  defer {
    for text in words + variables { free(text) }
  }
  var child: pid_t = 0
  guard posix_spawn(&child, path, &actions, nil, &words, &variables) == 0 else { return nil }
  var status: CInt = 0
  while waitpid(child, &status, 0) < 0 {
    if errno != EINTR { return nil }
  }
  return status
}

/// Whether `scripts/soak` runs the tests, which then try longer.
enum Soak {
  static let isOn = ProcessInfo.processInfo.environment["CAIRN_SOAK"] != nil
}
