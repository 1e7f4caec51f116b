/// A completion script for fish: one line for each thing that can be completed, under the command
/// that has it.
struct FishCompletion {
  let program: CommandOutline

  private var prefix: String { "__" + shellName(program.name) }

  var script: String {
    """
    # Completions of \(program.name) for fish.

    # Prints the command that the words before the cursor have named, and how many arguments it has.
    function \(prefix)_state
      set -l command \(program.name)
      set -l place 0
      set -l skip
      for word in (commandline -opc)[2..-1]
        if test -n "$skip"
          set skip
          continue
        end
        switch "$command $word"
    \(cases.joined(separator: "\n"))
          case '* -*'
          case '*'
            set place (math $place + 1)
        end
      end
      echo $command
      echo $place
    end

    # Whether the cursor is in the command $argv[1], and at argument $argv[2], or at $argv[3] at most.
    function \(prefix)_at
      set -l state (\(prefix)_state)
      test "$state[1]" = "$argv[1]"; or return
      test (count $argv) -eq 1; and return
      test $state[2] -ge $argv[2]; and test $state[2] -le $argv[3]
    end

    complete -c \(program.name) -f
    \(program.paths.flatMap(completions).joined(separator: "\n"))

    """
  }

  /// Which words name a subcommand, and which options take the word after them.
  private var cases: [String] {
    program.paths.flatMap { path -> [String] in
      let command = path.map(\.name).joined(separator: " ")
      let valued = path.optionsInForce.filter { $0.kind == .option }.flatMap(\.spellings)
      let skipped = valued.map { quotedForShell("\(command) \($0)") }
      let named = path[path.count - 1].subcommands.map { quotedForShell("\(command) \($0.name)") }
      return
        (skipped.isEmpty
        ? [] : ["      case \(skipped.joined(separator: " "))\n        set skip yes"])
        + (named.isEmpty
          ? []
          : ["      case \(named.joined(separator: " "))\n        set command \"$command $word\""])
    }
  }

  private func completions(_ path: [CommandOutline]) -> [String] {
    let command = path[path.count - 1]
    let names = path.map(\.name).joined(separator: " ")
    let head = "complete -c \(program.name) -n '\(prefix)_at \"\(names)\""
    return command.subcommands.map { "\(head)' -a \($0.name) -d \(quotedForShell($0.summary))" }
      + path.optionsInForce.map { "\(head)' \(option($0))" }
      + command.arguments.enumerated().compactMap { place, argument in
        let last = argument.takesMany ? 9999 : place
        return values(of: argument.completion).map { "\(head) \(place) \(last)' \($0)" }
      }
  }

  private func option(_ option: ParameterOutline) -> String {
    let short = option.short.map { " -s \($0)" } ?? ""
    let value = option.kind == .option ? " -r \(values(of: option.completion) ?? "-f")" : ""
    return "-l \(option.name)\(short)\(value) -d \(quotedForShell(option.help))"
  }

  private func values(of completion: Completion) -> String? {
    switch completion {
    case .none: nil
    case .files: "-F"
    case .folders: "-f -a '(__fish_complete_directories)'"
    case .words(let words): "-f -a \(quotedForShell(words.joined(separator: " ")))"
    }
  }
}
