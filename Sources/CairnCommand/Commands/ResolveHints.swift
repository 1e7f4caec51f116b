internal import IndexModel
internal import Registry
internal import Resolution

/// What may help whoever asked for what has no solution.
struct ResolveHints {
  let request: Request
  let choice: IndexChoice

  /// A sentence for each thing that may help.
  func all(for conflict: Conflict) throws -> [String] {
    var hints: [String] = []
    for place in request.requirements.indices {
      let alias = request.requirements[place].alias
      guard try !isThere(alias), let meant = try meant(by: alias, at: place) else { continue }
      let hint = "did you mean \(Standpoint.word(meant))?"
      if !hints.contains(hint) { hints.append(hint) }
    }
    if try candidatesHelp(conflict) {
      hints.append(
        "with --candidates there is a solution: it takes releases that are only candidates")
    }
    return hints
  }

  private func isThere(_ alias: String) throws -> Bool { try choice.source.entry(alias) != nil }

  /// What was probably meant by an alias that the index does not have.
  private func meant(by alias: String, at place: Int) throws -> String? {
    if let whole = try joined(alias) { return whole }
    // A version behind a blank, as other commands take it.
    if place > 0 {
      let before = request.requirements[place - 1]
      let isRange = (try? VersionRange(alias, scheme: choice.versioning)) != nil
      if isRange, before.range == .any, try isThere(before.alias) {
        return "\(before.alias)@\(alias)"
      }
    }
    return try choice.suggestion(alias)
  }

  /// `acme/app@1.0.0` for `acme/app=1.0.0` and for all in one word.
  private func joined(_ text: String) throws -> String? {
    guard let end = text.utf8.firstIndex(where: { " =<>~^".utf8.contains($0) }) else { return nil }
    let alias = String(text[..<end])
    let range = String(text[end...].drop { $0 == " " || $0 == "=" })
    guard (try? VersionRange(range, scheme: choice.versioning)) != nil, try isThere(alias) else {
      return nil
    }
    return "\(alias)@\(range)"
  }

  /// Whether there is a solution as soon as candidates are taken.
  private func candidatesHelp(_ conflict: Conflict) throws -> Bool {
    guard !request.candidates, conflict.clauses.contains(where: { $0.reason == "not-considered" })
    else { return false }
    var request = request
    request.candidates = true
    if case .solution = try request.resolve(in: choice.source) { return true }
    return false
  }
}
