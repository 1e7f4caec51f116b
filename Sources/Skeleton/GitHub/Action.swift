extension GitHub {
  /// The step that gets `cairn`, for all workflows.
  static let action = #"""
    name: cairn
    description: Puts cairn on the path, built from the source that source.env names. Needs the image swift:6.3.
    runs:
      using: composite
      steps:
        - name: Keep the program between runs
          uses: \#(Pinned.cache)
          with:
            path: ~/.cache/cairn
            key: cairn-${{ runner.os }}-${{ runner.arch }}-${{ hashFiles('.github/cairn/source.env', '.github/cairn/install.sh') }}
        - name: Install
          shell: bash
          run: bash .github/cairn/install.sh

    """#
}
