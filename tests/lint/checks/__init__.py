"""The rules, one module each: `check(tree)` yields a Breach for each place that breaks the rule."""
