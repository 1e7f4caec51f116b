/// A file that an author's command is writing, under a name beside its place: `.<name>.cairn-<process>`.
///
/// One that lies there longer was left by a command that was killed. It is none of the registry's files.
public enum UnfinishedFile {
  /// The name under which a process writes the file of another name.
  public static func name(for name: some Sequence<UInt8>, process: Int32) -> [UInt8] {
    [UInt8(ascii: ".")] + name + mark + Array("\(process)".utf8)
  }

  /// Whether a name is one of those.
  public static func isNamed(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    let digits = name.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let rest = name.dropLast(digits.count)
    return !digits.isEmpty && rest.first == UInt8(ascii: ".")
      && rest.count > mark.count + 1 && rest.suffix(mark.count).elementsEqual(mark)
  }

  private static let mark = Array(".cairn-".utf8)
}
