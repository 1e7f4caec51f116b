/// A fixture with places in it: `"stage": ①"revoked"`. Markers are taken out, and tell the offset
/// of what follows them.
///
/// A test then says where it expects something without counting a byte. The idea is swift-format's.
public struct MarkedText: Sendable {
  /// The text without markers.
  public let text: String
  /// The UTF-8 offset in `text` of each marker.
  public let places: [Character: Int]

  /// Any of these is a marker.
  public static let markers = "①②③④⑤⑥⑦⑧⑨"

  public init(_ marked: String) {
    var text = ""
    var places: [Character: Int] = [:]
    for character in marked {
      if Self.markers.contains(character) {
        precondition(places[character] == nil, "a marker stands at one place")
        places[character] = text.utf8.count
      } else {
        text.append(character)
      }
    }
    self.text = text
    self.places = places
  }
}

/// Files with markers, each of which stands in one of them.
public struct MarkedFiles: Sendable {
  public struct Place: Hashable, Sendable {
    public let path: String
    public let offset: Int

    public init(path: String, offset: Int) {
      self.path = path
      self.offset = offset
    }
  }

  /// The files without markers.
  public let files: [String: String]
  public let places: [Character: Place]

  public init(_ marked: [String: String]) {
    var files: [String: String] = [:]
    var places: [Character: Place] = [:]
    for (path, text) in marked {
      let marked = MarkedText(text)
      files[path] = marked.text
      for (marker, offset) in marked.places {
        precondition(places[marker] == nil, "a marker stands in one file")
        places[marker] = Place(path: path, offset: offset)
      }
    }
    self.files = files
    self.places = places
  }
}
