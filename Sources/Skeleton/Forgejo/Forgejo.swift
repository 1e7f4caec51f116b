/// Workflows for Forgejo, such as Codeberg.
///
/// They are those for GitHub but for what Forgejo has not: no run with rights after one without (so no comments, the
/// verdict is in the log of the run), no permissions of a token, no record of pushes but the feed of activities, no Pages
/// but a branch. Actions need Node.js, which the image of Swift lacks, so nothing is kept between runs.
enum Forgejo {
  static let files = [
    SkeletonFile(".forgejo/workflows/cairn-check.yml", checkWorkflow),
    SkeletonFile(".forgejo/workflows/cairn-merge.yml", mergeWorkflow),
    SkeletonFile(".forgejo/workflows/cairn-publish.yml", publishWorkflow),
    SkeletonFile(".forgejo/cairn/people.sh", people),
  ]

  static let checkWorkflow = #"""
    # Says what `cairn check` thinks of a pull request. Written by `cairn init`.
    #
    # A pull request can change this very file, so its result is for people to read; the workflow that merges asks again.
    # A review does not start it: cairn-merge.yml looks at approvals when it is started.
    name: cairn check

    on:
      pull_request:
        types: [opened, synchronize, reopened]

    jobs:
      check:
        name: cairn check
        if: github.event.pull_request.base.ref == github.event.repository.default_branch
        runs-on: docker
        container:
          image: swift:6.3
        timeout-minutes: 60
        steps:
          \#(GitHub.checkout(number: "github.event.pull_request.number").indented(by: 6))
          - name: Install
            run: bash .forgejo/cairn/install.sh
          - name: Ask who pushed it and who approves of it, and decide
            shell: bash
            env:
              TOKEN: ${{ github.token }}
              BRANCH: ${{ github.event.repository.default_branch }}
              NUMBER: ${{ github.event.pull_request.number }}
              HEAD: ${{ github.event.pull_request.head.sha }}
              EVENT_ACTION: ${{ github.event.action }}
              SENDER: ${{ github.event.sender.id }}
            run: |
              export PATH="$HOME/.cache/cairn/bin:$PATH"
              bash .forgejo/cairn/people.sh cairn-result
              bash .forgejo/cairn/judge.sh refs/cairn/base "$HEAD" cairn-result

    """#

  static let mergeWorkflow = #"""
    # Merges a pull request if `cairn check` passes it, and notes in the merge commit whose change it was and who approved.
    # Written by `cairn init`. Started by hand, by somebody who may write, under Actions.
    #
    # It runs as the default branch has it, decides about one commit, and merges exactly that commit.
    name: cairn merge

    on:
      workflow_dispatch:
        inputs:
          number:
            description: The number of the pull request
            required: true
            type: string

    concurrency:
      group: cairn-merge
      cancel-in-progress: false

    jobs:
      merge:
        if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
        runs-on: docker
        container:
          image: swift:6.3
        timeout-minutes: 60
        steps:
          \#(GitHub.checkout(number: "inputs.number").indented(by: 6))
          - name: Install
            run: bash .forgejo/cairn/install.sh
          - name: Decide and merge
            shell: bash
            env:
              TOKEN: ${{ github.token }}
              BRANCH: ${{ github.event.repository.default_branch }}
              NUMBER: ${{ inputs.number }}
            run: |
              \#(merge.indented(by: 10))

    """#

  static let merge = #"""
    set -euo pipefail
    export PATH="$HOME/.cache/cairn/bin:$PATH"
    base=$(git rev-parse refs/cairn/base)
    HEAD=$(git rev-parse refs/cairn/head)
    export HEAD
    bash .forgejo/cairn/people.sh cairn-result
    bash .forgejo/cairn/judge.sh "$base" "$HEAD" cairn-result
    \#(Scripts.message)
    BASE=$base TREE=$(cat cairn-result/tree)
    \#(mergeJudged)
    """#

  /// Merges `HEAD`, of which `BASE`, `TREE` and `message` were worked out.
  static let mergeJudged = #"""
    repository=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY
    api() {
      curl --silent --show-error --fail --max-time 60 --header "Authorization: token $TOKEN" \
        --header 'Content-Type: application/json' "$@"
    }
    # Whoever opened the pull request may choose another target meanwhile.
    api "$repository/pulls/$NUMBER" |
      jq --exit-status --arg head "$HEAD" --arg branch "$BRANCH" \
        '.state == "open" and .head.sha == $head and .base.ref == $branch' >/dev/null ||
      { echo "#$NUMBER is not open for $BRANCH at $HEAD any more: start this again" >&2; exit 1; }
    tip=$(api "$repository/branches/$BRANCH" | jq --raw-output .commit.id)
    [ "$tip" = "$BASE" ] || { echo "$BRANCH has moved on since the check: start this again" >&2; exit 1; }
    jq --null-input --arg sha "$HEAD" --arg title "Merge pull request #$NUMBER" --argjson message "$message" \
      '{Do: "merge", head_commit_id: $sha, MergeTitleField: $title, MergeMessageField: $message}' |
      api --request POST --data-binary @- "$repository/pulls/$NUMBER/merge"
    pull=$(api "$repository/pulls/$NUMBER") || pull='{}'
    commit=$(jq --raw-output '.merge_commit_sha | strings | select(test("^[0-9a-f]{40}$"))' <<<"$pull") || commit=
    target=$(jq --raw-output '.base.ref // "unknown"' <<<"$pull") || target=unknown
    found=$(api "$repository/git/commits/$commit" |
      jq --raw-output --arg target "$target" '[$target, .parents[].sha, .commit.tree.sha] | join(" ")') || found=unknown
    \#(Scripts.merged)
    # What the token of a run merges starts no other workflow.
    jq --null-input --arg ref "$BRANCH" '{ref: $ref}' |
      api --request POST --data-binary @- "$repository/actions/workflows/cairn-publish.yml/dispatches"
    """#

  static let publishWorkflow = #"""
    # Builds the site of the default branch and pushes it to the branch `pages`. Written by `cairn init`.
    name: cairn publish

    on:
      push:
        branches: ['**']
      workflow_dispatch:
        inputs:
          \#(Scripts.rewriteInput.indented(by: 6))

    concurrency:
      group: cairn-publish-${{ github.ref }}
      cancel-in-progress: false

    jobs:
      publish:
        if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
        runs-on: docker
        container:
          image: swift:6.3
        timeout-minutes: 60
        steps:
          \#(GitHub.checkout().indented(by: 6))
          - name: Get the site that was published last
            id: site
            shell: bash
            env:
              TOKEN: ${{ github.token }}
            run: |
              \#(Scripts.fetchSite("pages").indented(by: 10))
          - name: Install
            run: bash .forgejo/cairn/install.sh
          - name: Build
            shell: bash
            env:
              REWRITE: ${{ inputs.allow-rewrite }}
            run: |
              export PATH="$HOME/.cache/cairn/bin:$PATH"
              \#(Scripts.buildSite("--branch pages").indented(by: 10))
          - name: Push the site
            shell: bash
            env:
              TOKEN: ${{ github.token }}
              OLD: ${{ steps.site.outputs.old }}
            run: |
              \#(Scripts.pushSite("pages").indented(by: 10))

    """#
}
