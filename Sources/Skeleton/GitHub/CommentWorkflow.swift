extension GitHub {
  /// Comments on pull requests.
  static let commentWorkflow = #"""
    # Writes what cairn-check.yml found into a comment on the pull request. Written by `cairn init`.
    #
    # That run had no right to write, and this one has nothing of the pull request but the artifact, which is the word of
    # a stranger: its size is limited, its number is believed only if GitHub says the same, its text is posted as text.
    name: cairn comment

    on:
      workflow_run: # zizmor: ignore[dangerous-triggers] nothing of the pull request is checked out or run
        workflows: [cairn check]
        types: [completed]

    permissions: {}

    jobs:
      comment:
        if: >-
          github.event.workflow_run.event == 'pull_request' ||
          github.event.workflow_run.event == 'pull_request_review'
        runs-on: ubuntu-latest
        timeout-minutes: 5
        permissions:
          actions: read # for the artifact
          pull-requests: write
        steps:
          - name: Comment
            shell: bash
            env:
              TOKEN: ${{ github.token }}
              RUN: ${{ github.event.workflow_run.id }}
              HEAD: ${{ github.event.workflow_run.head_sha }}
              HEAD_REPOSITORY: ${{ github.event.workflow_run.head_repository.id }}
            run: |
              \#(comment.indented(by: 10))

    """#

  /// What the workflow does.
  static let comment = #"""
    set -euo pipefail
    marker='<!-- cairn-check -->'
    repository=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY
    folder=$(mktemp -d)
    api() {
      curl --silent --show-error --fail --location --max-time 60 --header "Authorization: Bearer $TOKEN" \
        --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' "$@"
    }
    leave() { echo "no comment: $1"; exit 0; }

    artifact=$(api "$repository/actions/runs/$RUN/artifacts?name=cairn-result" |
      jq --raw-output '[.artifacts[] | select(.expired | not)][0] // empty | select(.size_in_bytes <= 1000000) | .id')
    [ -n "$artifact" ] || leave "the run has no result of a size that we take"
    api --max-filesize 1000000 --output "$folder/result.zip" "$repository/actions/artifacts/$artifact/zip"
    # Whatever the archive claims, no more than this is unpacked, and never into files that it names.
    take() { unzip -p "$folder/result.zip" "$1" 2>/dev/null | head -c "$2" || true; }

    number=$(take number 20 | tr -d '\0')
    [[ $number =~ ^[1-9][0-9]{0,9}$ ]] || leave "the result names no pull request"
    api "$repository/pulls/$number" >"$folder/pull.json" || leave "there is no such pull request"
    jq --exit-status --arg head "$HEAD" --arg repository "$HEAD_REPOSITORY" \
      '.state == "open" and .head.sha == $head and (.head.repo.id | tostring) == $repository' \
      "$folder/pull.json" >/dev/null || leave "the pull request is another one, or has moved on"

    take comment.md 200000 >"$folder/comment.md"
    [ -s "$folder/comment.md" ] || leave "the result says nothing"
    # GitHub takes 65,536 characters.
    jq --raw-input --slurp --arg marker "$marker" \
      '{body: ($marker + "\n" + (if length > 60000 then .[:60000] + "\n\n…" else . end))}' \
      "$folder/comment.md" >"$folder/body.json"

    # Ours is the comment that begins with the marker and was written by this robot; anybody can write the marker.
    mine=
    for page in {1..30}; do
      api "$repository/issues/$number/comments?per_page=100&page=$page" >"$folder/comments.json"
      mine=$(jq --raw-output --arg marker "$marker" '[.[]
        | select(.user.login == "github-actions[bot]" and .user.type == "Bot")
        | select(.body | startswith($marker))][0].id // empty' "$folder/comments.json")
      [ -z "$mine" ] && [ "$(jq length "$folder/comments.json")" -eq 100 ] || break
    done
    if [ -n "$mine" ]; then
      api --request PATCH --data-binary "@$folder/body.json" "$repository/issues/comments/$mine" >/dev/null
    else
      api --request POST --data-binary "@$folder/body.json" "$repository/issues/$number/comments" >/dev/null
    fi
    """#
}
