/// An account at a forge, as `--actor` and approvals name it: `github:4` or `gitlab:dave`.
///
/// The forge is 1 to 40 bytes of `a-z`, `0-9`, `.` and `-`, and begins with a letter. Digits alone
/// are the account's number, which no other account ever gets; anything else is a login, which
/// another may take after a renaming. A login is 1 to 100 bytes of `A-Za-z0-9._-`, and may end in
/// `[bot]`.
public struct Account: Hashable, Sendable {
  public enum Holder: Hashable, Sendable {
    case id(Int)
    case login(String)
  }

  public let forge: String
  public let holder: Holder

  /// The largest number: what JSON carries unharmed, 2^53 − 1.
  public static let largestID = (1 << 53) - 1

  /// Reads `<forge>:<id or login>`.
  public init(_ text: String) throws(Problem) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .noForge }
    guard Self.isForge(parts[0]) else { throw .badForge }
    if !parts[1].isEmpty, parts[1].allSatisfy(\.isDigit) {
      guard let id = Self.number(parts[1]) else { throw .badID }
      holder = .id(id)
    } else {
      guard Self.isLogin(parts[1]) else { throw .badLogin }
      holder = .login(String(Substring(parts[1])))
    }
    forge = String(Substring(parts[0]))
  }

  /// `<forge>:<id or login>`.
  public var text: String {
    switch holder {
    case .id(let id): "\(forge):\(id)"
    case .login(let login): "\(forge):\(login)"
    }
  }

  /// Whether the account is of this forge and has this login; forges do not tell logins apart by
  /// case.
  public func hasLogin(_ login: String, at forge: String) -> Bool {
    guard case .login(let mine) = holder else { return false }
    return self.forge == forge && mine.equalsIgnoringCase(login)
  }

  /// Whether a text can name a forge.
  public static func isForge(_ text: String) -> Bool { isForge(text[...].utf8) }

  /// Whether a text can be a login.
  public static func isLogin(_ text: String) -> Bool { isLogin(text[...].utf8) }

  private static func isForge(_ bytes: Substring.UTF8View) -> Bool {
    guard let first = bytes.first, first.isLetter, bytes.count <= 40 else { return false }
    return bytes.allSatisfy { byte in
      byte.isAlphanumeric && !byte.isUpper || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
  }

  private static func isLogin(_ bytes: Substring.UTF8View) -> Bool {
    guard bytes.count <= 100 else { return false }
    let robot = "[bot]".utf8
    let name = bytes.suffix(robot.count).elementsEqual(robot) ? bytes.dropLast(robot.count) : bytes
    return !name.isEmpty && name.allSatisfy { $0.isAlphanumeric || loginPunctuation.contains($0) }
  }

  private static let loginPunctuation = ASCIISet("._-")

  private static func number(_ digits: Substring.UTF8View) -> Int? {
    // 16 digits hold 2^53 and cannot overflow.
    guard digits.count <= 16, digits.first != UInt8(ascii: "0") else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return value <= largestID ? value : nil
  }
}

extension Account: CustomStringConvertible {
  public var description: String { text }
}

extension Account {
  /// Why a text names no account.
  public enum Problem: Error, Hashable, Sendable {
    case noForge, badForge, badID, badLogin

    public var message: String {
      switch self {
      case .noForge: "no forge, expected `<forge>:<id or login>` such as `github:4`"
      case .badForge:
        "not a forge, expected lower-case letters, digits, `.` and `-` before the colon"
      case .badID:
        "not an account's number, expected 1 to \(Account.largestID) without leading zeros"
      case .badLogin: "not a login, expected letters, digits, `.`, `_` and `-` behind the colon"
      }
    }
  }
}
