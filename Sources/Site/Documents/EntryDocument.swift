internal import IndexModel
internal import JSONText
internal import Registry

/// `index.json`: what the site is, and where everything stands.
enum EntryDocument {
  static func render(_ context: Context, _ source: Source) -> SiteDocument {
    let path = SiteLayout.index
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(kind: "Index") { writer in
        writer.member("name", context.name)
        writer.member("title", context.settings?.title ?? context.name)
      }
      if let baseURL = context.settings?.baseURL { writer.member("baseURL", baseURL) }
      if let rule = context.policy.artifactURL { writer.member("artifactURL", rule.text) }
      writer.member("versioning", context.policy.versioning.rawValue)
      writer.member("generation", source.generation(context))
      writer.key("generator")
      writer.object { writer in
        writer.member("name", "cairn")
        writer.member("version", source.generator)
      }
      if let commit = source.commit {
        writer.key("source")
        writer.object { writer in
          writer.member("commit", commit.id.hex)
          writer.member("time", commit.time.text)
        }
      }
      writer.key("links")
      writer.object { writer in
        writer.member("packages", path.reference(to: SiteLayout.packageList.path("")))
        writer.member("projects", path.reference(to: SiteLayout.projectList.path("")))
        writer.member("identities", path.reference(to: SiteLayout.identityList.path("")))
        writer.member("advisories", path.reference(to: SiteLayout.advisoryList.path("")))
        writer.member("packageIndexes", path.reference(to: SiteLayout.packageIndexList.path("")))
        writer.member("snapshot", path.reference(to: SiteLayout.snapshot))
        writer.member("openapi", path.reference(to: SiteLayout.openAPI))
      }
      writer.key("templates")
      writer.object { writer in
        for template in SiteLayout.templates { writer.member(template.name, template.path) }
      }
    }
    return SiteDocument(path: path, bytes: writer.finish())
  }
}
