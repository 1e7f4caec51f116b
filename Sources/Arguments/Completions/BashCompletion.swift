/// A completion script for bash 3.2 and later.
///
/// The script walks the words before the cursor to find the command and the option or argument that
/// is being written, and looks both up in tables. Bash itself splits words at `=`, so
/// `--name=value` is three words. It splits them at `:` and `@`, too, as in URLs: those are joined
/// again.
struct BashCompletion {
  let program: CommandOutline

  private var function: String { "_" + shellName(program.name) }

  var script: String {
    """
    # Completions of \(program.name) for bash. Load with: source <(\(program.name) completions bash)

    # Sets what the command $1 knows: its subcommands, options, options with a value, arguments.
    \(function)_outline() {
      case "$1" in
    \(program.paths.map(outline).joined(separator: "\n"))
      esac
    }

    # Prints how to complete the value of the option $2 of the command $1.
    \(function)_value() {
      case "$1 $2" in
    \(program.paths.flatMap(values).joined(separator: "\n"))
      esac
    }

    # Prints what the program itself offers for the word $2, by its command `completions $1`.
    \(function)_offers() {
      local valued flags word option= asked=()
      case "$1" in
    \(program.completing.map(passedOn).joined(separator: "\n"))
      esac
      for word in "${words[@]:1:last - 1}"; do
        if [[ -n $option ]]; then
          [[ $word == "=" ]] && continue
          asked+=("$option" "${word/#\\~\\//$HOME/}")
          option=
        elif [[ $word == "--" ]]; then
          break
        elif [[ $valued == *" $word "* ]]; then
          option="$word"
        elif [[ $flags == *" $word "* ]]; then
          asked+=("$word")
        fi
      done
      command \(program.name) completions "$1" ${asked[@]+"${asked[@]}"} -- "$2" 2>/dev/null </dev/null
    }

    \(function)() {
      local current command=\(program.name)
      local subcommands options valued arguments
      local word option= ended= kind= place=0 index last words=() joins=
      for ((index = 0; index <= COMP_CWORD; index++)); do
        word="${COMP_WORDS[index]}"
        if [[ ${#words[@]} -gt 1 && ( -n $joins || $word == [:@] ) ]]; then
          words[${#words[@]}-1]+="$word"
        else
          words+=("$word")
        fi
        joins=
        [[ $word == [:@] ]] && joins=yes
      done
      last=$((${#words[@]} - 1))
      current="${words[last]}"
      COMPREPLY=()
      \(function)_outline "$command"
      for ((index = 1; index < last; index++)); do
        word="${words[index]}"
        if [[ -n $option ]]; then
          [[ $word == "=" ]] || option=
        elif [[ -z $ended && $word == "--" ]]; then
          ended=yes
        elif [[ -z $ended && $word == -* ]]; then
          [[ $valued == *" $word "* ]] && option="$word"
        elif ((place == 0)) && [[ $subcommands == *" $word "* ]]; then
          command="$command $word"
          \(function)_outline "$command"
        else
          place=$((place + 1))
        fi
      done
      if [[ -n $option ]]; then
        [[ $current == "=" ]] && current=
        kind="$(\(function)_value "$command" "$option")"
      elif [[ -z $ended && $current == -* ]]; then
        kind="words $options"
      elif [[ -n $subcommands ]] && ((${#arguments[@]} == 0)); then
        kind="words $subcommands"
      elif ((place < ${#arguments[@]})); then
        kind="${arguments[place]}"
      elif ((${#arguments[@]} > 0)) && [[ ${arguments[${#arguments[@]} - 1]} == "... "* ]]; then
        kind="${arguments[${#arguments[@]} - 1]}"
      fi
      kind="${kind#... }"
      case "$kind" in
        words*) COMPREPLY=($(compgen -W "${kind#words}" -- "$current")) ;;
        files | folders)
          local flag=-f
          [[ $kind == folders ]] && flag=-d
          compopt -o filenames 2>/dev/null
          while IFS= read -r word; do
            COMPREPLY+=("$word")
          done < <(compgen "$flag" -- "$current")
          ;;
        program*)
          while IFS= read -r word; do
            COMPREPLY+=("$word")
          done < <(\(function)_offers "${kind#program }" "$current")
          # More has to follow what ends like a folder.
          [[ ${#COMPREPLY[@]} == 1 && $COMPREPLY == */ ]] && compopt -o nospace 2>/dev/null
          ;;
      esac
      # A command that takes arguments, and has subcommands too.
      if [[ -n $subcommands && -z $option$ended && $current != -* ]] && ((place == 0)) &&
        ((${#arguments[@]} > 0)); then
        COMPREPLY+=($(compgen -W "$subcommands" -- "$current"))
      fi
      # Of a word that was joined, bash replaces the last piece only.
      word="${COMP_WORDS[COMP_CWORD]}"
      [[ $word == [:@=] ]] && word=
      if [[ $current != "$word" && $current != "=" ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${current%"$word"}"}")
      fi
    }

    complete -F \(function) \(program.name)

    """
  }

  private func outline(_ path: [CommandOutline]) -> String {
    let command = path[path.count - 1]
    let options = path.optionsInForce
    let valued = options.filter { $0.kind == .option }
    let arguments = command.arguments.map { argument in
      "'\(argument.takesMany ? "... " : "")\(bashKind(argument.completion))'"
    }
    return """
          "\(path.map(\.name).joined(separator: " "))")
            subcommands="\(list(command.subcommands.map(\.name)))"
            options="\(list(options.flatMap(\.spellings)))"
            valued="\(list(valued.flatMap(\.spellings)))"
            arguments=(\(arguments.joined(separator: " ")))
            ;;
      """
  }

  private func values(_ path: [CommandOutline]) -> [String] {
    let options = path.optionsInForce.filter { $0.kind == .option && $0.completion != .none }
    let command = path.map(\.name).joined(separator: " ")
    return options.map { option in
      let patterns = option.spellings.map { "\"\(command) \($0)\"" }.joined(separator: " | ")
      return "    \(patterns)) echo '\(bashKind(option.completion))' ;;"
    }
  }

  private func passedOn(_ path: [CommandOutline]) -> String {
    let options = path.optionsToPassOn
    let valued = options.filter { $0.kind == .option }
    let flags = options.filter { $0.kind == .flag }
    return """
          \(path[path.count - 1].name)) valued="\(list(valued.flatMap(\.spellings)))" \
      flags="\(list(flags.flatMap(\.spellings)))" ;;
      """
  }

  /// Words with blanks on all sides, to be searched for one.
  private func list(_ words: [String]) -> String {
    words.isEmpty ? "" : " " + words.joined(separator: " ") + " "
  }

  private func bashKind(_ completion: Completion) -> String {
    switch completion {
    case .none: "none"
    case .files: "files"
    case .folders: "folders"
    case .words(let words): "words " + words.joined(separator: " ")
    case .program(let name): "program " + name
    }
  }
}
