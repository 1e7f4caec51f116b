public import IndexModel

/// A pattern of paths.
///
/// Every pattern comes down to components from the root and an ending. A pattern without a slash,
/// but for one at the end, may begin at any depth, as if `**/` stood before it; a slash at the end
/// is a `/**`.
public struct OwnerPattern: Hashable, Sendable {
  /// The pattern as it is written.
  public let text: String
  /// Where the pattern stands in the file.
  public let range: Range<Int>
  let components: [Component]
  let ending: Ending

  /// What may stand between two slashes.
  enum Component: Hashable, Sendable {
    case literal([UInt8])
    /// `*` alone.
    case anyName
    case glob(Glob)
    /// `**`: any number of folders, even none.
    case anyFolders
  }

  /// What the components have to be of a path.
  enum Ending: Hashable, Sendable {
    /// The path itself, or a folder above it: what a pattern says that ends in a name.
    case atOrAbove
    /// A folder above it: `/` or `/**` at the end.
    case above
    /// The folder that holds it: `*` as the last component, which is one level and no more.
    case holding
  }
}

extension OwnerPattern {
  /// Whether the pattern matches a path. Of a file's many patterns, `OwnerFile.line(for:)` finds
  /// the last that does without asking each.
  ///
  /// Each `**` is first taken for no folder, then for one more as long as the rest does not fit;
  /// only the last `**` met has to be tried again, so the time is at most that of each component
  /// against each.
  public func matches(_ path: RepositoryPath) -> Bool {
    let names = path.components
    var at = 0
    var next = 0
    var retry: (at: Int, next: Int)?
    while true {
      if next == components.count {
        if ends(at, of: names.count) { return true }
      } else if components[next] == .anyFolders {
        next += 1
        retry = (at, next)
        continue
      } else if at < names.count, components[next].matches(names[at]) {
        at += 1
        next += 1
        continue
      }
      guard let last = retry, last.at < names.count else { return false }
      retry = (last.at + 1, last.next)
      (at, next) = (last.at + 1, last.next)
    }
  }

  /// Whether the components may end after so many names of a path.
  private func ends(_ matched: Int, of count: Int) -> Bool {
    switch ending {
    case .atOrAbove: true
    case .above: matched < count
    case .holding: matched == count - 1
    }
  }
}

extension OwnerPattern.Component {
  /// Whether it stands for this one name.
  fileprivate func matches(_ name: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .literal(let literal): name.elementsEqual(literal)
    case .anyName: true
    case .glob(let glob): glob.matches(name)
    case .anyFolders: false
    }
  }
}
