extension GitHub {
  /// Builds the site of the default branch and deploys it to GitHub Pages.
  static let publishWorkflow = #"""
    # Builds the site of the default branch and deploys it to GitHub Pages. Written by `cairn init`.
    # The branch cairn-site has what was published last, by which the next build knows what it must not alter.
    name: cairn publish

    on:
      push:
        branches: ['**']
      workflow_dispatch:
        inputs:
          \#(Scripts.rewriteInput.indented(by: 6))

    permissions: {}

    # One at a time; of those that wait, the newest has all that the others would have.
    concurrency:
      group: cairn-publish-${{ github.ref }}
      cancel-in-progress: false

    jobs:
      build:
        if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
        runs-on: ubuntu-latest
        container: swift:6.3
        timeout-minutes: 30
        permissions:
          contents: read
        outputs:
          old: ${{ steps.site.outputs.old }}
        defaults:
          run:
            shell: bash
        steps:
          \#(checkout().indented(by: 6))
          - name: Get the site that was published last
            id: site
            env:
              TOKEN: ${{ github.token }}
            run: |
              \#(Scripts.fetchSite(site).indented(by: 10))
          - uses: ./.github/cairn # zizmor: ignore[self-repository] as the default branch has it
          - name: Build
            env:
              REWRITE: ${{ inputs.allow-rewrite }}
            run: |
              \#(Scripts.buildSite("--branch \(site)").indented(by: 10))
              mkdir upload
              git archive --format tar --output upload/artifact.tar 'refs/heads/\#(site)^{tree}'
              git bundle create --quiet upload/site.bundle refs/heads/\#(site)
          - name: Hand it to Pages
            uses: \#(Pinned.uploadArtifact)
            with:
              name: github-pages
              path: upload/artifact.tar
              retention-days: 1
              if-no-files-found: error
          - name: Hand it to the job that keeps it
            uses: \#(Pinned.uploadArtifact)
            with:
              name: cairn-site
              path: upload/site.bundle
              retention-days: 1
              if-no-files-found: error
      deploy:
        needs: build
        runs-on: ubuntu-latest
        timeout-minutes: 15
        permissions:
          pages: write
          id-token: write # by which Pages knows where the site comes from
        environment:
          name: github-pages
          url: ${{ steps.deploy.outputs.page_url }}
        steps:
          - id: deploy
            uses: \#(Pinned.deployPages)
      # Runs nothing of the repository, for it may write.
      keep:
        needs: [build, deploy]
        runs-on: ubuntu-latest
        timeout-minutes: 15
        permissions:
          actions: read # for the artifact
          contents: write # for the branch
        steps:
          - name: Keep the site, for the next to be compared with
            shell: bash
            env:
              TOKEN: ${{ github.token }}
              RUN: ${{ github.run_id }}
              OLD: ${{ needs.build.outputs.old }}
            run: |
              \#(keep.indented(by: 10))

    """#

  /// The branch of the site that was published last. It has one commit: the site is a function of the registry's commits,
  /// and needs no history of its own.
  private static let site = "cairn-site"

  /// Pushes the branch that the build left as an artifact.
  static let keep = #"""
    set -euo pipefail
    \#(api)
    artifact=$(api "$repository/actions/runs/$RUN/artifacts?name=cairn-site" |
      jq --raw-output '[.artifacts[] | select(.expired | not)] | max_by(.created_at) // empty | .id')
    [ -n "$artifact" ] || { echo "the build left no site" >&2; exit 66; }
    api --max-time 600 --output site.zip "$repository/actions/artifacts/$artifact/zip"
    unzip -p site.zip site.bundle >last.bundle
    git init --quiet kept
    cd kept
    git fetch --quiet ../last.bundle refs/heads/\#(site):refs/heads/\#(site)
    \#(Scripts.pushSite(site))
    """#
}
