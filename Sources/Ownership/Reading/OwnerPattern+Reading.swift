internal import IndexModel

extension OwnerPattern {
  /// Reads a pattern from where it stands in a file.
  init(_ bytes: ArraySlice<UInt8>) throws(OwnerProblem) {
    try Self.checkStart(bytes)
    var parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isFolder = parts.count > 1 && parts[parts.count - 1].isEmpty
    if isFolder { parts.removeLast() }
    let isRooted = parts[0].isEmpty
    let isAnchored = parts.count > 1
    if isRooted { parts.removeFirst() }

    var components: [Component] = isAnchored ? [] : [.anyFolders]
    for part in parts {
      let component = try Component(part)
      // `**/**` is any number of folders, as `**` is.
      if component != .anyFolders || components.last != .anyFolders { components.append(component) }
    }
    text = String(decoding: bytes, as: UTF8.self)
    range = bytes.indices
    ending = Self.takeEnding(of: &components, isFolder: isFolder)
    self.components = components
  }

  /// What the last component says of the ending; it goes where it says no more than that.
  private static func takeEnding(of components: inout [Component], isFolder: Bool) -> Ending {
    if components.last == .anyFolders {
      components.removeLast()
      return .above
    }
    if isFolder { return .above }
    guard components.last == .anyName else { return .atOrAbove }
    components.removeLast()
    return .holding
  }

  private static func checkStart(_ bytes: ArraySlice<UInt8>) throws(OwnerProblem) {
    if bytes.first == UInt8(ascii: "!") { throw .negation(bytes.startIndex) }
    if bytes.first == UInt8(ascii: "[") || bytes.starts(with: "^[".utf8) {
      throw .section(bytes.indices)
    }
    if bytes.elementsEqual("/".utf8) { throw .slashAlone(bytes.indices) }
    for at in bytes.indices.dropLast() where bytes[at] == UInt8(ascii: "/") {
      if bytes[at + 1] == UInt8(ascii: "/") { throw .emptyComponent(at..<(at + 2)) }
    }
  }
}

extension OwnerPattern.Component {
  fileprivate init(_ part: ArraySlice<UInt8>) throws(OwnerProblem) {
    if part.elementsEqual("**".utf8) {
      self = .anyFolders
      return
    }
    let steps = try Self.steps(of: part)
    let literal = steps.compactMap { step in
      if case .byte(let byte) = step { byte } else { nil }
    }
    if literal.count < steps.count {
      self = steps == [.anyBytes] ? .anyName : .glob(Glob(steps))
    } else if literal.elementsEqual(".".utf8) || literal.elementsEqual("..".utf8) {
      throw .relative(part.indices)
    } else {
      self = .literal(literal)
    }
  }

  private static func steps(of part: ArraySlice<UInt8>) throws(OwnerProblem) -> [Glob.Step] {
    var steps: [Glob.Step] = []
    var at = part.startIndex
    while at < part.endIndex {
      switch part[at] {
      case UInt8(ascii: "*"):
        let stars = part[at...].prefix { $0 == UInt8(ascii: "*") }
        guard stars.count < 3 else { throw .threeStars(stars.indices) }
        steps.append(.anyBytes)
      case UInt8(ascii: "?"): steps.append(.anyByte)
      case UInt8(ascii: "["), UInt8(ascii: "]"): throw .bracket(at)
      case UInt8(ascii: "\\"):
        at += 1
        guard at < part.endIndex, " *?\\".utf8.contains(part[at]) else {
          throw .escape(at - 1..<min(at + 1, part.endIndex))
        }
        steps.append(.byte(part[at]))
      case let byte: steps.append(.byte(byte))
      }
      at += 1
    }
    return steps
  }
}
