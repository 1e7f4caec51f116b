internal import IndexModel
internal import Registry
internal import Site

/// The schemas of authors' files as texts: for editors, where no site serves them yet.
enum SchemaCopies {
  static var all: [(name: String, text: String)] {
    let documents = SchemaDocuments.render()
    return Kind.all.compactMap { kind in
      documents.first { $0.path == SiteLayout.schema(kind.name) }
        .map { (kind.name, String(decoding: $0.bytes, as: UTF8.self)) }
    }
  }
}
