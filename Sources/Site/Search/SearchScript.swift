internal import IndexModel

/// `search/search.js`: the engine of the search again, for pages. `search.js` beside this file is built into the program.
enum SearchScript {
  static let document = SiteDocument(
    path: SiteLayout.searchScript, bytes: PackageResources.search_js)
}
