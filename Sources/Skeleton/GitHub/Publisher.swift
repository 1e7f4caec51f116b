/// What an author's own repository gets: a workflow that proposes each tagged version to a registry.
public struct Publisher: Sendable {
  /// The registry's repository; an https URL.
  let registry: String
  /// `<project>/<package>`.
  let package: String
  /// The last part of that.
  let name: String
  let source: CairnSource

  /// - Parameter registry: Taken only as a plain https URL, which YAML and a shell leave as it is; else there is no publisher.
  public init?(registry: String, project: String, name: String, source: CairnSource) {
    guard let plain = CairnSource("\(registry)@v") else { return nil }
    self.registry = plain.url
    package = "\(project)/\(name)"
    self.name = name
    self.source = source
  }

  public var files: [SkeletonFile] {
    [
      SkeletonFile(".github/workflows/cairn-release.yml", workflow),
      SkeletonFile(".github/cairn/action.yml", GitHub.action),
      SkeletonFile(".github/cairn/install.sh", Scripts.install),
      Forge.github.settings(source),
    ]
  }

  private var workflow: String {
    #"""
    # Proposes each tagged version of this package to its registry. Written by `cairn init --publisher`.
    #
    # The registry knows people by their accounts, so the proposal has to come from you, out of your fork of the registry.
    # Set the variable CAIRN_FORK to it (OWNER/NAME), and the secret CAIRN_TOKEN to a token of yours, in the environment
    # `registry` of this repository, which only tags v* may use. A fine-grained token for the fork alone, with the
    # permission "Contents: write", is enough: then you open the pull request by the link that the run prints. A token that
    # may also open pull requests in the registry (classic, public_repo) has it opened.
    name: cairn release

    on:
      push:
        tags: ['v*']

    permissions: {}

    env:
      REGISTRY: '\#(registry)'
      PACKAGE: '\#(package)'
      # The file of the release on this forge that the registry will name; {version} is the tag without its v.
      ASSET: '\#(name)-{version}.tgz'

    concurrency:
      group: cairn-release-${{ github.ref }}
      cancel-in-progress: false

    jobs:
      release:
        runs-on: ubuntu-latest
        container: swift:6.3
        timeout-minutes: 45
        environment: registry
        permissions:
          contents: read
        defaults:
          run:
            shell: bash
        steps:
          \#(GitHub.checkout().indented(by: 6))
          - uses: ./.github/cairn # zizmor: ignore[self-repository] as the default branch has it
          - name: Release
            run: |
              \#(Self.release.indented(by: 10))
          - name: Propose
            env:
              TOKEN: ${{ secrets.CAIRN_TOKEN }}
              FORK: ${{ vars.CAIRN_FORK }}
            run: |
              \#(Self.propose.indented(by: 10))

    """#
  }

  /// Adds the release to a clone of the registry. A tag is a stranger's text until it reads as a version.
  static let release = #"""
    set -euo pipefail
    number='(0|[1-9][0-9]*)'
    [[ $GITHUB_REF_NAME =~ ^v$number\.$number\.$number(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$ ]] ||
      { echo "the tag is no version such as v1.2.3" >&2; exit 64; }
    version=${GITHUB_REF_NAME#v}
    place=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY
    url=$place/releases/download/$GITHUB_REF_NAME/${ASSET//'{version}'/$version}
    # The file may come some minutes after the tag.
    curl --silent --show-error --fail --location --retry 20 --retry-all-errors --retry-delay 30 --output asset "$url"
    git clone --quiet -- "$REGISTRY" registry
    cairn -C registry release "$PACKAGE" "$version" --url "$url" \
      --sha256 "$(sha256sum asset | cut -d ' ' -f 1)" --size "$(stat --format %s asset)" \
      --repository "$place" --tag "$GITHUB_REF_NAME" --commit "$GITHUB_SHA"
    cd registry
    git switch --quiet --create "release-${PACKAGE//\//-}-$version"
    git add packages
    git -c user.name="$GITHUB_ACTOR" -c user.email="$GITHUB_ACTOR@users.noreply.github.com" \
      commit --quiet -m "Release $PACKAGE $version"
    """#

  /// Pushes the release to the author's fork, and opens the pull request, or says where to.
  static let propose = #"""
    set -euo pipefail
    [[ $FORK =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ ]] || { echo "set the variable CAIRN_FORK to OWNER/NAME" >&2; exit 66; }
    [ -n "$TOKEN" ] || { echo "set the secret CAIRN_TOKEN" >&2; exit 66; }
    cd registry
    branch=$(git branch --show-current)
    base=$(git rev-parse --abbrev-ref origin/HEAD)
    base=${base#origin/}
    \#(Scripts.authorization("x-access-token", "TOKEN"))
    git push --quiet "$GITHUB_SERVER_URL/$FORK" "HEAD:refs/heads/$branch"
    target=${REGISTRY#"$GITHUB_SERVER_URL"/}
    target=${target%.git}
    link="$GITHUB_SERVER_URL/$target/compare/$base...${FORK%%/*}:$branch?expand=1"
    jq --null-input --arg title "$(git log -1 --format=%s)" --arg head "${FORK%%/*}:$branch" --arg base "$base" \
      '{title: $title, head: $head, base: $base}' |
      curl --silent --fail --max-time 60 --header "Authorization: Bearer $TOKEN" \
        --header 'Accept: application/vnd.github+json' --data-binary @- --output /dev/null \
        "$GITHUB_API_URL/repos/$target/pulls" ||
      echo "the token may not open it: open the pull request at $link"
    """#
}
