internal import Authoring
internal import GitStore
internal import IndexModel
internal import Programs
internal import Registry

/// What is looked at of git: the clone, the files, the settings.
extension Checkup {
  static let registry = Checkup(id: "registry") { patient in
    if patient.head != nil { return [.ok("this is a registry")] }
    if try patient.checkout?.kind(of: SourcePlace.registryPath) != nil {
      return [
        .problem(
          "the registry is not committed", next: "\(patient.git) add . && \(patient.git) commit")
      ]
    }
    return [
      .problem("there is no index/registry.json", next: "begin with \(patient.cairn) init NAME")
    ]
  }

  static let history = Checkup(id: "history") { patient in
    guard patient.repository.isShallow else { return [.ok("the clone has all of its history")] }
    return [
      .problem(
        "the clone is shallow: votes and times are read from the history",
        next: "\(patient.git) fetch --unshallow")
    ]
  }

  /// The workflows merge trees, which git can since 2.38; cairn itself needs no program git.
  static let git = Checkup(id: "git") { _ in
    guard let line = InstalledProgram.version(of: "git") else {
      return [.advice("there is no program git here", next: "install git 2.38 or later")]
    }
    let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 2, (numbers[0], numbers[1]) >= (2, 38) else {
      return [.advice("this is \(line)", next: "scripts of workflows need 2.38 or later")]
    }
    return [.ok(line)]
  }

  static let uncommitted = Checkup(id: "uncommitted") { patient in
    guard patient.checkout != nil, patient.head != nil else { return [] }
    let files = patient.repository.uncommittedFiles(in: Walk.topFolders)
    let symptoms = Self.kinds.compactMap { kind, words, next -> Symptom? in
      let paths = files.filter { $0.kind == kind }.map(\.path)
      guard !paths.isEmpty else { return nil }
      let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
      let named = paths.prefix(3).map(\.description).joined(separator: ", ") + more
      return .advice("\(words), so a build of HEAD does not see it: \(named)", next: next(patient))
    }
    return symptoms.isEmpty ? [.ok("index/ and packages/ are as in the last commit")] : symptoms
  }

  private static let kinds: [(UncommittedFile.Kind, String, @Sendable (Patient) -> String)] = [
    (
      .changed, "changed and not committed", { "\($0.git) commit, or \($0.cairn) check --worktree" }
    ),
    (.untracked, "new to git", { "\($0.git) add index packages" }),
    (.ignored, "ignored by git", { "\($0.git) check-ignore -v PATH says by which rule" }),
  ]

  /// What makes the bytes that are committed others than those that lie here.
  static let conversion = Checkup(id: "conversion") { patient in
    var symptoms: [Symptom] = []
    let attributes = try patient.file(".gitattributes") ?? []
    let lines = String(decoding: attributes, as: UTF8.self).utf8.split(separator: 0x0A)
      .map { String(Substring($0)) }
    let isSettled = lines.contains { $0.hasPrefix("/packages/** -text") }
    if let value = patient.repository.setting("core.autocrlf"), value != "false", !isSettled {
      symptoms.append(
        .problem(
          "core.autocrlf is \(value): git changes the ends of lines, also in files that releases carry",
          next:
            "\(patient.git) config core.autocrlf false, or let \(patient.cairn) init write .gitattributes"
        ))
    }
    for line in lines where !line.hasPrefix("#") {
      guard let word = line.split(whereSeparator: \.isWhitespace).first(where: Self.converts)
      else { continue }
      symptoms.append(
        .problem(
          ".gitattributes has \(word): what is committed is not what lies here",
          next: "see that the line does not reach index/ and packages/, or take it out"))
    }
    return symptoms.isEmpty ? [.ok("git commits files as they are")] : symptoms
  }

  private static func converts(_ word: Substring) -> Bool {
    word == "ident" || word == "eol=crlf"
      || ["filter=", "working-tree-encoding="].contains { word.hasPrefix($0) }
  }

  static let output = Checkup(id: "output") { patient in
    guard patient.checkout != nil else { return [] }
    guard
      ["public", ".public.cairn"].allSatisfy({
        patient.repository.ignores(folder: RepositoryPath($0))
      })
    else {
      return [
        .advice(
          "git does not ignore public/ and .public.cairn/, where cairn build writes",
          next: "add /public/ and /.public.cairn/ to .gitignore")
      ]
    }
    return [.ok("git ignores what cairn build writes")]
  }

  static let downloads = Checkup(id: "curl") { _ in
    InstalledProgram.version(of: "curl") == nil
      ? [.advice("there is no curl here: sites behind a URL cannot be read", next: "install curl")]
      : [.ok("curl is here, for sites behind a URL")]
  }
}
