"""The sizes rule, shown on planted breaches: above all, where functions begin and end."""

import sys
import unittest

sys.dont_write_bytecode = True  # a check must leave the tree as it found it

from planted import RuleTest, lines


def function_of(count, first="int f(int a) {"):
    return lines(first, *["  a += 1;"] * (count - 2), "}")


class Sizes(RuleTest):
    rule = "sizes"
    path = "index/text/a.cc"

    def assert_long(self, text, line, message):
        self.assert_breach({self.path: text}, self.path, line, message)

    def test_a_function_of_exactly_the_limit_is_clean(self):
        self.assert_clean({self.path: lines("namespace quire {") + function_of(70) + "}\n"})

    def test_one_line_more_is_found_at_the_signature(self):
        self.assert_long("namespace quire {\n" + function_of(71) + "}\n", 2, "^f has 71 lines")

    def test_braces_in_literals_and_comments_do_not_count(self):
        tricky = lines(
            'const char* a = "}";  // }',
            "const char b = '{';",
            'const char* c = R"x({{{)"}})x";',
            "/* { */ const int d = 1'000 + g('{');",
        )
        self.assert_clean({self.path: tricky + function_of(70)})
        self.assert_long(tricky + function_of(71), 5, "^f has 71 lines")

    def test_a_signature_counts_from_its_first_line(self):
        long = function_of(69, "int Parser::f(int a) const {")
        self.assert_long("template <typename T>\n[[nodiscard]]\n" + long, 1, "^Parser::f has 71")

    def test_a_lambda_counts_with_its_function(self):
        inner = lines("  auto g = [] {", *["    h();"] * 67, "  };")
        self.assert_long("void f() {\n" + inner + "}\n", 1, "^f has 71 lines")

    def test_a_constructor_counts_with_its_member_list(self):
        first = lines("Foo::Foo(int a)", "    : URL{a},", "      b_(a),", "      c_{[] {}} {")
        self.assert_long(function_of(68, first.rstrip()), 1, "^Foo::Foo has 71 lines")

    def test_a_method_counts_from_below_its_access_label(self):
        body = function_of(71, "  static std::vector<int> f(std::function<void()> a) noexcept {")
        self.assert_long("class Foo final : public Bar {\n public:\n" + body + "};\n", 3, "^f has")

    def test_a_lambda_in_a_table_is_a_function(self):
        rows = function_of(71, 'const Row kRows[] = {{"x", [](int a) -> int {')
        self.assert_long(rows + "}};\n", 1, "^lambda has 71 lines")

    def test_a_lambda_with_a_name_is_a_function(self):
        self.assert_long(function_of(71, "constexpr auto f = [] {"), 1, "^lambda has 71 lines")

    def test_methods_are_found_in_whatever_class(self):
        for first in ("class CAPABILITY(x) Foo : Bar<int()> {", "struct hash<void()> final {"):
            self.assert_long(f"{first}\n{function_of(71)}}};\n", 2, "^f has 71 lines")

    def test_long_classes_enums_concepts_and_tables_are_no_functions(self):
        methods = lines(*["  int f() { return 1; }"] * 80)
        for first in ("class CAPABILITY(x) Foo : Bar<int()> {", "struct hash<void()> {"):
            self.assert_clean({self.path: f"{first}\n{methods}}};\n"})
        rows = lines(*["  {1, f(2)},"] * 80)
        for first in ("const Map<int()> kRows = {", "Rows kRows{", "enum class E : int {"):
            self.assert_clean({self.path: f"{first}\n{rows}}};\n"})
        wishes = lines(*["  { t.f() } -> std::same_as<int>;"] * 80)
        self.assert_clean({self.path: f"concept C = requires(T t) {{\n{wishes}}};\n"})

    def test_a_long_test_is_a_function(self):
        self.assert_long(function_of(71, "TEST(A, b) {"), 1, r"^TEST\(A, b\) has 71 lines")

    def test_braces_that_do_not_pair_up_are_found(self):
        self.assert_long("void f() {\n}\n}\n", 3, "braces do not pair up")
        self.assert_long("void f() {\n  if (a) {\n}\n", 1, "braces do not pair up")

    def test_files_up_to_the_limit_are_clean(self):
        self.assert_clean({"index/text/a.h": "\n" * 500, "client/vim/quire.lua": "\n" * 500})

    def test_a_long_file_is_found(self):
        for path in ("index/text/a.h", "tests/a.py", "client/vim/a.vim", "client/emacs/a.el"):
            self.assert_breach({path: "\n" * 501}, path, 501, "501 lines, 500 are allowed")


if __name__ == "__main__":
    unittest.main()
