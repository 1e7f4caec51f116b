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
        for templates in shapes { write(templates, into: &writer) }
      }
    }
    return SiteDocument(path: SiteLayout.openAPI, bytes: writer.finish())
  }

  /// The templates, those together that differ in the names of their parameters alone: to OpenAPI
  /// they are one path.
  private static var shapes: [[SiteLayout.Template]] {
    var shapes: [[SiteLayout.Template]] = []
    var places: [String: Int] = [:]
    for template in SiteLayout.templates {
      let shape = parameters(of: template.path).reduce(template.path) { shape, name in
        shape.split(separator: "{\(name)}", omittingEmptySubsequences: false)
          .joined(separator: "{}")
      }
      if let place = places[shape] {
        shapes[place].append(template)
      } else {
        places[shape] = shapes.count
        shapes.append([template])
      }
    }
    return shapes
  }

  private static func write(_ templates: [SiteLayout.Template], into writer: inout JSONWriter) {
    guard let first = templates.first else { return }
    let path = first.path.split(separator: "{+", omittingEmptySubsequences: false)
      .joined(separator: "{")
    let summary = templates.map(\.summary).joined(separator: "; or ")
    writer.key("/\(path)")
    writer.object { writer in
      writer.key("get")
      writer.object { writer in
        writer.member("operationId", first.name)
        writer.member("summary", summary)
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
        writer.object { writer in responses(templates, summary, into: &writer) }
      }
    }
  }

  private static func parameters(of path: String) -> [String] {
    path.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
      piece.split(separator: "}", omittingEmptySubsequences: false).first.map(String.init)
    }
  }

  private static func parameter(_ name: String, into writer: inout JSONWriter) {
    writer.member("type", "string")
    guard name == "stage" else { return }
    writer.key("enum")
    writer.array { writer in for stage in Stage.allCases { writer.string(stage.rawValue) } }
  }

  private static func responses(
    _ templates: [SiteLayout.Template], _ summary: String, into writer: inout JSONWriter
  ) {
    let schemas = templates.compactMap(\.kind).map { SiteLayout.schema($0).text }
    writer.key("200")
    writer.object { writer in
      writer.member("description", summary)
      guard !schemas.isEmpty else { return }
      writer.key("content")
      writer.object { writer in
        writer.key("application/json")
        writer.object { writer in
          writer.key("schema")
          writer.object { write(schemas, into: &$0) }
        }
      }
    }
    if schemas.isEmpty, templates.contains(where: { $0.path.contains("file") }) {
      writer.key("302")
      writer.object { $0.member("description", "the file stands elsewhere") }
    }
    writer.key("404")
    writer.object { $0.member("description", "there is nothing here") }
  }

  /// A schema, or a choice of several.
  private static func write(_ schemas: [String], into writer: inout JSONWriter) {
    guard schemas.count > 1 else {
      for schema in schemas { writer.member("$ref", schema) }
      return
    }
    writer.key("oneOf")
    writer.array { writer in
      for schema in schemas { writer.object { $0.member("$ref", schema) } }
    }
  }
}
