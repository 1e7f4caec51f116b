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

    # Prints what the program itself offers for the word at the cursor, by its command `completions $argv[1]`.
    function \(prefix)_offers
      set -l valued
      set -l flags
      set -l asked
      set -l option
      switch $argv[1]
    \(program.completing.map(passedOn).joined(separator: "\n"))
      end
      for word in (commandline -opc)[2..-1]
        if test -n "$option"
          set -a asked $option (string replace -r -- '^~/' "$HOME/" $word)
          set option
        else if test "$word" = --
          break
        else if contains -- (string replace -r -- '=.*' '' $word) $valued
          if string match -q -- '*=*' $word
            set -a asked $word
          else
            set option $word
          end
        else if contains -- $word $flags
          set -a asked $word
        end
      end
      command \(program.name) completions $argv[1] $asked -- (commandline -ct) 2>/dev/null </dev/null
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
          : [
            """
                  case \(named.joined(separator: " "))
                    test $place -eq 0; and set command "$command $word"; or set place (math $place + 1)
            """
          ])
    }
  }

  private func completions(_ path: [CommandOutline]) -> [String] {
    let command = path[path.count - 1]
    let names = path.map(\.name).joined(separator: " ")
    let head = "complete -c \(program.name) -n '\(prefix)_at \"\(names)\""
    let first = command.arguments.isEmpty ? head : "\(head) 0 0"
    return command.subcommands.map { "\(first)' -a \($0.name) -d \(quotedForShell($0.summary))" }
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
    case .program(let name): "-f -a '(\(prefix)_offers \(name))'"
    }
  }

  private func passedOn(_ path: [CommandOutline]) -> String {
    let options = path.optionsToPassOn
    func list(_ kind: ParameterOutline.Kind) -> String {
      options.filter { $0.kind == kind }.flatMap(\.spellings).joined(separator: " ")
    }
    return """
          case \(path[path.count - 1].name)
            set valued \(list(.option))
            set flags \(list(.flag))
      """
  }
}
