internal import IndexModel

/// Why a request does not take a release, whatever the range.
enum Exclusion: Hashable, Sendable {
  case candidate
  case revoked
  /// Published after the time that the request names: this one.
  case later(than: Timestamp)
  /// Without a time, where the request names one.
  case undated
  /// It needs these, which nothing in the index meets.
  case unmet([String])
}

extension Request {
  /// Why a release of an alias is not taken; nil where it may be.
  func exclusion(of release: IndexedRelease, in alias: String) -> Exclusion? {
    switch release.stage {
    case .candidate where !candidates: return .candidate
    case .revoked where locked[alias] != release.version: return .revoked
    case .candidate, .current, .revoked: break
    }
    if let before {
      guard let published = release.published else { return .undated }
      if published > before { return .later(than: before) }
    }
    // The marks were made for current releases alone.
    if !release.unmet.isEmpty, !candidates, locked.isEmpty { return .unmet(release.unmet) }
    return nil
  }
}
