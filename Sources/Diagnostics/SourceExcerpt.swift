/// The line of a source that a range begins in, and the mark below it.
///
/// A long line is cut around the range, so that the work does not grow with the line.
struct SourceExcerpt {
  /// The number of the line, 1-based.
  let line: Int
  /// The line as it is shown, without its end.
  let text: String
  /// Blanks, then a caret under the first character of the range and tildes under the others.
  let marker: String

  /// How many columns a line may fill, and how many of them stand before the range when it is cut.
  private static let limit = 100
  private static let lead = 40

  init(of range: Range<Int>, in table: LineTable) {
    let position = table.position(of: range.lowerBound)
    let source = table.text(ofLine: position.line)
    let start = min(source.startIndex + position.column - 1, source.endIndex)
    let reach = 4 * Self.limit
    let window =
      source[max(start - reach, source.startIndex)..<min(start + reach, source.endIndex)]
    let cells = VisibleText.cells(of: window)
    let split = cells.firstIndex { $0.bytes.upperBound > start } ?? cells.endIndex

    var shown = cells.indices
    if window.count < source.count || Self.width(cells[...]) > Self.limit {
      let left = Self.fitting(cells[..<split].reversed(), in: Self.lead)
      let room = Self.limit - Self.width(cells[(split - left)..<split])
      shown = (split - left)..<(split + Self.fitting(cells[split...], in: room))
    }
    let isCutLeft = shown.lowerBound > 0 || window.startIndex > source.startIndex
    let isCutRight = shown.upperBound < cells.count || window.endIndex < source.endIndex

    let end = range.upperBound
    let marked = cells[split..<shown.upperBound].prefix { $0.bytes.lowerBound < end }
    let indent = Self.width(cells[shown.lowerBound..<split]) + (isCutLeft ? 1 : 0)
    line = position.line
    text =
      (isCutLeft ? "…" : "") + cells[shown].map(\.text).joined() + (isCutRight ? "…" : "")
    marker =
      String(repeating: " ", count: indent) + "^"
      + String(repeating: "~", count: max(Self.width(marked) - 1, 0))
  }

  private static func width(_ cells: ArraySlice<VisibleText.Cell>) -> Int {
    cells.reduce(0) { $0 + $1.width }
  }

  /// How many of the cells fill no more than `room` columns.
  private static func fitting(_ cells: some Sequence<VisibleText.Cell>, in room: Int) -> Int {
    var room = room
    var count = 0
    for cell in cells {
      room -= cell.width
      guard room >= 0 else { break }
      count += 1
    }
    return count
  }
}
