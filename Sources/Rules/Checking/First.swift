/// Who was there first, by key: the memory of a check of what may be there once.
struct First<Key: Hashable, Holder> {
  /// Up to `fewest` keys, which are compared one after the other: most files have no more of anything, and to hash
  /// them would cost more.
  private var few: [(key: Key, holder: Holder)] = []
  /// All of them, where they are more.
  private var many: [Key: Holder] = [:]

  private static var fewest: Int { 8 }

  /// The holder of a key, if there is one.
  func holder(of key: Key) -> Holder? {
    guard many.isEmpty else { return many[key] }
    for at in few.indices where few[at].key == key { return few[at].holder }
    return nil
  }

  /// The holder of a key, if there is one; else `newcomer` is it from now on, and the answer is
  /// nil.
  mutating func holder(of key: Key, else newcomer: Holder) -> Holder? {
    if let holder = holder(of: key) { return holder }
    if few.count < Self.fewest {
      few.append((key, newcomer))
    } else {
      if many.isEmpty { for (key, holder) in few { many[key] = holder } }
      many[key] = newcomer
    }
    return nil
  }
}
