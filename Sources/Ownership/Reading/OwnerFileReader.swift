internal import IndexModel

/// Reads the lines of a CODEOWNERS file, and collects what is wrong with any of them.
///
/// All positions are offsets into the file: nothing is cut or trimmed before it is measured.
struct OwnerFileReader {
  private let bytes: [UInt8]
  private(set) var lines: [OwnerLine] = []
  private(set) var problems: [OwnerProblem] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() {
    guard bytes.count <= OwnerFile.limit else {
      problems.append(.tooLarge(bytes.count))
      return
    }
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      number += 1
      let hasReturn = end < bytes.count && end > start && bytes[end - 1] == UInt8(ascii: "\r")
      read(bytes[start..<(hasReturn ? end - 1 : end)], number: number)
      start = end + 1
    }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
    if let strange = line.strangeBytes {
      problems.append(.strange(bytes[strange], at: strange))
      return
    }
    var words = OwnerWords(line)
    guard let first = words.next(escaping: true), bytes[first.lowerBound] != UInt8(ascii: "#")
    else { return }
    let pattern = read(pattern: first)
    var owners: [Owner] = []
    while let word = words.next(escaping: false) {
      guard bytes[word.lowerBound] != UInt8(ascii: "#") else {
        checkComment(word.lowerBound..<line.endIndex)
        break
      }
      if let owner = read(owner: word) { owners.append(owner) }
    }
    if let pattern {
      lines.append(
        OwnerLine(number: number, range: line.indices, pattern: pattern, owners: owners))
    }
  }

  private mutating func read(pattern range: Range<Int>) -> OwnerPattern? {
    do throws(OwnerProblem) {
      return try OwnerPattern(bytes[range])
    } catch {
      problems.append(error)
      return nil
    }
  }

  private mutating func read(owner range: Range<Int>) -> Owner? {
    do throws(OwnerProblem) {
      return Owner(name: try OwnerName(bytes[range]), range: range)
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// An owner after the `#` would be none, though it reads as one.
  private mutating func checkComment(_ range: Range<Int>) {
    guard let at = bytes[range].firstIndex(of: UInt8(ascii: "@")) else { return }
    let end = bytes[at..<range.upperBound].firstIndex(where: \.isBlank) ?? range.upperBound
    problems.append(.ownerInComment(at..<end))
  }
}

/// The words of a line between its blanks.
private struct OwnerWords {
  private var rest: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) { rest = line }

  /// The next word.
  ///
  /// - Parameter escaping: Whether a blank behind a backslash belongs to the word.
  mutating func next(escaping: Bool) -> Range<Int>? {
    rest = rest.drop(while: \.isBlank)
    guard !rest.isEmpty else { return nil }
    var end = rest.startIndex
    while end < rest.endIndex, !rest[end].isBlank {
      end += escaping && rest[end] == UInt8(ascii: "\\") && end + 1 < rest.endIndex ? 2 : 1
    }
    defer { rest = rest[end...] }
    return rest.startIndex..<end
  }
}

extension UInt8 {
  /// Space or tab: what parts the words of a line.
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension ArraySlice<UInt8> {
  /// The first bytes of a line that no CODEOWNERS file holds: neither printable ASCII nor a tab.
  fileprivate var strangeBytes: Range<Int>? {
    guard let first = firstIndex(where: { !$0.isVisible && !$0.isBlank }) else { return nil }
    // The bytes of one letter beyond ASCII are one finding.
    let end = self[(first + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? endIndex
    return first..<end
  }
}
