extension GitHub {
  /// Merges pull requests that pass.
  static let mergeWorkflow = #"""
    # Merges a pull request if `cairn check` passes it, and notes in the merge commit whose change it was and who approved.
    # Written by `cairn init`. Started by hand, by somebody who may write: gh workflow run cairn-merge.yml -f number=12
    #
    # Nothing that a stranger writes starts this or is read by it as anything but data: not the title, the text, a label or
    # a comment. It runs as the default branch has it, decides about one commit, and merges exactly that commit.
    name: cairn merge

    on:
      workflow_dispatch:
        inputs:
          number:
            description: The number of the pull request
            required: true
            type: string

    permissions: {}

    concurrency:
      group: cairn-merge
      cancel-in-progress: false

    jobs:
      check:
        if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
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
          base: ${{ steps.decide.outputs.base }}
          head: ${{ steps.decide.outputs.head }}
          tree: ${{ steps.decide.outputs.tree }}
          message: ${{ steps.decide.outputs.message }}
        steps:
          \#(checkout(number: "inputs.number").indented(by: 6))
          - uses: ./.github/cairn # zizmor: ignore[self-repository] as the default branch has it
          - name: Decide
            id: decide
            env:
              TOKEN: ${{ github.token }}
              BRANCH: ${{ github.event.repository.default_branch }}
              NUMBER: ${{ inputs.number }}
            run: |
              \#(decide.indented(by: 10))
      merge:
        needs: check
        runs-on: ubuntu-latest
        timeout-minutes: 5
        permissions:
          contents: write
          pull-requests: write
          actions: write # to start cairn-publish.yml: what this token merges starts no other workflow
        steps:
          - name: Merge
            shell: bash
            env:
              TOKEN: ${{ github.token }}
              BRANCH: ${{ github.event.repository.default_branch }}
              NUMBER: ${{ inputs.number }}
              BASE: ${{ needs.check.outputs.base }}
              HEAD: ${{ needs.check.outputs.head }}
              TREE: ${{ needs.check.outputs.tree }}
              MESSAGE: ${{ needs.check.outputs.message }}
            run: |
              \#(merge.indented(by: 10))

    """#

  /// The verdict, with nobody but the forge as a witness, and what the merge commit will say.
  static let decide = #"""
    set -euo pipefail
    base=$(git rev-parse refs/cairn/base)
    HEAD=$(git rev-parse refs/cairn/head)
    export HEAD
    bash .github/cairn/people.sh cairn-result
    bash .github/cairn/judge.sh "$base" "$HEAD" cairn-result
    \#(Scripts.message)
    tree=$(cat cairn-result/tree)
    printf 'base=%s\nhead=%s\ntree=%s\nmessage=%s\n' "$base" "$HEAD" "$tree" "$message" >>"$GITHUB_OUTPUT"
    """#

  static let merge = #"""
    set -euo pipefail
    [[ $NUMBER =~ ^[1-9][0-9]{0,9}$ && "$BASE $HEAD $TREE" =~ ^([0-9a-f]{40}\ ){2}[0-9a-f]{40}$ ]] || exit 64
    repository=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY
    api() {
      curl --silent --show-error --fail-with-body --max-time 60 --header "Authorization: Bearer $TOKEN" \
        --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' "$@"
    }
    # Whoever opened the pull request may choose another target meanwhile.
    api "$repository/pulls/$NUMBER" |
      jq --exit-status --arg head "$HEAD" --arg branch "$BRANCH" \
        '.state == "open" and .head.sha == $head and .base.ref == $branch' >/dev/null ||
      { echo "#$NUMBER is not open for $BRANCH at $HEAD any more: start this again" >&2; exit 1; }
    tip=$(api "$repository/git/ref/heads/$BRANCH" | jq --raw-output .object.sha)
    [ "$tip" = "$BASE" ] || { echo "$BRANCH has moved on since the check: start this again" >&2; exit 1; }
    merged=$(jq --null-input --arg sha "$HEAD" --arg title "Merge pull request #$NUMBER" --argjson message "$MESSAGE" \
      '{sha: $sha, merge_method: "merge", commit_title: $title, commit_message: $message}' |
      api --request PUT --data-binary @- "$repository/pulls/$NUMBER/merge")
    commit=$(jq --raw-output '.sha | strings | select(test("^[0-9a-f]{40}$"))' <<<"$merged") || commit=
    target=$(api "$repository/pulls/$NUMBER" | jq --raw-output .base.ref) || target=unknown
    found=$(api "$repository/git/commits/$commit" |
      jq --raw-output --arg target "$target" '[$target, .parents[].sha, .tree.sha] | join(" ")') || found=unknown
    \#(Scripts.merged)
    jq --null-input --arg ref "$BRANCH" '{ref: $ref}' |
      api --request POST --data-binary @- "$repository/actions/workflows/cairn-publish.yml/dispatches"
    """#
}
