internal import IndexModel
internal import JSONText
internal import Registry

/// The JSON Schemas of everything that authors write, the site serves and commands answer.
public enum SchemaDocuments {
  public static func render() -> [SiteDocument] {
    PublishedKind.all.map { kind in
      let path = SiteLayout.schema(kind.name)
      let isAuthored = Kind.all.contains { $0.name == kind.name }
      var writer = JSONWriter()
      // Documents of the site may get more keys in later versions; authors' files have none that are unknown.
      kind.schema.writeJSONSchema(
        id: path.text, title: kind.name, summary: kind.summary, isOpen: !isAuthored, into: &writer)
      return SiteDocument(path: path, bytes: writer.finish())
    }
  }
}
