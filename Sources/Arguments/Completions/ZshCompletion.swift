/// A completion script for zsh: one `_arguments` call for each command.
struct ZshCompletion {
  let program: CommandOutline

  var script: String {
    """
    #compdef \(program.name)

    # Adds what the program itself offers for the word at the cursor, by its command `completions $1`.
    \(name([program]))_offers() {
      local valued flags word option
      local -a asked offers
      case $1 in
    \(program.completing.map(passedOn).joined(separator: "\n"))
      esac
      for word in "${(@Q)${(z)LBUFFER}}"; do
        if [[ -n $option ]]; then
          asked+=("$option" "${word/#\\~\\//$HOME/}")
          option=
        elif [[ $word == -- ]]; then
          break
        elif [[ $valued == *" ${word%%=*} "* ]]; then
          if [[ $word == *=* ]]; then asked+=("$word"); else option=$word; fi
        elif [[ $flags == *" $word "* ]]; then
          asked+=("$word")
        fi
      done
      offers=("${(@f)$(command \(program.name) completions "$1" $asked -- "$PREFIX" 2>/dev/null </dev/null)}")
      # More has to follow what ends like a folder.
      compadd -S '' -- ${(M)offers:#*/}
      compadd -- ${offers:#(|*/)}
    }

    \(program.paths.map(function).joined(separator: "\n\n"))

    if [[ $funcstack[1] == \(name([program])) ]]; then
      \(name([program])) "$@"
    elif (($+functions[compdef])); then
      compdef \(name([program])) \(program.name)
    fi

    """
  }

  private func function(_ path: [CommandOutline]) -> String {
    let command = path[path.count - 1]
    // `(-)`: what stands behind the name of a subcommand is for that, options too.
    let specs =
      path.optionsInForce.map(optionSpec)
      + (command.subcommands.isEmpty
        ? command.arguments.map(argumentSpec) : ["'(-)1: :->command'", "'(-)*:: :->arguments'"])
    let call = (["  _arguments -C -s -S"] + specs).joined(separator: " \\\n    ")
    return """
      \(name(path))() {
        local curcontext="$curcontext" state line
        local -A opt_args
      \(call)
      \(command.subcommands.isEmpty ? "" : dispatch(path))}
      """
  }

  /// Completes the name of a subcommand, or hands the rest of the line to its function.
  private func dispatch(_ path: [CommandOutline]) -> String {
    let commands = path[path.count - 1].subcommands
    let names = commands.map { quotedForShell("\($0.name):\($0.summary)") }
    let cases = commands.map { "        \($0.name)) \(name(path + [$0])) ;;" }
    return """
        case $state in
          command)
            local -a commands=(
              \(names.joined(separator: "\n        "))
            )
            _describe subcommand commands\(firstArgument(of: path[path.count - 1]))
            ;;
          arguments)
            case $words[1] in
      \(cases.joined(separator: "\n"))
            esac
            ;;
        esac

      """
  }

  /// What else may stand where a subcommand may.
  private func firstArgument(of command: CommandOutline) -> String {
    switch command.arguments.first?.completion {
    case .files: "\n        _files"
    case .folders: "\n        _files -/"
    case .words(let words): "\n        compadd -- \(words.joined(separator: " "))"
    case .program(let offers): "\n        \(name([program]))_offers \(offers)"
    case .some(.none), nil: ""
    }
  }

  private func name(_ path: [CommandOutline]) -> String {
    "_" + path.map { shellName($0.name) }.joined(separator: "__")
  }

  private func optionSpec(_ option: ParameterOutline) -> String {
    let help = "[\(escaped(option.help))]"
    let value = option.kind == .option ? ":\(option.valueName):\(action(option.completion))" : ""
    guard let short = option.short else {
      let star = option.takesMany ? "*" : ""
      let equals = option.kind == .option ? "=" : ""
      return quotedForShell("\(star)\(option.label)\(equals)\(help)\(value)")
    }
    // A short option may have its value joined; a long one may have it after `=`.
    let exclusion = option.takesMany ? "'*'" : "'(-\(short) \(option.label))'"
    let spellings =
      option.kind == .option ? "-\(short)+,\(option.label)=" : "-\(short),\(option.label)"
    return "\(exclusion){\(spellings)}" + quotedForShell(help + value)
  }

  private func argumentSpec(_ argument: ParameterOutline) -> String {
    let place = argument.takesMany ? "*" : argument.isRequired ? "" : ":"
    return quotedForShell("\(place):\(argument.name):\(action(argument.completion))")
  }

  private func action(_ completion: Completion) -> String {
    switch completion {
    case .none: " "
    case .files: "_files"
    case .folders: "_files -/"
    case .words(let words): "(\(words.joined(separator: " ")))"
    // The blank keeps zsh from adding options of its own to the call.
    case .program(let offers): " \(name([program]))_offers \(offers)"
    }
  }

  private func passedOn(_ path: [CommandOutline]) -> String {
    let options = path.optionsToPassOn
    func list(_ kind: ParameterOutline.Kind) -> String {
      options.filter { $0.kind == kind }.flatMap(\.spellings).joined(separator: " ")
    }
    return
      "    \(path[path.count - 1].name)) valued=' \(list(.option)) ' flags=' \(list(.flag)) ' ;;"
  }

  /// Text inside the brackets of a specification.
  private func escaped(_ text: String) -> String {
    text.unicodeScalars.map { "[]:\\".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
