extension Scripts {
  /// Ends the script unless what the forge has merged is what was judged.
  ///
  /// The forge is told which commit to merge, but not into what: until the last moment somebody may push to the target,
  /// or choose another one. So `found` is compared: the target branch, its commit before, the commit merged and the tree
  /// that came of it, of the merge commit `commit`.
  static let merged = #"""
    expected="$BRANCH $BASE $HEAD $TREE"
    if [ "$found" != "$expected" ]; then
      {
        echo "what was merged is not what was checked"
        echo "expected (branch, its commit before, commit merged, tree): $expected"
        echo "found in ${commit:-an unknown commit}: $found"
        echo "nobody has checked who may do this: look at it before it is published, and take it back by" \
          "git revert -m 1 ${commit:-COMMIT}"
      } >&2
      exit 1
    fi
    """#
}
