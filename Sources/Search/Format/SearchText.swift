public import IndexModel
internal import JSONText

/// What goes wrong with a search: the index is not as it should be.
public enum SearchError: Error, Hashable, Sendable {
  /// A document of the index is none, or another.
  case malformed(SitePath, String)
  /// What a map leads to is not there, after another look at the map.
  case gone(SitePath)
  /// The index is of a format that this program does not know.
  case format(SitePath, String)
  /// The site has no index.
  case noIndex

  public var message: String {
    switch self {
    case .malformed(let path, let problem): "\(path.text) of the site \(problem)"
    case .gone(let path): "\(path.text) is missing from the site, though its map names it"
    case .format(let path, let format):
      "\(path.text) is of format \(format), and this program reads format "
        + "\(SearchText.format)"
    case .noIndex: "the site has no search index"
    }
  }
}

/// A document of the index, as it is read.
struct SearchText {
  /// The format of all documents of the index.
  static let format = "1"

  private let document: JSONDocument
  let path: SitePath

  init(_ bytes: [UInt8], at path: SitePath, kind: String) throws(SearchError) {
    let limits = JSONLimits(depth: 8, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document else {
      throw .malformed(path, "is not a JSON document")
    }
    guard let found = document.node(at: ["kind"]), document.equals(found, kind) else {
      throw .malformed(path, "is not of kind \(kind)")
    }
    self.document = document
    self.path = path
    guard let format = document.node(at: ["metadata", "format"]).flatMap({ document.string($0) })
    else { throw malformed("format") }
    guard format == Self.format else { throw .format(path, format) }
  }

  func has(_ key: String) -> Bool { document.member(key, of: document.root) != nil }

  func elements(_ key: String) throws(SearchError) -> [JSONDocument.Node] {
    guard let array = document.member(key, of: document.root), document.kind(of: array) == .array
    else { throw malformed(key) }
    return Array(document.elements(of: array))
  }

  /// The packages that an array at the top holds.
  func packages(_ key: String) throws(SearchError) -> [SearchDocument] {
    var packages: [SearchDocument] = []
    for node in try elements(key) { packages.append(try SearchDocument(self, node)) }
    return packages
  }

  func elementsIfAny(_ key: String, of node: JSONDocument.Node) -> [JSONDocument.Node] {
    guard let array = document.member(key, of: node), document.kind(of: array) == .array else {
      return []
    }
    return Array(document.elements(of: array))
  }

  /// The members of an object at the top, by their keys as terms; none where there is no such object.
  func members(_ key: String) throws(SearchError) -> [(Term, JSONDocument.Node)] {
    guard let object = document.member(key, of: document.root) else { return [] }
    guard document.kind(of: object) == .object else { throw malformed(key) }
    var members: [(Term, JSONDocument.Node)] = []
    for member in document.members(of: object) {
      guard let name = document.string(member.key) else { throw malformed(key) }
      members.append((Term(name.utf8), member.value))
    }
    return members
  }

  func string(_ node: JSONDocument.Node) throws(SearchError) -> String {
    guard let text = document.string(node) else { throw malformed("text") }
    return text
  }

  func stringIfAny(_ key: String, of node: JSONDocument.Node) -> String? {
    document.member(key, of: node).flatMap { document.string($0) }
  }

  func count(_ node: JSONDocument.Node) throws(SearchError) -> Int {
    guard let number = document.integer(node), number >= 0 else { throw malformed("number") }
    return number
  }

  func countIfAny(_ key: String, of node: JSONDocument.Node) -> Int? {
    document.member(key, of: node).flatMap { document.integer($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  func malformed(_ key: String) -> SearchError {
    .malformed(path, "has no sound \"\(key)\" where one belongs")
  }
}

extension JSONWriter {
  /// The head of every document of the index.
  mutating func searchHead(_ kind: String, prefix: (some Collection<UInt8>)? = [UInt8]?.none) {
    member("apiVersion", "cairn/v1")
    member("kind", kind)
    key("metadata")
    object { writer in
      if let prefix { writer.member("prefix", Hexadecimal.text(of: prefix)) }
      writer.member("format", SearchText.format)
    }
  }

  /// The member in which a document of the index holds packages.
  mutating func searchPackages(_ packages: [SearchDocument]) {
    key("packages")
    array { writer in
      for document in packages { writer.object { document.write(into: &$0) } }
    }
  }
}
