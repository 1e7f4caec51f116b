package import IndexModel
package import Search

/// What has to change in the search index of some packages to become that of others.
///
/// What packages that differ lead to is read back, patched and written: their terms, the beginnings of their names, and
/// the words that somebody may mean by a typo. The result equals ``SearchBuild``'s, byte for byte.
package struct SearchDelta {
  /// A package that differs: as it was, and as it is; nil where it was not, or is no more.
  package struct Change: Sendable {
    let old: SearchDocument?
    let new: SearchDocument?

    package init(old: SearchDocument?, new: SearchDocument?) {
      self.old = old
      self.new = new
    }
  }

  package typealias Read = (SitePath) throws -> [UInt8]?

  /// What is to be written, or nil for what is to go.
  package private(set) var documents: [SitePath: [UInt8]?] = [:]

  private let changes: [Change]
  private let limits: SearchLimits
  private let read: Read
  /// The parts of the index that are touched.
  private var parts: [[UInt8]: MadePart] = [:]
  /// What stands now of words in the index of typos, where that differs.
  private var words: [Term: [SearchDocument]] = [:]

  /// - Parameter read: The bytes of a document of the old index; nil where there is none.
  package init(
    _ changes: [Change], limits: SearchLimits = .standard, read: @escaping Read
  ) throws {
    self.changes = changes.filter { $0.old != $0.new }
    self.limits = limits
    self.read = read
    try editTerms()
    try editPrefixes()
    try editTypos()
  }

  private mutating func put(_ path: SitePath, _ bytes: [UInt8]?) {
    documents.updateValue(bytes, forKey: path)
  }

  /// The bytes of a document as it will be.
  private func upcoming(_ path: SitePath) throws -> [UInt8]? {
    if let changed = documents[path] { return changed }
    return try read(path)
  }

  private mutating func put(
    _ space: SiteLayout.SearchSpace, _ prefix: [UInt8],
    edits: (PublishedPart) throws -> [SearchPart.Edit]
  ) throws -> MadePart {
    let old = try PublishedPart(space, prefix, read: read)
    let part = try MadePart(old, edits(old), limits)
    for (path, bytes) in part.documents { put(path, bytes) }
    return part
  }

  // MARK: Terms

  private mutating func editTerms() throws {
    var edits: [Term: TermEdit] = [:]
    for change in changes {
      for posting in change.old.map(Posting.all) ?? [] {
        edits[posting.term, default: TermEdit(posting.term)].take(gone: change.old, posting)
      }
      for posting in change.new.map(Posting.all) ?? [] {
        edits[posting.term, default: TermEdit(posting.term)].take(come: change.new, posting)
      }
    }
    for (prefix, edits) in Dictionary(grouping: edits.values, by: \.term.part) {
      var outcomes: [TermEdit.Outcome] = []
      parts[prefix] = try put(.terms, prefix) { [limits, read] old in
        for edit in edits {
          outcomes.append(try edit.outcome(old.entry(of: edit.term), limits, read))
        }
        return outcomes.map { SearchPart.Edit($0.term, $0.entry) }
      }
      for outcome in outcomes {
        for (path, bytes) in outcome.tail { put(path, bytes) }
        if let named = outcome.named { words[outcome.term] = named }
      }
    }
  }

  // MARK: Beginnings of names

  private mutating func editPrefixes() throws {
    var edits: [Term: PrefixEdit] = [:]
    let isKept = { [limits, parts] (prefix: Term) in
      let part = parts[prefix.part]
      return limits.keeps(prefix, part?.rangesBefore ?? [])
        || limits.keeps(prefix, part?.ranges ?? [])
    }
    for change in changes {
      if let old = change.old {
        for prefix in limits.beginnings(of: old, where: isKept) {
          edits[prefix, default: PrefixEdit(prefix)].gone.insert(old.name)
        }
      }
      if let new = change.new {
        for prefix in limits.beginnings(of: new, where: isKept) {
          edits[prefix, default: PrefixEdit(prefix)].come.append(new)
        }
      }
    }
    for part in parts.values {
      for prefix in Set(part.movedBorders.flatMap(limits.prefixes)) where !prefix.isSpread {
        edits[prefix] = edits[prefix] ?? PrefixEdit(prefix)
      }
    }
    for edit in edits.values {
      let part = parts[edit.prefix.part]
      let wasKept = limits.keeps(edit.prefix, part?.rangesBefore ?? [])
      let isKept = limits.keeps(edit.prefix, part?.ranges ?? [])
      let path = SiteLayout.searchPrefix(edit.prefix.bytes)
      let before = wasKept ? try read(path) : nil
      guard isKept else {
        if before != nil { put(path, nil) }
        continue
      }
      // Where nobody came and nobody went, what was kept is so.
      if wasKept, edit.gone.isEmpty, edit.come.isEmpty { continue }
      let head = try before.map { try SearchFile.read(path, $0, SearchPrefix.init).packages } ?? []
      let best = try wasKept ? edit.outcome(head, limits) : nil
      let packages = try best ?? remade(edit.prefix)
      if !packages.isEmpty {
        put(path, SearchPrefix(packages).bytes(of: edit.prefix))
      } else if before != nil {
        put(path, nil)
      }
    }
  }

  /// The best answers to the beginning of a name, from all that lies beneath it.
  private func remade(_ prefix: Term) throws -> [SearchDocument] {
    var packages: [String: SearchDocument] = [:]
    for prefixOfPart in SiteLayout.searchParts(beneath: prefix.bytes) {
      let part =
        try parts[prefixOfPart]
        ?? MadePart(PublishedPart(.terms, prefixOfPart, read: read), [], limits)
      for entry in try part.entries(beneath: prefix) {
        for package in try entry.named(by: \.nameTerms, upcoming) {
          packages[package.name] = package
        }
      }
    }
    return Array(
      Ranking.beginning(prefix).sorted(packages.values).prefix(limits.mostOfPrefix))
  }

  // MARK: Typos

  private mutating func editTypos() throws {
    var variants: [Term: [Term]] = [:]
    for word in words.keys {
      for variant in word.variants { variants[variant, default: []].append(word) }
    }
    for (prefix, variants) in Dictionary(grouping: variants, by: \.key.part) {
      _ = try put(.typos, prefix) { [limits, words] old in
        try variants.map { variant, changed in
          let row = try old.entry(of: variant)?.packages ?? []
          var found = TypoRow.words(of: variant, in: row, limits: limits)
          for word in changed { found[word] = words[word] }
          let packages = TypoRow.packages(of: found)
          return SearchPart.Edit(
            variant, packages.isEmpty ? nil : SearchPart.Entry(key: variant, packages: packages))
        }
      }
    }
  }
}

/// What becomes of the answers to the beginning of a name.
private struct PrefixEdit {
  let prefix: Term
  var gone: Set<String> = []
  var come: [SearchDocument] = []

  init(_ prefix: Term) { self.prefix = prefix }

  /// The best answers, from the best ones before; nil where others may be among them now.
  func outcome(_ head: [SearchDocument], _ limits: SearchLimits) throws -> [SearchDocument]? {
    let most = limits.mostOfPrefix
    return Ranking.beginning(prefix)
      .changed(head, most: head.count < most ? nil : most, removing: gone, adding: come)
      .map { Array($0.prefix(most)) }
  }
}
