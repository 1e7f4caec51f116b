import JSONText
import TestSupport

/// A published release with some of everything, and an edit of it.
struct RandomRelease {
  let value: JSONValue

  struct Edit: CustomStringConvertible {
    let description: String
    let isRefused: Bool
  }

  init(_ random: inout SeededGenerator) {
    let isRevoked = random.below(2) == 0
    var members: [JSONValue.Member] = [
      .init("version", .string("1.\(random.below(9)).0")),
      .init("stage", .string(isRevoked ? "revoked" : "current")),
    ]
    if isRevoked {
      members.append(.init("revocation", ["reason": "broken", "message": Self.word(&random)]))
    }
    let optional: [(String, JSONValue)] = [
      ("cid", Self.word(&random)), ("published", "2026-01-01T00:00:00Z"),
      ("files", .array((0...random.below(4)).map { Self.file($0, &random) })),
      ("license", "MIT"), ("dependencies", ["zed/tools": ["range": "^1", "optional": true]]),
      ("source", ["tag": Self.word(&random), "commit": Self.word(&random)]),
      ("notes", Self.word(&random)), ("deprecated", ["message": Self.word(&random)]),
      ("votePolicy", ["minimumBinding": .integer(random.below(5))]),
      ("votes", [["voter": "pat", "value": .integer(random.below(3) - 1)]]),
      (
        "promotion",
        ["policy": ["minimumBinding": 1], "tally": ["binding": .integer(random.below(5))]]
      ),
      ("connector", ["packaging": ["type": "ManagedDockerBuild"]]),
      ("annotations", ["a/b": [nil, true, .integer(random.below(99)), Self.word(&random)]]),
    ]
    for (key, value) in optional where random.below(3) > 0 { members.append(.init(key, value)) }
    value = .object(members)
  }

  private static func file(_ number: Int, _ random: inout SeededGenerator) -> JSONValue {
    [
      "name": .string("file-\(number)"), "role": number == 0 ? "archive" : "other",
      "path": .string("\(number)/\(random.word(of: "abc", 4))"), "size": .integer(random.below(99)),
    ]
  }

  private static func word(_ random: inout SeededGenerator) -> JSONValue {
    .string(random.word(of: "abcdé\u{301}", 6))
  }
}

// MARK: - Edits

extension RandomRelease {
  private static let mutable: Set = ["notes", "deprecated"]

  /// Makes an edit, and says whether it must be refused.
  func edit(_ value: inout JSONValue, _ random: inout SeededGenerator) -> Edit {
    guard case .object(var members) = value else { return Edit(description: "", isRefused: false) }
    defer { value = .object(members) }
    switch random.below(7) {
    case 0:
      members.shuffle(using: &random)
      return Edit(description: "another order of keys", isRefused: false)
    case 1:
      return move(&members, &random)
    case 2:
      return addFile(&members, &random)
    case 3:
      let at = random.below(members.count)
      let key = members[at].key
      // Without its version it is another release.
      members.remove(at: at)
      return Edit(description: "without \(key)", isRefused: !Self.mutable.contains(key))
    case 4:
      let key = ["cid", "license", "connector", "promotion", "votes", "notes", "x"][random.below(7)]
      guard !members.contains(where: { $0.key == key }) else {
        return Edit(description: "nothing", isRefused: false)
      }
      members.append(.init(key, "new"))
      return Edit(description: "with \(key)", isRefused: !Self.mutable.contains(key))
    default:
      let at = random.below(members.count)
      let key = members[at].key
      members[at].value = Self.changed(members[at].value, &random)
      return Edit(description: "another \(key)", isRefused: !Self.mutable.contains(key))
    }
  }

  private func move(
    _ members: inout [JSONValue.Member], _ random: inout SeededGenerator
  ) -> Edit {
    guard let at = members.firstIndex(where: { $0.key == "stage" }) else {
      return Edit(description: "nothing", isRefused: false)
    }
    let stages = ["candidate", "current", "revoked"]
    let old = members[at].value
    let new = JSONValue.string(stages[random.below(3)])
    members[at].value = new
    let isForward = old == "current" && new == "revoked"
    if isForward {
      members.append(.init("revocation", ["reason": "eol", "message": "over"]))
    }
    return Edit(
      description: "from \(old) to \(new)", isRefused: old != new && !isForward)
  }

  private func addFile(
    _ members: inout [JSONValue.Member], _ random: inout SeededGenerator
  ) -> Edit {
    guard let at = members.firstIndex(where: { $0.key == "files" }),
      case .array(var files) = members[at].value
    else { return Edit(description: "nothing", isRefused: false) }
    let isArchive = random.below(2) == 0
    files.insert(
      ["name": "new", "role": isArchive ? "archive" : "signature", "path": "new"],
      at: random.below(files.count + 1))
    members[at].value = .array(files)
    return Edit(description: "a file more", isRefused: isArchive)
  }

  /// Another value: never one that says the same.
  private static func changed(
    _ value: JSONValue, _ random: inout SeededGenerator
  ) -> JSONValue {
    switch value {
    case .null: return true
    case .bool(let value): return .bool(!value)
    case .integer(let number): return .integer(number + 1)
    case .string(let text):
      // A letter composed differently is another letter.
      return .string(text.contains("é") ? text + "\u{301}" : text + "x")
    case .array(var elements):
      guard let at = elements.indices.randomElement(using: &random) else { return [1] }
      switch random.below(3) {
      case 0: elements.remove(at: at)
      case 1 where elements.count > 1 && elements[0] != elements[1]: elements.swapAt(0, 1)
      default: elements[at] = changed(elements[at], &random)
      }
      return .array(elements)
    case .object(var members):
      guard let at = members.indices.randomElement(using: &random) else { return ["x": 1] }
      if random.below(3) == 0 {
        members.remove(at: at)
      } else {
        members[at].value = changed(members[at].value, &random)
      }
      return .object(members)
    }
  }
}
