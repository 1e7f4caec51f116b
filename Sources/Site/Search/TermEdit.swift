internal import IndexModel
internal import Search

/// What becomes of a term: of its entry, of the list of all its packages where these are many, and of what stands of it
/// in the index of typos.
struct TermEdit {
  let term: Term
  private var gone: [SearchDocument] = []
  private var come: [SearchDocument] = []
  /// Whether the term is a word of the name of one of these packages.
  private var isWord = false

  init(_ term: Term) { self.term = term }

  mutating func take(
    gone old: SearchDocument? = nil, come new: SearchDocument? = nil, _ posting: Posting
  ) {
    if let old { gone.append(old) }
    if let new { come.append(new) }
    if posting.isWord { isWord = true }
  }

  struct Outcome {
    let term: Term
    /// Nil where nothing is left of it.
    let entry: SearchPart.Entry?
    /// The documents of its list of all packages: what is to be written, or nil for what is to go.
    let tail: [SitePath: [UInt8]?]
    /// What stands of it in the index of typos, where that differs.
    let named: [SearchDocument]?
  }

  /// - Parameters:
  ///   - old: The entry that was published.
  ///   - read: The bytes of a document of the old index; nil where there is none.
  func outcome(
    _ old: SearchPart.Entry?, _ limits: SearchLimits,
    _ read: @escaping (SitePath) throws -> [UInt8]?
  ) throws -> Outcome {
    var tail: [SitePath: [UInt8]?] = [:]
    let entry = try entry(old, limits, read, &tail)
    return Outcome(
      term: term, entry: entry, tail: tail,
      named: try named(old, entry, limits, read) { try tail[$0] ?? read($0) })
  }

  private var namesGone: Set<String> { Set(gone.map(\.name)).union(come.map(\.name)) }

  private func entry(
    _ old: SearchPart.Entry?, _ limits: SearchLimits,
    _ read: @escaping (SitePath) throws -> [UInt8]?, _ tail: inout [SitePath: [UInt8]?]
  ) throws -> SearchPart.Entry? {
    let ranking = Ranking.under(term)
    let head = old?.packages ?? []
    guard old?.magnitude != nil else {
      let all = ranking.changed(head, most: nil, removing: namesGone, adding: come) ?? []
      if all.count > limits.mostOfTerm { try patch(removing: [], adding: all, read, &tail) }
      return entry(best: all, count: all.count, limits)
    }
    let reader = TrieReader(TailFormat(term), read: read)
    let root = try reader.root()
    let count = root.count - gone.count + come.count
    if count > limits.mostOfTerm,
      let best = ranking.changed(
        head, most: limits.mostOfTerm, removing: namesGone, adding: come)
    {
      try patch(removing: gone, adding: come, read, &tail)
      return entry(best: best, count: count, limits)
    }
    let listed = try reader.entries(below: root).map(\.document)
    let goes = namesGone
    let all = ranking.sorted(listed.filter { !goes.contains($0.name) } + come)
    if all.count > limits.mostOfTerm {
      try patch(removing: gone, adding: come, read, &tail)
    } else {
      try patch(removing: listed, adding: [], read, &tail)
    }
    return entry(best: all, count: all.count, limits)
  }

  private func entry(
    best: [SearchDocument], count: Int, _ limits: SearchLimits
  ) -> SearchPart.Entry? {
    best.isEmpty ? nil : limits.entry(of: term, best: best, count: count)
  }

  private func patch(
    removing gone: [SearchDocument], adding come: [SearchDocument],
    _ read: @escaping (SitePath) throws -> [UInt8]?, _ tail: inout [SitePath: [UInt8]?]
  ) throws {
    var patched: [SitePath: [UInt8]?] = [:]
    try Trie(format: TailFormat(term)) { patched.updateValue($1, forKey: $0) }
      .patch(removing: gone.map(TailEntry.init), adding: come.map(TailEntry.init), read: read)
    tail = patched
  }

  /// What stands of the term in the index of typos, if that differs.
  private func named(
    _ old: SearchPart.Entry?, _ new: SearchPart.Entry?, _ limits: SearchLimits,
    _ read: @escaping (SitePath) throws -> [UInt8]?,
    _ upcoming: @escaping (SitePath) throws -> [UInt8]?
  ) throws -> [SearchDocument]? {
    guard isWord else { return nil }
    let before =
      try old.map {
        try limits.packages(ofWord: $0.named(by: \.openWords, atLeast: limits.mostOfWord, read))
      } ?? []
    let after =
      try new.map {
        try limits.packages(ofWord: $0.named(by: \.openWords, atLeast: limits.mostOfWord, upcoming))
      }
      ?? []
    return before == after ? nil : after
  }
}
