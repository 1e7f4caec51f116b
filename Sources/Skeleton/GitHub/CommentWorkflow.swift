extension GitHub {
  /// Comments on pull requests.
  static let commentWorkflow = #"""
    # Writes what `cairn check` says of a pull request into a comment on it. Written by `cairn init`.
    #
    # cairn-check.yml has no right to write, and a pull request can change it: whatever its run leaves behind is the word
    # of a stranger. Only the number of the pull request is taken from there, and believed if GitHub says that the pull
    # request is at the commit of that run. What the comment says is worked out again: by the scripts and the data of the
    # default branch, with the pull request as objects that are never checked out or run. The job that does so cannot
    # write; the one that writes runs what stands below, and takes what to write from the job before it.
    name: cairn comment

    on:
      workflow_run: # zizmor: ignore[dangerous-triggers] nothing of the pull request is checked out or run
        workflows: [cairn check]
        types: [completed]

    permissions: {}

    jobs:
      find:
        if: >-
          github.event.workflow_run.event == 'pull_request' ||
          github.event.workflow_run.event == 'pull_request_review'
        runs-on: ubuntu-latest
        timeout-minutes: 5
        permissions:
          actions: read # for the artifact
          pull-requests: read
        outputs:
          number: ${{ steps.find.outputs.number }}
        steps:
          - name: Find the pull request
            id: find
            shell: bash
            env:
              TOKEN: ${{ github.token }}
              BRANCH: ${{ github.event.repository.default_branch }}
              RUN: ${{ github.event.workflow_run.id }}
              HEAD: ${{ github.event.workflow_run.head_sha }}
              HEAD_REPOSITORY: ${{ github.event.workflow_run.head_repository.id }}
            run: |
              \#(find.indented(by: 10))
      check:
        needs: find
        if: needs.find.outputs.number != ''
        runs-on: ubuntu-latest
        container: swift:6.3
        timeout-minutes: 30
        permissions:
          contents: read
          pull-requests: read
        defaults:
          run:
            shell: bash
        outputs:
          comment: ${{ steps.check.outputs.comment }}
        steps:
          \#(checkout(number: "needs.find.outputs.number").indented(by: 6))
          - uses: ./.github/cairn # zizmor: ignore[self-repository] as the default branch has it
          - name: Check
            id: check
            env:
              TOKEN: ${{ github.token }}
              BRANCH: ${{ github.event.repository.default_branch }}
              NUMBER: ${{ needs.find.outputs.number }}
              HEAD: ${{ github.event.workflow_run.head_sha }}
            run: |
              \#(reckon.indented(by: 10))
      comment:
        needs: [find, check]
        if: needs.check.outputs.comment != ''
        runs-on: ubuntu-latest
        timeout-minutes: 5
        concurrency:
          group: cairn-comment-${{ needs.find.outputs.number }}
          cancel-in-progress: false
        permissions:
          pull-requests: write
        steps:
          - name: Comment
            shell: bash
            env:
              TOKEN: ${{ github.token }}
              NUMBER: ${{ needs.find.outputs.number }}
              HEAD: ${{ github.event.workflow_run.head_sha }}
              COMMENT: ${{ needs.check.outputs.comment }}
            run: |
              \#(comment.indented(by: 10))

    """#

  private static let leave = #"""
    leave() { echo "no comment: $1"; exit 0; }
    """#

  /// Which pull request a run was of. Of what a stranger left behind, no more than some digits are looked at.
  static let find = #"""
    set -euo pipefail
    \#(api)
    \#(leave)
    folder=$(mktemp -d)
    artifact=$(api "$repository/actions/runs/$RUN/artifacts?name=cairn-result" |
      jq --raw-output '[.artifacts[] | select(.expired | not)][0] // empty | select(.size_in_bytes <= 10000) | .id')
    [ -n "$artifact" ] || leave "the run has no result of a size that we take"
    api --max-filesize 10000 --output "$folder/result.zip" "$repository/actions/artifacts/$artifact/zip"
    # Whatever the archive claims, no more than this is unpacked, and never into files that it names.
    number=$(unzip -p "$folder/result.zip" number 2>/dev/null | head -c 20 | tr -d '\0') || true
    [[ $number =~ ^[1-9][0-9]{0,9}$ ]] || leave "the result names no pull request"
    api "$repository/pulls/$number" >"$folder/pull.json" || leave "there is no such pull request"
    jq --exit-status --arg head "$HEAD" --arg repository "$HEAD_REPOSITORY" --arg branch "$BRANCH" \
      '.state == "open" and .base.ref == $branch and .head.sha == $head and (.head.repo.id | tostring) == $repository' \
      "$folder/pull.json" >/dev/null || leave "the pull request is another one, or has moved on"
    printf 'number=%s\n' "$number" >>"$GITHUB_OUTPUT"
    """#

  /// What the comment says, in base64. GitHub takes 65,536 characters.
  static let reckon = #"""
    set -euo pipefail
    if [ "$(git rev-parse refs/cairn/head)" != "$HEAD" ]; then
      echo "no comment: the pull request has moved on"
      exit 0
    fi
    bash .github/cairn/people.sh cairn-result
    verdict=0
    bash .github/cairn/judge.sh "$(git rev-parse refs/cairn/base)" "$HEAD" cairn-result || verdict=$?
    [ "$verdict" -le 2 ] || exit "$verdict"
    size=$(stat --format %s cairn-result/comment.md)
    {
      head -c 60000 cairn-result/comment.md
      if [ "$size" -gt 60000 ]; then printf '\n\n…\n'; fi
    } | base64 -w0 >cairn-result/comment.base64
    printf 'comment=%s\n' "$(cat cairn-result/comment.base64)" >>"$GITHUB_OUTPUT"
    """#

  /// Writes the comment, or writes it anew.
  static let comment = #"""
    set -euo pipefail
    [[ $NUMBER =~ ^[1-9][0-9]{0,9}$ && $HEAD =~ ^[0-9a-f]{40}$ ]] || exit 64
    \#(api)
    \#(leave)
    marker='<!-- cairn-check -->'
    folder=$(mktemp -d)
    api "$repository/pulls/$NUMBER" | jq --exit-status --arg head "$HEAD" '.state == "open" and .head.sha == $head' \
      >/dev/null || leave "the pull request has moved on"
    base64 --decode <<<"$COMMENT" >"$folder/comment.md"
    jq --raw-input --slurp --arg marker "$marker" \
      '{body: (if startswith($marker) then . else $marker + "\n" + . end)}' "$folder/comment.md" >"$folder/body.json"

    # Ours is the comment that begins with the marker and was written by this robot; anybody can write the marker.
    mine=
    for page in {1..30}; do
      api "$repository/issues/$NUMBER/comments?per_page=100&page=$page" >"$folder/comments.json"
      mine=$(jq --raw-output --arg marker "$marker" '[.[]
        | select(.user.login == "github-actions[bot]" and .user.type == "Bot")
        | select(.body | startswith($marker))][0].id // empty' "$folder/comments.json")
      [ -z "$mine" ] && [ "$(jq length "$folder/comments.json")" -eq 100 ] || break
    done
    if [ -n "$mine" ]; then
      api --request PATCH --data-binary "@$folder/body.json" "$repository/issues/comments/$mine" >/dev/null
    else
      api --request POST --data-binary "@$folder/body.json" "$repository/issues/$NUMBER/comments" >/dev/null
    fi
    """#
}
