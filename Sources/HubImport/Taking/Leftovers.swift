internal import JSONText

/// What of a file becomes no field of a registry's: all of it becomes annotations, so that nothing
/// is lost.
///
/// It begins with the whole file, and what a field takes over is taken away. So a value can be
/// forgotten by whoever maps the fields and still be there.
struct Leftovers {
  typealias Node = JSONDocument.Node

  private let file: HubFile
  private var taken: Set<Node> = []

  init(_ file: HubFile) { self.file = file }

  /// The value is a field's now.
  mutating func take(_ node: Node) { taken.insert(node) }

  /// The rest: `ndc-hub/<key>` for each member of the file.
  ///
  /// - Parameter opened: A member that only groups others, whose own members get an annotation
  ///   each. One whose key the file has too is `ndc-hub/<opened>.<key>`.
  func annotations(opening opened: String? = nil) -> [JSONValue.Member] {
    let root = file.document.root
    var members: [JSONValue.Member] = []
    var others: [JSONValue.Member] = []
    func add(_ key: String, _ node: Node, named name: String) {
      guard let value = file.value(node, without: taken) else { return }
      if Annotation.isPlain(name) {
        members.append(JSONValue.Member(Annotation.key(name), value))
      } else {
        others.append(JSONValue.Member(name, value))
      }
    }
    for (key, node) in file.members(of: root) {
      guard key == opened, file.document.kind(of: node) == .object,
        file.document.count(of: node) > 0
      else {
        add(key, node, named: key)
        continue
      }
      for (inner, child) in file.members(of: node) {
        let isTaken = file.document.member(inner, of: root) != nil
        add(inner, child, named: isTaken ? "\(key).\(inner)" : inner)
      }
    }
    if !others.isEmpty { members.append(JSONValue.Member(Annotation.otherKeys, .object(others))) }
    return members
  }
}

/// The keys of the annotations that an import writes.
enum Annotation {
  /// `ndc-hub/<name>`, for a name that is plain.
  static func key(_ name: String) -> String { "ndc-hub/\(name)" }

  /// Holds the documents of releases that were kept out, by folder. No key of the hub is spelled
  /// so: it has a slash.
  static let keptOut = key("kept-out/releases")

  /// Holds what has a key that no annotation can have.
  static let otherKeys = key("other/keys")

  /// Holds the metadata of aliases that are kept out of the package index.
  static let otherAliases = key("other/aliases")

  /// Whether a text can stand behind `ndc-hub/`.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 100
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
      }
  }
}
