/// A component with wildcards, such as `lib*.json`.
struct Glob: Hashable, Sendable {
  /// One step of a match.
  enum Step: Hashable, Sendable {
    case byte(UInt8)
    /// `?`
    case anyByte
    /// `*`: any number of bytes, even none.
    case anyBytes
  }

  let steps: [Step]

  /// - Parameter steps: Of wildcards in a row, the order and a second `*` mean nothing: each
  ///   such run is put as so many `?` and at most one `*`.
  init(_ steps: [Step]) {
    var plain: [Step] = []
    var hasAnyBytes = false
    for step in steps {
      if case .byte = step {
        if hasAnyBytes { plain.append(.anyBytes) }
        hasAnyBytes = false
      }
      if step == .anyBytes { hasAnyBytes = true } else { plain.append(step) }
    }
    self.steps = hasAnyBytes ? plain + [.anyBytes] : plain
  }

  /// Whether the whole name matches.
  ///
  /// Each `*` is taken for as little as possible, and only the last one met is tried again: what
  /// those before it left over was the most that there can be. So the time is at most that of each
  /// step against each byte, whatever the pattern.
  func matches(_ name: ArraySlice<UInt8>) -> Bool {
    var at = name.startIndex
    var next = 0
    var retry: (at: Int, next: Int)?
    while at < name.endIndex || next < steps.count {
      if next < steps.count {
        switch steps[next] {
        case .anyBytes:
          next += 1
          retry = (at, next)
          continue
        case .anyByte where at < name.endIndex:
          at += 1
          next += 1
          continue
        case .byte(let byte) where at < name.endIndex && name[at] == byte:
          at += 1
          next += 1
          continue
        default: break
        }
      }
      guard let last = retry, last.at < name.endIndex else { return false }
      retry = (last.at + 1, last.next)
      (at, next) = (last.at + 1, last.next)
    }
    return true
  }
}
