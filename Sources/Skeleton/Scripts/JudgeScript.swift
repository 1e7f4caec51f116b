extension Scripts {
  /// Runs `cairn check` on a proposed change, of which nothing is checked out.
  static let judge = #"""
    #!/usr/bin/env bash
    # Decides about a proposed change: by the rules, roles and owners of base, about what merging head would make.
    #
    # Usage: judge.sh BASE HEAD FOLDER
    # Both are commits of this clone. FOLDER holds `actor` and `approvals.json`, as the forge says them, and gets
    # `comment.md`, and `tree`: the id of what merging makes. Nothing of head is checked out or run. Exit: that of `cairn check`, 0, 1 or 2.
    set -euo pipefail
    base=$1 head=$2 folder=$3

    subject=$head
    if ! git merge-base --is-ancestor "$base" "$head"; then
      # Base went on meanwhile. What counts is what would be there after the merge.
      if ! tree=$(git merge-tree --write-tree "$base" "$head"); then
        echo "This change and the newest state of the registry contradict each other: bring it up to date." |
          tee "$folder/comment.md"
        exit 1
      fi
      export GIT_AUTHOR_NAME=cairn GIT_AUTHOR_EMAIL=cairn@localhost
      export GIT_COMMITTER_NAME=cairn GIT_COMMITTER_EMAIL=cairn@localhost
      subject=$(git commit-tree -p "$base" -p "$head" -m 'What merging would make' "$tree")
    fi

    git rev-parse --verify "$subject^{tree}" >"$folder/tree"

    # An approval counts for exactly head, and so for what head makes.
    jq --arg head "$head" --arg subject "$subject" \
      '.approvals |= [.[] | select(.commit == $head) | .commit = $subject]' \
      "$folder/approvals.json" >"$folder/approvals-of-head.json"

    options=(--base "$base" --head "$subject" --approvals "$folder/approvals-of-head.json")
    actor=$(cat "$folder/actor")
    if [ -n "$actor" ]; then
      options+=(--actor "$actor")
    else
      echo "Nobody is known to have pushed this commit: only approvals count."
    fi
    verdict=0
    cairn check "${options[@]}" --format github || verdict=$?
    cairn check "${options[@]}" --format markdown >"$folder/comment.md" || true
    exit "$verdict"

    """#
}
