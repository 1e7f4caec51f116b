import IndexModel
import TestSupport
import Testing

@testable import GitStore

/// A tree that a stranger may push, and what is said of it.
struct HostileTree: Sendable, CustomTestStringConvertible {
  /// The row of section 2 of the threats.
  let threat: Threat
  let name: String
  let rule: String
  /// Where the rule is broken; nowhere for what is operations' business alone.
  let paths: [String]
  /// How the check of the state and the verdict on the change end.
  var codes: (state: Int32, change: Int32) = (1, 1)
  let make: @Sendable (inout RawTree, GitFixture) throws -> Void

  var testDescription: String { "\(threat.rawValue): \(name)" }

  enum Threat: String {
    case mode = "symlink, submodule, executable, odd mode"
    case component = "`.`, `..`, empty, `.git` look-alikes"
    case letters = "composed and decomposed, bidi, zero-width, confusable names"
    case folding = "two paths equal after folding; Windows device names"
    case length = "at most 64 bytes a component, 200 a path, 8 levels"
    case size = "huge blob, huge tree, delta bomb"
    case malformed = "duplicate or unsorted tree entries, and what else git would not write"
    case owners = "second CODEOWNERS at another place"
  }

  init(
    _ threat: Threat, _ name: String, _ rule: String, at paths: String...,
    codes: (state: Int32, change: Int32) = (1, 1),
    _ make: @escaping @Sendable (inout RawTree, GitFixture) throws -> Void
  ) {
    (self.threat, self.name, self.rule, self.paths) = (threat, name, rule, paths)
    self.codes = codes
    self.make = make
  }

  static let all =
    modes + components + letters + foldings + lengths + sizes + packs + malformed + owners
  private static let acme = "packages/acme"
  static let libfoo = "packages/acme/libfoo.json"
}

// MARK: - Modes and names

extension HostileTree {
  private static let modes =
    [
      ("a symbolic link", "120000"), ("an executable", "100755"), ("a writable file", "100664"),
      ("no mode at all", "0"), ("a folder's mode of old", "40755"), ("a bare type", "100000"),
      ("an unknown type", "150644"), ("set-user-id", "104755"),
    ].map { name, mode in
      HostileTree(.mode, name, "tree-entry", at: "\(acme)/odd.json", "index/odd") { root, _ in
        root.put("\(acme)/odd.json", mode: mode, .text("/etc/passwd"))
        root.put("index/odd", mode: mode, .text("../../etc/passwd"))
      }
    } + [
      HostileTree(.mode, "a submodule", "tree-entry", at: "\(acme)/sub") { root, _ in
        root.put("\(acme)/sub", mode: "160000", .object(gone))
      },
      HostileTree(.mode, "a folder that is a link", "tree-entry", at: "packages") { root, _ in
        root.remove("packages")
        root.put("packages", mode: "120000", .text("/etc"))
      },
      HostileTree(
        .mode, "the registry's file is a link", "registry-missing", at: "index/registry.json"
      ) { root, _ in
        root.put("index/registry.json", mode: "120000", .text("../packages/acme/libfoo.json"))
      },
      HostileTree(.mode, "a version index that becomes executable", "tree-entry", at: libfoo) {
        root, _ in
        let text = SampleRegistry.files[libfoo]!
        root.put(libfoo, mode: "100755", .text(text))
      },
    ]

  private static let components =
    [
      ".", "..", ".git", ".GIT", ".gIt", ".g\u{200C}it", ".git\u{200D}", "git~1", "GIT~1",
      ".git::$DATA", ".git ", ".git.", ".git. .", ".git\\config", "a\\b.json", "..\\..\\x",
      ".gitmodules", ".gitattributes", "GITMOD~1", ".\u{206A}git",
    ].map { name in
      HostileTree(
        .component, "`\(name)` as a file and as a folder", "tree-entry", at: "\(acme)/\(name)",
        "index/\(name)/config"
      ) { root, _ in
        root.put([Array("packages".utf8), Array("acme".utf8), Array(name.utf8)], .text("x"))
        root.put(
          [Array("index".utf8), Array(name.utf8), Array("config".utf8)], .text("[core]\n"))
      }
    } + [
      // The name ends where the zero byte stands, and holds what a path is split by: no path could
      // tell these from others, so the folder is not read.
      HostileTree(.component, "an empty name", "unreadable-object", at: acme) { root, _ in
        root.put([Array("packages".utf8), Array("acme".utf8), []], .text("x"))
      },
      HostileTree(.component, "a name with a slash", "unreadable-object", at: acme) { root, _ in
        root.put(
          [Array("packages".utf8), Array("acme".utf8), Array("../zed/x.json".utf8)], .text("x"))
      },
      HostileTree(
        .component, "a folder `.git` beside the registry", "", codes: (0, 2)
      ) { root, _ in
        root.put(".git/hooks/post-checkout", mode: "100755", .text("#!/bin/sh\n"))
      },
    ]

  private static let letters =
    [
      ("composed", "caf\u{E9}.json"), ("decomposed", "cafe\u{301}.json"),
      ("turned around", "abc\u{202E}nosj.exe"), ("of no width", "lib\u{200B}foo.json"),
      ("a Cyrillic letter", "lib\u{0444}oo.json"), ("a full-width letter", "ｌibfoo.json"),
      ("a byte order mark", "\u{FEFF}libfoo.json"), ("an escape", "a\u{1B}[31m.json"),
      ("a line end", "a\n::error::x"), ("a blank", "lib foo.json"), ("a tab", "lib\tfoo.json"),
    ].map { name, text in
      HostileTree(.letters, name, "tree-entry", at: "\(acme)/\(text)") { root, _ in
        root.put("\(acme)/\(text)", .text("x"))
      }
    } + [
      HostileTree(
        .letters, "composed and decomposed side by side", "tree-entry",
        at: "\(acme)/caf\u{E9}.json", "\(acme)/cafe\u{301}.json"
      ) { root, _ in
        for name in ["caf\u{E9}.json", "cafe\u{301}.json"] {
          root.put("\(acme)/\(name)", .text(name))
        }
      },
      HostileTree(
        .letters, "no UTF-8", "tree-entry", at: "\(acme)/\u{FFFD}\u{FFFD}.json"
      ) { root, _ in
        let name = [0xC3, 0x28, 0xFF].filter { $0 > 0x7F } + Array(".json".utf8)
        root.put([Array("packages".utf8), Array("acme".utf8), name], .text("x"))
      },
      HostileTree(
        .letters, "one that looks like another", "look-alike", at: libfoo, codes: (0, 2)
      ) { root, _ in
        root.put("\(acme)/1ibfoo.json", .text(copy(named: "1ibfoo")))
      },
    ]

  private static let foldings =
    ["LibFoo", "LIBFOO"].map { name in
      HostileTree(
        .folding, "\(name) beside libfoo", "name-folding", at: libfoo
      ) { root, _ in
        root.put("\(acme)/\(name).json", .text(copy(named: name)))
      }
    } + [
      HostileTree(
        .folding, "separators alone differ", "name-folding", at: "\(acme)/a_b.json"
      ) { root, _ in
        for name in ["a-b", "a_b"] { root.put("\(acme)/\(name).json", .text(copy(named: name))) }
      },
      HostileTree(
        .folding, "a project's folder in another case", "name-folding", at: "packages/Acme"
      ) { root, _ in
        root.put("packages/Acme/tool.json", .text(copy(named: "tool")))
      },
      HostileTree(
        .folding, "an identity in another case", "name-folding", at: "index/identities/ada.json"
      ) { root, _ in
        let ada = SampleRegistry.files["index/identities/ada.json"]!
        root.put(
          "index/identities/ADA.json", .text(ada.replacing("\"ada\"", with: "\"ADA\"")))
      },
    ]
    + [
      "con.json", "NUL", "aux.tar.json", "COM1.json", "lpt9.txt", "PRN.", "com\u{B9}.json",
      "conin$", "nul .json",
    ].map { name in
      HostileTree(.folding, "the device \(name)", "tree-entry", at: "\(acme)/\(name)") {
        root, _ in root.put("\(acme)/\(name)", .text("x"))
      }
    }

  private static let lengths = [
    HostileTree(
      .length, "a component of 65 bytes", "tree-entry",
      at: "\(acme)/\(String(repeating: "a", count: 65))"
    ) { root, _ in
      root.put("\(acme)/\(String(repeating: "a", count: 65))", .text("x"))
    },
    HostileTree(.length, "a path of 201 bytes", "tree-entry", at: long(201)) { root, _ in
      root.put(long(201), .text("x"))
    },
    HostileTree(
      .length, "nine levels", "tree-entry", at: "\(acme)/libfoo/1/2/3/4/5"
    ) { root, _ in
      root.put("\(acme)/libfoo/1/2/3/4/5/6", .text("x"))
    },
    HostileTree(
      .length, "a component of a million bytes", "tree-entry",
      at: "\(acme)/\(String(repeating: "a", count: 1_000_000))"
    ) { root, _ in
      root.put("\(acme)/\(String(repeating: "a", count: 1_000_000))", .text("x"))
    },
    HostileTree(
      .length, "a thousand levels", "tree-entry", at: "\(acme)/libfoo/d/d/d/d/d"
    ) { root, git in
      var (mode, id) = ("100644", try git.handmade(.blob, [0x78]))
      for _ in 0..<1_000 {
        let entry = RawTree.Entry(mode: mode, name: [0x64], content: .object(id))
        (mode, id) = (RawTree.folderMode, try RawTree([entry]).write(to: git))
      }
      root.put("\(acme)/libfoo", mode: RawTree.folderMode, .object(id))
    },
  ]

  /// The path of a companion file with so many bytes.
  private static func long(_ count: Int) -> String {
    let start =
      "\(acme)/libfoo/" + String(repeating: String(repeating: "b", count: 50) + "/", count: 3)
    return start + String(repeating: "c", count: count - start.utf8.count)
  }

  static let gone = ObjectID(hex: String(repeating: "5", count: 40))!

  static func copy(named name: String) -> String {
    SampleRegistry.files[libfoo]!.replacing("\"libfoo\"", with: "\"\(name)\"")
  }
}

// MARK: - Malformed trees

extension HostileTree {
  private typealias Damage = @Sendable ([UInt8]) -> [UInt8]

  private static let damages: [(String, Damage)] = [
    ("an entry twice", { $0 + $0 }),
    (
      "a file and a folder of one name",
      { _ in entry("100644", "z") + entry("100644", "z.json") + entry("40000", "z") }
    ),
    ("entries out of order", { entry("100644", "zz") + $0 }),
    ("a cut in the id", { Array($0.dropLast(3)) }),
    ("a cut in the name", { $0 + Array("100644 abc".utf8) }),
    ("a cut in the mode", { $0 + Array("1006".utf8) }),
    ("a mode of letters", { $0 + entry("rw-r--", "zz") }),
    ("a mode without an end", { $0 + entry(String(repeating: "1", count: 400), "zz") }),
    ("no mode", { $0 + entry("", "zz") }),
    ("no structure at all", { _ in [UInt8](repeating: 0, count: 100) }),
  ]

  private static func entry(_ mode: String, _ name: String) -> [UInt8] {
    Array("\(mode) \(name)\0".utf8) + gone.bytes
  }

  private static let malformed =
    damages.map { name, damage in
      HostileTree(.malformed, name, "unreadable-object", at: acme) { root, _ in
        root.edit(acme) { $0.damage = damage }
      }
    }
    + [
      ("index", "index"), ("index/identities", "index/identities"), ("packages", "packages"),
      ("", "."),
    ]
    .map { folder, path in
      HostileTree(
        .malformed, "an entry twice in \(path)", "unreadable-object", at: path
      ) { root, _ in
        root.edit(folder) { $0.damage = { $0 + $0 } }
      }
    } + [
      HostileTree(
        .malformed, "an entry twice in a folder that is none of the registry's",
        "unreadable-object", at: "docs", codes: (0, 1)
      ) { root, _ in
        root.put("docs/a.md", .text("# A\n"))
        root.edit("docs") { $0.damage = { $0 + $0 } }
      },
      HostileTree(.malformed, "a missing folder", "unreadable-object", at: "\(acme)/libfoo") {
        root, _ in root.put("\(acme)/libfoo", mode: RawTree.folderMode, .object(gone))
      },
      HostileTree(.malformed, "a missing version index", "unreadable-object", at: libfoo) {
        root, _ in root.put(libfoo, .object(gone))
      },
      HostileTree(
        .malformed, "missing settings", "unreadable-object", at: "index/registry.json"
      ) { root, _ in root.put("index/registry.json", .object(gone)) },
      HostileTree(
        .malformed, "a missing CODEOWNERS", "unreadable-object", at: "index/CODEOWNERS"
      ) { root, _ in root.put("index/CODEOWNERS", .object(gone)) },
      HostileTree(.malformed, "a file for a folder", "unreadable-object", at: "\(acme)/libfoo") {
        root, git in
        let blob = try git.handmade(.blob, [0x78])
        root.put("\(acme)/libfoo", mode: RawTree.folderMode, .object(blob))
      },
      HostileTree(.malformed, "a folder for a file", "unreadable-object", at: libfoo) {
        root, git in root.put(libfoo, .object(try git.handmade(.tree, [])))
      },
      HostileTree(.malformed, "bytes that are no object", "unreadable-object", at: libfoo) {
        root, git in
        try git.handmade(gone, stream: Array("no zlib".utf8))
        root.put(libfoo, .object(gone))
      },
      HostileTree(
        .malformed, "an object under the id of another", "unreadable-object", at: libfoo
      ) { root, git in
        let text = Array(copy(named: "libfoo").utf8)
        try git.handmade(gone, saying: "blob \(text.count)", text)
        root.put(libfoo, .object(gone))
      },
    ]
}

// MARK: - Owners

extension HostileTree {
  private static let owners =
    [
      "packages/CODEOWNERS", "index/codeowners", "index/identities/CODEOWNERS",
      "\(acme)/CodeOwners", "\(acme)/libfoo/CODEOWNERS", "\(acme)/libfoo/1/codeowners",
    ].map { path in
      HostileTree(.owners, path, "unknown-file", at: path) { root, _ in
        root.put(path, .text("* @mallory\n"))
      }
    }
    + ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"].map { path in
      // None of the registry's, so nothing here reads them: but operations has to agree.
      HostileTree(.owners, path, "", codes: (0, 2)) { root, _ in
        root.put(path, .text("* @mallory\n"))
      }
    }
}
