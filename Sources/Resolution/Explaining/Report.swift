internal import IndexModel

/// Writes a proof down in the manner of PubGrub: a line for each conclusion, right behind the line
/// that it builds on where that can be, and numbers for what later lines come back to.
struct Report {
  private let proof: Proof
  private let phrasing: Phrasing
  /// The conclusions that have a line, in order.
  private var lines: [Int] = []
  /// The conclusions that are left to the line that builds on them.
  private var folded: Set<Int> = []
  /// How many conclusions build on one.
  private var uses: [Int]

  init(_ proof: Proof, _ request: Request) {
    self.proof = proof
    phrasing = Phrasing(rosters: proof.rosters, request: request)
    uses = Array(repeating: 0, count: proof.steps.count)
    for step in proof.steps {
      guard case .derived(let left, let right, _) = step.cause else { continue }
      uses[left] += 1
      uses[right] += 1
    }
    fold()
    order()
  }

  private var root: Int { proof.steps.count - 1 }

  /// The causes of a step: those that are conclusions themselves, and those that are given.
  private func causes(of step: Int) -> (conclusions: [Int], givens: [Int]) {
    guard case .derived(let left, let right, _) = proof.steps[step].cause else { return ([], []) }
    let causes = left < right ? [left, right] : [right, left]
    return (causes.filter(isConclusion), causes.filter { !isConclusion($0) })
  }

  private func isConclusion(_ step: Int) -> Bool {
    if case .derived = proof.steps[step].cause { true } else { false }
  }

  /// Every other link of a chain goes without saying.
  private mutating func fold() {
    for step in proof.steps.indices.reversed() where !folded.contains(step) {
      let conclusions = causes(of: step).conclusions
      guard conclusions.count == 1, uses[conclusions[0]] == 1,
        causes(of: conclusions[0]).conclusions.count == 1
      else { continue }
      folded.insert(conclusions[0])
    }
  }

  /// What a line says: the conclusions and the givens it rests on, those of folded links included.
  private func grounds(of line: Int) -> (conclusions: [Int], givens: [Int]) {
    var (conclusions, givens) = causes(of: line)
    if let link = conclusions.first, folded.contains(link) {
      let inner = causes(of: link)
      conclusions = inner.conclusions
      givens = inner.givens + givens
    }
    return (conclusions, givens)
  }

  /// Each conclusion behind those that it rests on, the shortest of them right before it. Proofs are
  /// as deep as they are long, so that this does not call itself.
  private mutating func order() {
    var isPlaced: Set<Int> = []
    var stack = [(line: root, isReady: false)]
    while let (line, isReady) = stack.popLast() {
      if isPlaced.contains(line) { continue }
      if isReady {
        isPlaced.insert(line)
        lines.append(line)
        continue
      }
      stack.append((line, true))
      let open = grounds(of: line).conclusions.filter { !isPlaced.contains($0) }
      // What comes off last stands last: a line that rests on givens alone.
      let simple = open.filter { causes(of: $0).conclusions.isEmpty }
      for step in simple + open.filter({ !simple.contains($0) }) {
        stack.append((step, false))
      }
    }
  }
}

// MARK: - Lines

extension Report {
  /// The proof, a sentence a line.
  var explanation: [String] {
    guard isConclusion(root) else {
      return ["there is no solution, because \(phrasing.sentence(proof.steps[root]))".sentence]
    }
    let numbers = numbers
    var written: [String] = []
    for (place, line) in lines.enumerated() {
      let before = place > 0 ? lines[place - 1] : nil
      let number = numbers[line].map { " (\($0))" } ?? ""
      written.append(sentence(line, after: before, numbers).sentence + number)
    }
    return written
  }

  /// Numbers for the lines that some line does not follow at once, in order.
  private var numbers: [Int: Int] {
    var named: Set<Int> = []
    for (place, line) in lines.enumerated() {
      for conclusion in grounds(of: line).conclusions
      where place == 0 || lines[place - 1] != conclusion {
        named.insert(conclusion)
      }
    }
    let inOrder = lines.filter(named.contains)
    return Dictionary(uniqueKeysWithValues: zip(inOrder, 1...))
  }

  private func sentence(_ line: Int, after before: Int?, _ numbers: [Int: Int]) -> String {
    let (conclusions, givens) = grounds(of: line)
    let continues = conclusions.contains { $0 == before }
    var grounds = conclusions.filter { $0 != before }.map { conclusion in
      phrasing.sentence(proof.steps[conclusion])
        + (numbers[conclusion].map { " (\($0))" } ?? "")
    }
    grounds.append(contentsOf: chained(givens))
    let opening =
      switch (line == root, continues) {
      case (true, true): "so, because "
      case (false, true): "and because "
      case (_, false): "because "
      }
    return opening + grounds.listed("and") + ", " + phrasing.sentence(proof.steps[line])
  }

  /// The givens, with what belongs together in one breath: `libfoo needs libbar, which needs …`.
  private func chained(_ givens: [Int]) -> [String] {
    var texts: [String] = []
    var last: Int?
    for given in inSpeakingOrder(givens) {
      if let before = last, let link = phrasing.link(proof.steps[before], to: proof.steps[given]) {
        texts[texts.count - 1] += link
      } else {
        texts.append(phrasing.sentence(proof.steps[given]))
      }
      last = given
    }
    return texts
  }
}

extension Report {
  /// What is asked for comes first, and of two statements the one that leads to the other.
  private func inSpeakingOrder(_ givens: [Int]) -> [Int] {
    let isRequirement = { (step: Int) in proof.steps[step].cause.kind == .requirement }
    let givens = givens.filter(isRequirement) + givens.filter { !isRequirement($0) }
    guard givens.count == 2 else { return givens }
    let (first, second) = (proof.steps[givens[0]], proof.steps[givens[1]])
    let turned = phrasing.link(first, to: second) == nil && phrasing.link(second, to: first) != nil
    return turned ? givens.reversed() : givens
  }
}

extension String {
  /// With a capital and a full stop.
  fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}

// MARK: - Clauses

extension Report {
  var clauses: [Conflict.Clause] {
    proof.steps.indices.map { step in
      let incompatibility = proof.steps[step]
      var because: [Int] = []
      if case .derived(let left, let right, _) = incompatibility.cause {
        because = [left, right].sorted().map { $0 + 1 }
      }
      return Conflict.Clause(
        number: step + 1, kind: incompatibility.cause.kind,
        text: phrasing.sentence(incompatibility), because: because,
        reason: phrasing.shortage(incompatibility)?.reason,
        aliases: phrasing.aliases(incompatibility))
    }
  }
}

extension Incompatibility.Cause {
  fileprivate var kind: Conflict.Kind {
    switch self {
    case .requirement: .requirement
    case .demand: .dependency
    case .derived: .conclusion
    }
  }
}
