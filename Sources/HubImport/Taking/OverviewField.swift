/// A text of `overview` that has a field of its own in a version index, and what the field takes.
struct OverviewField {
  let key: String
  let limit: Int
  let isProse: Bool

  static let title = OverviewField(key: "title", limit: 256, isProse: false)
  static let description = OverviewField(key: "description", limit: 4096, isProse: true)
  /// One of the tags.
  static let tag = OverviewField(key: "tags", limit: 64, isProse: false)

  /// Why the field does not take a text; nil if it does.
  func problem(with text: String) -> String? {
    let bytes = text.utf8
    if bytes.count > limit { return "it has \(bytes.count) bytes, more than \(limit)" }
    if !isProse, bytes.contains(where: { $0 < 0x20 }) { return "it is not of one line" }
    guard key == Self.tag.key else { return nil }
    if bytes.isEmpty { return "it is empty" }
    let blank = UInt8(ascii: " ")
    return bytes.first == blank || bytes.last == blank ? "it has spaces at its ends" : nil
  }
}
