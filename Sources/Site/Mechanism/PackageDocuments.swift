public import IndexModel
public import Registry

extension SiteDocument {
  /// The documents of one package as a build makes them, without a build: its version index, its releases, the files
  /// that it carries. None where there is no sound package of that name.
  public static func documents(
    of package: PackageID, _ lookup: Lookup
  ) throws(SnapshotError) -> [SiteDocument] {
    var rendering = Rendering()
    try Family.packages.render(package.text, Inputs(lookup: lookup), &rendering)
    return rendering.documents
  }
}
