internal import IndexModel

// What is wrong with a file, in words: what was found, what was expected, and the next step.

// MARK: - Bytes

extension OwnerProblem {
  static func tooLarge(_ count: Int) -> OwnerProblem {
    OwnerProblem(
      range: 0..<0, message: "the file has \(count) bytes, expected at most \(OwnerFile.limit)",
      help: "let one pattern of a folder, with `@roles` or a team, stand for many lines")
  }

  static func strange(_ bytes: ArraySlice<UInt8>, at range: Range<Int>) -> OwnerProblem {
    let first = bytes[range.lowerBound]
    let found: String
    let help: String
    if first == UInt8(ascii: "\r") {
      found = "a CR that no LF follows"
      help = "end lines with LF or CRLF"
    } else if bytes.elementsEqual([0xEF, 0xBB, 0xBF]) && range.lowerBound == 0 {
      found = "a byte order mark"
      help = "save the file as UTF-8 without a byte order mark"
    } else {
      found = first.shown
      help = "take it out: no path or owner of a registry has such a byte, nor do comments"
    }
    return OwnerProblem(
      range: range, message: "found \(found), expected printable ASCII and tabs", help: help)
  }
}

// MARK: - Patterns

extension OwnerProblem {
  static func negation(_ at: Int) -> OwnerProblem {
    OwnerProblem(
      range: at..<(at + 1), message: "found `!`, expected a pattern: nothing is taken back here",
      help: "put a later line with other owners for the paths that are meant")
  }

  static func section(_ range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range, message: "found a section as GitLab has them, expected a pattern",
      help: "take the section's line out and name the owners on each line")
  }

  static func slashAlone(_ range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range, message: "the pattern is `/` alone, expected a name behind it",
      help: "write `*` for every path, or `/*` for the files of the root")
  }

  static func emptyComponent(_ range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range, message: "found `//`, expected single slashes between names",
      help: "write one slash, or `/**/` for any folders between")
  }

  static func relative(_ range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range,
      message: "found a component of dots alone, expected names: paths begin at the root",
      help: "write the path from the root of the repository, as `/packages/acme/`")
  }

  static func threeStars(_ range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range, message: "found \(range.count) stars in a row, expected `*` or `**`",
      help: "write `*` for a part of a name, or `**` between slashes for any folders")
  }

  static func bracket(_ at: Int) -> OwnerProblem {
    OwnerProblem(
      range: at..<(at + 1), message: "found a bracket, expected no sets of characters",
      help: "write a line for each name, or `?` for any one character")
  }

  static func escape(_ range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range,
      message: #"found a backslash that escapes nothing, expected `\ `, `\*`, `\?` or `\\`"#,
      help: "take the backslash out; a name that begins with `#` can only be met by `?`")
  }
}

// MARK: - Owners

extension OwnerProblem {
  static func noOwner(_ text: String, at range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range, message: "found `\(text)`, expected an owner, which begins with `@`",
      help: #"name an identity as @handle, a team as @project/team, or @roles; "#
        + #"a space in a pattern is `\ `"#)
  }

  static func spelledRoles(_ text: String, at range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range, message: "found `@\(text)`, expected `@roles` or a handle",
      help: "did you mean `@roles`?")
  }

  static func badName(_ problem: String, of noun: String, at range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range, message: "the owner's \(noun) is no name: \(problem)",
      help: "name an identity as @handle, a team as @project/team, or @roles")
  }

  static func ownerInComment(_ range: Range<Int>) -> OwnerProblem {
    OwnerProblem(
      range: range,
      message: "found an `@` in a comment behind a pattern, expected owners before the `#`",
      help: "put the owner before the `#`, or the comment on a line of its own")
  }
}
