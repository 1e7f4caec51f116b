import Glibc
import Programs

/// How `git` is run: in a folder that is named to it, with no configuration but that folder's and ours, and so that it
/// runs nothing itself.
enum GitProgram {
  static let name = "git"

  /// Settings on every command line, which go before those of a repository.
  ///
  /// The repository is its user's, and still: a publication is no occasion for hooks, which may be anybody's where
  /// `core.hooksPath` leads into the checkout.
  static let settings = [
    "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false",
    // What a branch leads to is on the disk before the branch leads there.
    "-c", "core.fsync=committed,pack,pack-metadata,reference", "-c", "core.fsyncMethod=fsync",
  ]

  static func environment(gitFolder: String) -> [String] {
    [
      "PATH=\(variable("PATH") ?? "/usr/bin:/bin")", "LC_ALL=C", "GIT_DIR=\(gitFolder)",
      "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_TERMINAL_PROMPT=0",
      // For the log of the branch, where one is kept.
      "GIT_COMMITTER_NAME=\(SiteCommit.name)", "GIT_COMMITTER_EMAIL=\(SiteCommit.email)",
      // glibc gives the memory of each compression back to the kernel, and asks for it again: half of the time.
      "MALLOC_TRIM_THRESHOLD_=268435456",
      // A repository's configuration may name files by it.
      "HOME=\(variable("HOME") ?? "/nonexistent")",
    ]
  }

  private static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Moves a branch, if it still is where it was.
  ///
  /// - Parameter old: Nil where there was no such branch.
  /// - Returns: What git said where it did not.
  static func move(
    _ reference: String, in gitFolder: String, from old: String?, to new: String
  ) throws(PublishError) -> String? {
    let zeros = String(repeating: "0", count: new.utf8.count)
    let program = ExternalProgram(
      name: name,
      arguments: settings + [
        "update-ref", "--no-deref", "-m", "cairn build", reference, new, old ?? zeros,
      ],
      environment: environment(gitFolder: gitFolder), silence: .seconds(60), patience: .seconds(120)
    )
    do {
      let ending = try program.run(input: []) { _ in }
      return ending.status == 0 ? nil : firstLine(of: ending.errors)
    } catch {
      throw PublishError(error)
    }
  }

  /// What a program said, on one line and without what stands before every such line.
  static func firstLine(of errors: String) -> String {
    let lines = errors.utf8.split { $0 == UInt8(ascii: "\n") }
    guard let line = lines.first else { return "it was ended" }
    let text = String(decoding: line, as: UTF8.self)
    return text.hasPrefix("fatal: ") ? String(text.dropFirst(7)) : text
  }
}

extension PublishError {
  init(_ error: NoProgram) { self = .noProgram(error.name, errno: error.errno) }
}
