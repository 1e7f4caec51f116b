internal import Arguments
internal import Diagnostics
internal import GitStore
internal import Glibc
internal import IndexModel
internal import Registry
internal import Rules

/// What every command works with: the global options, and where to write.
struct Tool: Sendable {
  let folder: String?
  let revision: String
  let usesWorktree: Bool
  let isQuiet: Bool
  let colorsErrors: Bool
  let colorsOutput: Bool
  let console: Console

  /// The options that stand before or after any command.
  enum Global {
    static let folder = Option<String?>(
      "directory", short: "C", value: "dir",
      help: "The registry's repository. Default: the one around the current folder.",
      completes: .folders)
    static let revision = Option<String>(
      "rev", value: "rev", default: "HEAD", help: "The commit to read.")
    static let worktree = Flag(
      "worktree", help: "Read the files as they are, committed or not, instead of a commit.")
    static let color = Option<ColorChoice>(
      "color", value: "when", default: .auto, help: "When to print in colour.")
    static let quiet = Flag("quiet", short: "q", help: "Print results only.")

    static let all: [any Parameter] = [folder, revision, worktree, color, quiet]
  }

  enum ColorChoice: String, CaseIterable, ArgumentValue { case auto, always, never }

  /// Answers in JSON: a flag of every command that answers something.
  static let json = Flag("json", help: "Answer with one JSON object.")

  init(_ arguments: ParsedArguments, console: Console) {
    folder = arguments[Global.folder]
    revision = arguments[Global.revision]
    usesWorktree = arguments[Global.worktree]
    isQuiet = arguments[Global.quiet]
    colorsErrors = Self.colors(arguments[Global.color], console.errorsAreTerminal)
    colorsOutput = Self.colors(arguments[Global.color], console.outputIsTerminal)
    self.console = console
  }

  private static func colors(_ choice: ColorChoice, _ isTerminal: Bool) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: isTerminal && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    }
  }

  /// How many threads read and render: one for each core.
  var workers: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Tells something beside the result, unless that is not wanted.
  func note(_ text: String) {
    if !isQuiet { console.error(text + "\n") }
  }
}
