/// The text as one word of bash, zsh and fish alike.
///
/// Fish, unlike the others, reads backslashes inside single quotes; so quotes and backslashes stand
/// outside.
func quotedForShell(_ text: String) -> String {
  var quoted = "'"
  for scalar in text.unicodeScalars {
    switch scalar {
    case "'": quoted += "'\\''"
    case "\\": quoted += "'\\\\'"
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "'"
}

/// The name of a command as part of a shell function's name.
func shellName(_ name: String) -> String {
  String(name.map { $0 == "-" ? "_" : $0 })
}

extension ParameterOutline {
  /// How the option is written, the long way first; nothing for an argument.
  var spellings: [String] {
    guard kind != .argument else { return [] }
    return [label] + (short.map { ["-\($0)"] } ?? [])
  }
}
