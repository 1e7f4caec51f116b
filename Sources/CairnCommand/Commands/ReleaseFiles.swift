internal import Arguments
internal import Authoring
internal import IndexModel
internal import Registry

/// The options of `cairn release` that describe files, taken apart into the files that they
/// describe.
///
/// `--file` and `--url` begin a file; what stands behind them is about it, up to the next.
struct ReleaseFiles {
  static let file = Option<[String]>(
    "file", short: "f", value: "path",
    help: "A file of the release on this machine: its digest, size and type are computed.",
    completes: .files)
  static let url = Option<[String]>(
    "url", value: "url",
    help: "Where a file stands, or will stand. Default for --file: by policy.artifactURL.")
  static let sha256 = Option<[String]>(
    "sha256", value: "hex", help: "The SHA-256 of what stands at --url; with --file it is compared."
  )
  static let size = Option<[Int]>("size", value: "bytes", help: "The size of what stands at --url.")
  static let name = Option<[String]>(
    "name", value: "file", help: "The name at the coordinate. Default: the last part of the path.")
  static let role = Option<[RoleWord]>(
    "role", value: "role", help: "What the file is for. Default: by its name, else archive.")
  static let mediaType = Option<[String]>(
    "media-type", value: "type", help: "The media type. Default: by the name.")
  static let subject = Option<[String]>(
    "of", value: "file",
    help: "The file that a signature or checksum is about. Default: by its name.")
  static let key = Option<[String]>(
    "key", value: "key", help: "The key that signed, as handle:fingerprint.")
  static let carry = Flag(
    "carry", help: "Carry the file in the registry itself, beside the version index.")

  static let parameters: [any Parameter] = [
    file, url, sha256, size, name, role, mediaType, subject, key, carry,
  ]

  /// One file as the command line describes it.
  struct Description {
    var file: String?
    var url: String?
    var sha256: String?
    var size: Int?
    var name: String?
    var role: RoleWord?
    var mediaType: String?
    var subject: String?
    var key: String?
    var isCarried = false

    /// Whether it is only what stands before the first `--file` or `--url`.
    var isOpen: Bool { file == nil && url == nil }

    /// What a message calls it.
    var words: String { file.map { "--file \($0)" } ?? "--url \(url ?? "")" }
  }

  /// A word of the command line that describes a file.
  private enum Word {
    case file(String)
    case url(String)
    /// Anything else; false if the file has it already.
    case other((inout Description) -> Bool)
  }

  /// The files in the order of the command line.
  static func read(_ arguments: ParsedArguments) throws -> [Description] {
    var descriptions = [Description()]
    for word in words(arguments) {
      let last = descriptions.count - 1
      switch word {
      case .file(let path):
        // `--url U --file F` describes one file, as `--file F --url U` does, unless the first is
        // complete.
        let joins = descriptions[last].file == nil && descriptions[last].sha256 == nil
        if !joins { descriptions.append(Description()) }
        descriptions[descriptions.count - 1].file = path
      case .url(let url):
        if descriptions[last].url != nil { descriptions.append(Description()) }
        descriptions[descriptions.count - 1].url = url
      case .other(let apply):
        guard apply(&descriptions[last]) else {
          throw arguments.misuse(
            "an option is given twice for \(descriptions[last].words); "
              + "options describe the --file or --url before them")
        }
      }
    }
    guard !descriptions[0].isOpen else {
      throw arguments.misuse("missing one of '--file <path>' and '--url <url>'")
    }
    return descriptions
  }

  private static func words(_ arguments: ParsedArguments) -> [Word] {
    var words: [(position: Int, word: Word)] = []
    func take<Value>(_ option: Option<[Value]>, _ word: (Value) -> Word) {
      for (origin, value) in zip(arguments.origins(of: option), arguments[option]) {
        words.append((origin.position, word(value)))
      }
    }
    func set<Value>(_ option: Option<[Value]>, _ member: WritableKeyPath<Description, Value?>) {
      take(option) { value in
        .other { description in
          guard description[keyPath: member] == nil else { return false }
          description[keyPath: member] = value
          return true
        }
      }
    }
    take(file) { .file($0) }
    take(url) { .url($0) }
    set(sha256, \.sha256)
    set(size, \.size)
    set(name, \.name)
    set(role, \.role)
    set(mediaType, \.mediaType)
    set(subject, \.subject)
    set(key, \.key)
    for origin in arguments.origins(of: carry) {
      let carries = Word.other { description in
        description.isCarried = true
        return true
      }
      words.append((origin.position, carries))
    }
    return words.sorted { $0.position < $1.position }.map(\.word)
  }
}
