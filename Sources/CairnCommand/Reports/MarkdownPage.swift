/// Markdown of bounded size: sections of lists between a heading and a tail, which are always whole.
struct MarkdownPage {
  private let limit: Int
  private let tail: String
  private var body: String
  private var isFull = false

  init(heading: String, tail: String, limit: Int) {
    body = heading
    self.tail = tail
    self.limit = limit
  }

  /// Room for the line that counts what is left out, in this section and the next.
  private static let margin = 200

  private var room: Int { limit - body.utf8.count - tail.utf8.count - Self.margin }

  /// Appends a list with a title; nothing where there are no elements.
  ///
  /// - Parameters:
  ///   - most: How many items are shown at most.
  ///   - item: An element as lines without the bullet, the first of which begins with a word of ours.
  mutating func section<Element>(
    _ title: String, _ elements: [Element], atMost most: Int, _ item: (Element) -> String
  ) {
    guard !elements.isEmpty, !isFull else { return }
    var list = "\n#### \(title)\n\n"
    var shown = 0
    for element in elements.prefix(most) {
      let text = "- \(item(element))"
      guard list.utf8.count + text.utf8.count <= room else { break }
      list += text
      shown += 1
    }
    if shown < elements.count {
      list += "- and \(elements.count - shown) more, which the last command shows\n"
      isFull = shown < min(most, elements.count)
    }
    body += list
  }

  var text: String {
    isFull ? body + "\nThere is more than fits into a comment.\n" + tail : body + tail
  }
}
