/// Scripts that the workflows of every forge run.
enum Scripts {
  /// Builds `cairn`, or takes the one that was built before: the one place where workflows get it from.
  static let install = #"""
    #!/usr/bin/env bash
    # Puts `cairn` on the path: the one that is kept in CAIRN_HOME, else one that is built now, from the source that
    # source.env beside this file names. Runs as root in the image swift:6.3.
    set -euo pipefail

    here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
    # shellcheck source=/dev/null
    . "$here/source.env"
    home=${CAIRN_HOME:-$HOME/.cache/cairn}

    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >/dev/null
    apt-get install -y -q --no-install-recommends ca-certificates curl git jq libgit2-dev libssl-dev zlib1g-dev >/dev/null

    if [ ! -x "$home/bin/cairn" ]; then
      case $CAIRN_SOURCE in
        https://example.org/*)
          echo "say in $here/source.env where the source of cairn is: $CAIRN_SOURCE leads nowhere" >&2
          exit 66
          ;;
      esac
      source=$(mktemp -d)
      git init --quiet "$source"
      git -C "$source" fetch --quiet --depth 1 -- "$CAIRN_SOURCE" "$CAIRN_REF"
      git -C "$source" checkout --quiet --detach FETCH_HEAD
      commit=$(git -C "$source" rev-parse HEAD)
      if [[ $CAIRN_REF =~ ^[0-9a-f]{40}$ && $CAIRN_REF != "$commit" ]]; then
        echo "asked for commit $CAIRN_REF of $CAIRN_SOURCE, got $commit" >&2
        exit 66
      fi
      echo "building cairn at $commit"
      swift build --package-path "$source" --configuration release --product cairn
      mkdir -p "$home/bin"
      cp "$source/.build/release/cairn" "$home/bin/cairn"
    fi
    "$home/bin/cairn" --version
    if [ -n "${GITHUB_PATH:-}" ]; then echo "$home/bin" >>"$GITHUB_PATH"; fi

    """#
}
