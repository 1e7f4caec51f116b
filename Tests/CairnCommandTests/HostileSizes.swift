import IndexModel
import TestSupport

@testable import GitStore

/// Objects that are larger than they look.
extension HostileTree {
  private static let companions = "packages/acme/libfoo"
  private static let mebibyte = 1 << 20

  static let sizes =
    [
      HostileTree(.size, "a file of 2 MiB", "json-limit", at: libfoo) { root, _ in
        root.put(libfoo, .file(Array(repeating: 0x20, count: 2 * mebibyte)))
      },
      HostileTree(.size, "settings of 2 MiB", "json-limit", at: "index/registry.json") { root, _ in
        root.put("index/registry.json", .file(Array(repeating: 0x20, count: 2 * mebibyte)))
      },
      HostileTree(.size, "a CODEOWNERS of 2 MiB", "codeowners", at: "index/CODEOWNERS") {
        root, _ in
        root.put("index/CODEOWNERS", .file(Array(repeating: 0x0A, count: 2 * mebibyte)))
      },
      HostileTree(.size, "a head that says 10 GB", "json-limit", at: libfoo) { root, git in
        try git.handmade(gone, saying: "blob 10737418240", [0x7B, 0x7D])
        root.put(libfoo, .object(gone))
      },
      HostileTree(
        .size, "a head that says more than a number holds", "unreadable-object", at: libfoo
      ) { root, git in
        try git.handmade(gone, saying: "blob 99999999999999999999999999", [0x7B, 0x7D])
        root.put(libfoo, .object(gone))
      },
      HostileTree(.size, "a folder's list of 65 MiB", "tree-entry", at: companions) { root, git in
        let id = try git.rawObject("tree", [UInt8](repeating: 0, count: 65 * mebibyte))
        root.put(companions, mode: RawTree.folderMode, .object(id))
      },
      HostileTree(.size, "a folder's head that says 10 GB", "tree-entry", at: companions) {
        root, git in
        try git.handmade(gone, saying: "tree 10737418240", [])
        root.put(companions, mode: RawTree.folderMode, .object(gone))
      },
      HostileTree(.size, "a tree without end", "tree-entry", at: companions) { root, git in
        let bomb = try git.treeBomb(levels: 5, width: 60)
        root.put(companions, mode: RawTree.folderMode, .object(bomb))
      },
      HostileTree(
        .size, "a tree without end that is none of the registry's", "tree-entry", at: "docs",
        codes: (0, 1)
      ) { root, git in
        root.put("docs", mode: RawTree.folderMode, .object(try git.treeBomb(levels: 5, width: 60)))
      },
      HostileTree(.size, "ten thousand files of a package", "tree-entry", at: companions) {
        root, git in
        root.put(
          companions, mode: RawTree.folderMode, .object(try git.treeBomb(levels: 2, width: 101)))
      },
    ]
    + ["blob 0", "blob 2", "blob 63", "blob 64", "blob 1000"].map { head in
      HostileTree(.size, "3 MiB under the head \(head)", "unreadable-object", at: libfoo) {
        root, git in
        try git.handmade(gone, saying: head, Array(repeating: 0x20, count: 3 * mebibyte))
        root.put(libfoo, .object(gone))
      }
    }
    + [
      HostileTree(.size, "a folder whose head says too little", "unreadable-object", at: companions)
      {
        root, git in
        try git.handmade(gone, saying: "tree 3", Array(repeating: 0x20, count: mebibyte))
        root.put(companions, mode: RawTree.folderMode, .object(gone))
      }
    ]

  // MARK: Packs by hand
  // Deltas that go in a circle are not among them: libgit2 follows such a circle for ever. No fetch
  // brings one, as `git index-pack` resolves every delta before it keeps a pack.

  private typealias Delta = PackedObject.Delta

  /// 32,768 times the same 64 KiB.
  private static let bomb = Delta(
    source: 1 << 16, result: 1 << 31,
    instructions: (0..<32_768).flatMap { _ in Delta.copy(1 << 16) })
  private static let grain = [UInt8](repeating: 0x20, count: 1 << 16)
  private static let source = ObjectID(hex: String(repeating: "6", count: 40))!

  static let packs = [
    HostileTree(.size, "a delta of 2 GiB", "json-limit", at: libfoo) { root, git in
      try git.handmadePack([
        PackedObject(id: source, content: .blob(grain)),
        PackedObject(id: gone, content: .delta(back: 1, bomb)),
      ])
      root.put(libfoo, .object(gone))
    },
    HostileTree(.size, "a delta of 2 GiB of an id", "json-limit", at: libfoo) { root, git in
      try git.handmadePack([
        PackedObject(id: source, content: .blob(grain)),
        PackedObject(id: gone, content: .deltaOf(source, bomb)),
      ])
      root.put(libfoo, .object(gone))
    },
    HostileTree(.size, "a folder's delta of 2 GiB", "tree-entry", at: companions) { root, git in
      try git.handmadePack([
        PackedObject(id: source, content: .tree(grain)),
        PackedObject(id: gone, content: .delta(back: 1, bomb)),
      ])
      root.put(companions, mode: RawTree.folderMode, .object(gone))
    },
    HostileTree(
      .size, "a delta whose size is 0 in 32 bits", "unreadable-object", at: libfoo
    ) { root, git in
      var large = bomb
      large.result = 1 << 32
      large.instructions += bomb.instructions
      try git.handmadePack([
        PackedObject(id: source, content: .blob(grain)),
        PackedObject(id: gone, content: .delta(back: 1, large)),
      ])
      root.put(libfoo, .object(gone))
    },
    HostileTree(
      .size, "a delta that gives more than it says", "unreadable-object", at: libfoo
    ) { root, git in
      var lie = bomb
      lie.result = 100
      try git.handmadePack([
        PackedObject(id: source, content: .blob(grain)),
        PackedObject(id: gone, content: .delta(back: 1, lie)),
      ])
      root.put(libfoo, .object(gone))
    },
    HostileTree(
      .size, "a delta that copies what is not there", "unreadable-object", at: libfoo
    ) { root, git in
      let delta = Delta(source: 4, result: 1 << 16, instructions: Delta.copy(1 << 16))
      try git.handmadePack([
        PackedObject(id: source, content: .blob([0x20, 0x20, 0x20, 0x20])),
        PackedObject(id: gone, content: .delta(back: 1, delta)),
      ])
      root.put(libfoo, .object(gone))
    },
    // Nothing is wrong with what it gives, but for the line ends behind it.
    HostileTree(
      .size, "a chain of 4,000 deltas", "canonical-form", at: libfoo, codes: (0, 2)
    ) { root, git in
      let text = Array(SampleRegistry.files[libfoo]!.utf8)
      let depth = 4_000
      var objects = [PackedObject(id: source, content: .blob(text))]
      for step in 1...depth {
        let count = text.count + step
        let delta = Delta(
          source: count - 1, result: count,
          instructions: Delta.copy(count - 1) + Delta.insert([0x0A]))
        let content = text + [UInt8](repeating: 0x0A, count: step)
        let id =
          step == depth
          ? ObjectKind.blob.id(of: content) : ObjectID(content: Array("\(step)".utf8))
        objects.append(PackedObject(id: id, content: .delta(back: 1, delta)))
      }
      try git.handmadePack(objects)
      root.put(libfoo, .object(objects.last!.id))
    },
  ]
}
