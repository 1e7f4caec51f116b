/// Who was there first, by key: the memory of a check of what may be there once.
struct First<Key: Hashable, Holder> {
  private var holders: [Key: Holder] = [:]

  /// The holder of a key, if there is one.
  func holder(of key: Key) -> Holder? { holders[key] }

  /// The holder of a key, if there is one; else `newcomer` is it from now on, and the answer is
  /// nil.
  mutating func holder(of key: Key, else newcomer: Holder) -> Holder? {
    if let holder = holders[key] { return holder }
    holders[key] = newcomer
    return nil
  }
}
