public import IndexModel

/// Where a path is, if not in the folder: a status of redirection and a URL.
public typealias Redirect = (_ path: SitePath) -> (status: Int, location: String)?

/// Answers requests from the folder that is live.
struct Responder {
  let folder: SiteFolder
  let redirect: Redirect

  func answer(_ request: RequestHead) -> Response {
    guard request.method == "GET" || request.method == "HEAD" else { return .problem(405) }
    switch RequestTarget(request.target) {
    case .malformed: return .problem(400)
    case .nowhere: return .problem(404)
    case .path(let path): return answer(request, path)
    }
  }

  private func answer(_ request: RequestHead, _ path: SitePath) -> Response {
    switch folder.open(path) {
    case .file(let file):
      return request.knows(file.etag) ? .notModified(etag: file.etag) : .file(file, at: path)
    case .folder:
      return .redirect(308, to: "/\(path.text)/")
    case .missing:
      guard let (status, location) = redirect(path) else { return .problem(404) }
      return .redirect(status, to: location)
    }
  }
}
