internal import IndexModel
internal import Registry

/// The configuration for nginx: a whole one to start from, and its two parts for those who have one already.
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
    # Serves this folder: nginx -p <this folder> -c hosting/nginx.conf
    # Who has a configuration already includes nginx/maps.conf in `http` and nginx/locations.conf in a `server`.
    # After a publish that changed redirects: nginx -s reload.
    worker_processes auto;
    events {
      worker_connections 1024;
    }
    http {
      include nginx/maps.conf;
      access_log off;
      sendfile on;
      gzip on;
      gzip_types application/json text/plain application/schema+json application/openapi+json;
      server {
        listen 127.0.0.1:8080;
        root .;
        include nginx/locations.conf;
      }
    }

    """

  /// nginx tells types by what follows the last dot, and adds the charset by itself.
  private static let types = MediaType.table
    .filter { $0.suffix.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 1 }
    .map { "  \($0.type.text.prefix { $0 != ";" }) \($0.suffix.dropFirst());" }
    .joined(separator: "\n")

  static let maps = """
    # For `http`: media types, and where the files stand that no rule leads to.
    types {
    \(types)
    }
    default_type application/octet-stream;
    map_hash_bucket_size 4096;
    map_hash_max_size 65536;
    geo $dollar {
      default "$";
    }
    map $uri $cairn_redirect {
      default "";
      include redirects/*.map;
    }

    """

  static func locations(_ template: ArtifactTemplate?) -> String {
    """
    # For a `server`: files as they are, coordinates of files that stand elsewhere as redirects.
    charset utf-8;
    add_header Access-Control-Allow-Origin "*" always;
    add_header Cache-Control "public, max-age=60, stale-while-revalidate=600" always;
    add_header X-Content-Type-Options nosniff always;
    location / {
      index index.json;
      try_files $uri $uri/index.json @coordinate;
    }
    location @coordinate {
      if ($cairn_redirect) {
        return 302 $cairn_redirect;
      }
    \(rule(template))  return 404;
    }

    """
  }

  /// One rule for all files whose URLs follow the template.
  private static func rule(_ template: ArtifactTemplate?) -> String {
    guard let template else { return "" }
    let stages = Stage.allCases.map(\.rawValue).joined(separator: "|")
    let target = template.url(project: "$2", package: "$3", version: "$4", file: "$5")
    return "  rewrite ^/(\(stages))/([^/]+)/([^/]+)/([^/]+)/(.+)$ \(target) redirect;\n"
  }
}
