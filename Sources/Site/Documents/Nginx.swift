internal import IndexModel
internal import Registry

/// The configuration for nginx: a whole one to start from, and its parts for those who have one already.
///
/// nginx finds what is included from the folder of the main configuration, wherever the including file stands. So
/// the parts include nothing, and the one `map` that has to name a folder is left to the main configuration.
enum Nginx {
  /// A text as a quoted token, in which nothing ends the token or names a variable.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "$": quoted += "${dollar}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The site on its own: `nginx -p <site> -c hosting/nginx.conf`.
  static let server = """
    # Serves this folder. From the folder above it, which here is called public:
    #
    #   nginx -p "$PWD/public" -c hosting/nginx.conf -e stderr -g 'pid /tmp/cairn-nginx.pid; daemon off;'
    #
    # Who has a configuration already includes nginx/maps.conf in `http` and nginx/locations.conf in a `server` whose
    # `root` is this folder, and copies the block `map` with the folder's whole path in each `include`.
    #
    # After a publish that changed redirects: nginx -s reload.
    worker_processes auto;
    events {
      worker_connections 1024;
    }
    http {
      include nginx/maps.conf;
      map $uri $cairn_redirect {
        default "";
        include nginx/redirects/*.conf;
        include nginx/redirects/*/*.conf;
      }
      access_log off;
      sendfile on;
      gzip on;
      gzip_vary on;
      gzip_types \(types(where: isCompressible));
      server {
        listen 127.0.0.1:8080;
        root .;
        include nginx/locations.conf;
      }
    }

    """

  /// nginx goes by what follows the last dot: the other types have a location of their own.
  static let maps = """
    # For `http`: media types, and room for the map of the redirects.
    types {
    \(MediaType.table.filter { !isLong($0.suffix) }.map(typeLine).joined(separator: "\n"))
    }
    default_type \(MediaType.bytes.text);
    charset_types \(types(where: hasCharset));
    map_hash_bucket_size 4096;
    map_hash_max_size 65536;
    # What is named by its content is never another; but what is not there may come.
    map $status$uri $cairn_cache {
      default "\(CachePolicy.current.rawValue)";
      "~^(?:200|206|304)/search/(?:\(searchSpaces))/[^/]+/" "\(CachePolicy.lasting.rawValue)";
    }
    # A dollar sign in a URL.
    geo $dollar {
      default "$";
    }

    """

  static func locations(_ template: ArtifactTemplate?, _ options: SiteOptions) -> String {
    """
    # For a `server`: files as they are, coordinates of files that stand elsewhere as redirects.
    charset utf-8;
    \(options.compresses ? compressedCopies : "")\
    add_header Access-Control-Allow-Origin "*" always;
    add_header Cache-Control $cairn_cache always;
    add_header X-Content-Type-Options nosniff always;
    add_header Content-Security-Policy "\(ContentPolicy.text)" always;
    absolute_redirect off;
    index index.json;
    # A folder without an index is nothing that anybody asks for.
    error_page 403 = @coordinate;
    location / {
      try_files $uri $uri/ @coordinate;
    }
    \(MediaType.table.filter { isLong($0.suffix) }.map(longSuffix).joined())\
    location @coordinate {
      if ($cairn_redirect) {
        return 302 $cairn_redirect;
      }
    \(rule(template))  return 404;
    }

    """
  }

  /// Copies that are there are sent, with a field that tells caches of it. nginx has to be built with the module
  /// `gzip_static`, as Debian's is.
  private static let compressedCopies = """
    gzip_static on;
    gzip_vary on;

    """

  private static let searchSpaces = SiteLayout.SearchSpace.allCases.map(\.rawValue)
    .joined(separator: "|")

  // MARK: Types

  private static func isLong(_ suffix: String) -> Bool { suffix.utf8.count { $0 == dot } > 1 }
  private static let dot = UInt8(ascii: ".")

  /// Types for a directive that takes a list, each once; for HTML nginx does such things anyway.
  private static func types(where condition: (MediaType) -> Bool) -> String {
    Set(MediaType.table.map(\.type).filter(condition).map(bare)).subtracting(["text/html"])
      .sorted().joined(separator: " ")
  }

  private static func hasCharset(_ type: MediaType) -> Bool { type.text.contains(";") }

  private static func isCompressible(_ type: MediaType) -> Bool {
    hasCharset(type) || ["json", "xml", "yaml"].contains { type.text.hasSuffix($0) }
  }

  /// A type without its charset, which nginx adds by itself.
  private static func bare(_ type: MediaType) -> String {
    String(type.text.prefix { $0 != ";" })
  }

  private static func typeLine(_ suffix: String, _ type: MediaType) -> String {
    "  \(bare(type)) \(suffix.dropFirst());"
  }

  private static func longSuffix(_ suffix: String, _ type: MediaType) -> String {
    """
    location ~* \(suffix.split(separator: ".").map { "\\.\($0)" }.joined())$ {
      types {
      }
      default_type \(bare(type));
      try_files $uri @coordinate;
    }

    """
  }

  // MARK: The rule

  /// One rule for all files whose URLs follow the template. What `latest` is, only the list of redirects knows.
  private static func rule(_ template: ArtifactTemplate?) -> String {
    guard let template else { return "" }
    let stages = Stage.allCases.map(\.rawValue).joined(separator: "|")
    let name = "[A-Za-z0-9._+@~-]+"
    let target = template.pieces.map { piece -> String in
      switch piece {
      case .text(let text): String(quoted(text).dropFirst().dropLast())
      case .project: "${cairn_project}"
      case .package: "${cairn_package}"
      case .version: "${cairn_version}"
      case .file: "${cairn_file}"
      }
    }
    return """
        if ($uri ~ "^/(?:\(stages))/(?<cairn_project>\(name))/(?<cairn_package>\(name))/(?!latest/)\
      (?<cairn_version>\(name))/(?<cairn_file>\(name)(?:/\(name))*)$") {
          return 302 "\(target.joined())";
        }

      """
  }
}
