internal import IndexModel
internal import JSONText
internal import Registry

/// `openapi.json`: the site as OpenAPI 3.1, from the same templates as the entry document.
enum OpenAPIDocument {
  static func render(_ context: Context, _ source: Source) -> SiteDocument {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("openapi", "3.1.0")
      writer.key("info")
      writer.object { writer in
        writer.member("title", context.settings?.title ?? context.name)
        writer.member("version", "v1")
        writer.member("description", "A static package registry: every document is a file.")
      }
      if let baseURL = context.settings?.baseURL {
        writer.key("servers")
        writer.array { writer in writer.object { $0.member("url", baseURL) } }
      }
      writer.key("paths")
      writer.object { writer in
        for template in SiteLayout.templates { write(template, into: &writer) }
      }
    }
    return SiteDocument(path: SiteLayout.openAPI, bytes: writer.finish())
  }

  private static func write(_ template: SiteLayout.Template, into writer: inout JSONWriter) {
    let path = template.path.split(separator: "{+").joined(separator: "{")
    writer.key("/\(path)")
    writer.object { writer in
      writer.key("get")
      writer.object { writer in
        writer.member("operationId", template.name)
        writer.member("summary", template.summary)
        let parameters = parameters(of: path)
        if !parameters.isEmpty {
          writer.key("parameters")
          writer.array { writer in
            for name in parameters {
              writer.object { writer in
                writer.member("name", name)
                writer.member("in", "path")
                writer.member("required", true)
                writer.key("schema")
                writer.object { writer in parameter(name, into: &writer) }
              }
            }
          }
        }
        writer.key("responses")
        writer.object { writer in responses(template, into: &writer) }
      }
    }
  }

  private static func parameters(of path: String) -> [String] {
    path.split(separator: "{").dropFirst().compactMap { piece in
      piece.split(separator: "}", omittingEmptySubsequences: false).first.map(String.init)
    }
  }

  private static func parameter(_ name: String, into writer: inout JSONWriter) {
    writer.member("type", "string")
    guard name == "stage" else { return }
    writer.key("enum")
    writer.array { writer in for stage in Stage.allCases { writer.string(stage.rawValue) } }
  }

  private static func responses(_ template: SiteLayout.Template, into writer: inout JSONWriter) {
    writer.key("200")
    writer.object { writer in
      writer.member("description", template.summary)
      guard let kind = template.kind else { return }
      writer.key("content")
      writer.object { writer in
        writer.key("application/json")
        writer.object { writer in
          writer.key("schema")
          writer.object { $0.member("$ref", SiteLayout.schema(kind).text) }
        }
      }
    }
    if template.kind == nil, template.path.contains("file") {
      writer.key("302")
      writer.object { $0.member("description", "the file stands elsewhere") }
    }
    writer.key("404")
    writer.object { $0.member("description", "there is nothing here") }
  }
}
