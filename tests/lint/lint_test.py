"""Shows each rule at work: silent on a small clean tree, and speaking up once a breach is planted.

Run all of it by `python3 -B -m unittest discover -s tests/lint -p '*_test.py'`.
"""

import os
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

sys.dont_write_bytecode = True  # a check must leave the tree as it found it

import lint
import rules
from checks import cycles, formatting
from planted import RuleTest, lines, planted

HERE = Path(__file__).resolve().parent


class Arrows(RuleTest):
    rule = "arrows"
    clean = {
        "index/base/a.h": "",
        "index/text/b.h": '#include "index/base/a.h"\n',
        "index/store/c.h": "",
    }

    def test_an_include_along_an_arrow_is_clean(self):
        self.assert_clean(self.clean)

    def test_an_include_against_the_arrows_is_found(self):
        against = lines("", '#include "index/text/b.h"')
        self.assert_breach(
            self.clean | {"index/base/a.h": against},
            "index/base/a.h", 2, "index/base may not see index/text; it sees nothing",
        )

    def test_an_arrow_is_not_followed_twice(self):
        self.assert_breach(
            {"index/article/a.h": "", "index/query/q.h": '#include "index/article/a.h"\n'},
            "index/query/q.h", 1, "index/query may not see index/article; it sees index/base, ",
        )

    def test_an_include_in_a_comment_or_a_literal_is_none(self):
        silent = lines(
            '// #include "index/store/c.h"',
            "/*",
            '#include "index/store/c.h"',
            "*/",
            'auto text = R"(',
            '#include "index/store/c.h"',
            ')";',
        )
        self.assert_clean(self.clean | {"index/text/b.h": silent})

    def test_a_header_in_angle_brackets_is_not_looked_for_below_the_root(self):
        self.assert_clean(self.clean | {"index/text/b.h": "#include <string>\n"})

    def test_a_path_that_is_not_written_from_the_root_is_found(self):
        self.assert_breach(
            self.clean | {"index/text/b.h": '#include "a.h"\n', "index/text/a.h": ""},
            "index/text/b.h", 1, 'no file "a.h" below the root',
        )

    def test_a_generated_header_belongs_to_the_folder_that_writes_it(self):
        writes = "configure_file(v.in ${PROJECT_BINARY_DIR}/generated/daemon/version.h)\n"
        files = {
            "daemon/CMakeLists.txt": writes,
            "daemon/main.cc": '#include "daemon/version.h"\n',
        }
        self.assert_clean(files)
        self.assert_breach(
            files | {"index/base/a.h": '#include "daemon/version.h"\n'},
            "index/base/a.h", 1, "index/base may not see daemon;",
        )

    def test_the_composition_root_lends_no_arrows_to_a_new_folder(self):
        files = self.clean | {"daemon/daemon.cc": '#include "index/store/c.h"\n'}
        self.assert_clean(files)
        self.assert_breach(
            files | {"daemon/new/n.cc": '#include "index/store/c.h"\n'},
            "daemon/new/n.cc", 1, "daemon/new has no arrows",
        )

    def test_a_subfolder_has_the_arrows_of_its_folder(self):
        self.assert_clean(
            self.clean | {"index/article/tables/t.cc": '#include "index/base/a.h"\n'}
        )

    def test_only_tests_include_tests(self):
        files = self.clean | {"tests/support/fake.h": '#include "index/store/c.h"\n'}
        self.assert_clean(files)
        self.assert_breach(
            files | {"index/text/b.h": '#include "tests/support/fake.h"\n'},
            "index/text/b.h", 1, "only tests may include it",
        )


class ArrowsBetweenLibraries(RuleTest):
    rule = "arrows"
    clean = {
        "index/base/CMakeLists.txt": "quire_library(NAME base SOURCES a.cc EXTERNAL fmt::fmt)\n",
        "index/text/CMakeLists.txt": lines(
            "# quire_library(NAME text DEPENDS store)",
            "quire_library(NAME text",
            "  SOURCES b.cc",
            "  DEPENDS base",
            "  EXTERNAL quire_stemmer_library)",
        ),
        "index/store/CMakeLists.txt": "quire_library(NAME store SOURCES c.cc DEPENDS base)\n",
    }

    def with_text(self, call):
        return self.clean | {"index/text/CMakeLists.txt": call}

    def test_libraries_along_the_arrows_are_clean(self):
        self.assert_clean(self.clean)

    def test_a_dependency_against_the_arrows_is_found(self):
        self.assert_breach(
            self.with_text(lines("quire_library(NAME text SOURCES b.cc", "  DEPENDS base store)")),
            "index/text/CMakeLists.txt", 2, "index/text may not see index/store",
        )

    def test_a_library_of_ours_among_the_external_ones_is_found(self):
        self.assert_breach(
            self.with_text("quire_library(NAME text SOURCES b.cc EXTERNAL quire_store)\n"),
            "index/text/CMakeLists.txt", 1, "index/text may not see index/store",
        )

    def test_a_library_linked_by_hand_is_found(self):
        by_hand = "target_link_libraries(quire_text PUBLIC quire_store)\n"
        self.assert_breach(
            self.with_text("quire_library(NAME text SOURCES b.cc DEPENDS base)\n" + by_hand),
            "index/text/CMakeLists.txt", 2, "index/text may not see index/store",
        )

    def test_a_dependency_on_no_library_is_found(self):
        self.assert_breach(
            self.with_text("quire_library(NAME text SOURCES b.cc DEPENDS baze)\n"),
            "index/text/CMakeLists.txt", 1, "DEPENDS names baze",
        )


class Cycles(RuleTest):
    rule = "cycles"

    def test_a_source_and_its_header_are_one(self):
        self.assert_clean(
            {
                "index/text/a.h": "",
                "index/text/a.cc": '#include "index/text/a.h"\n#include "index/text/b.h"\n',
                "index/text/b.h": "",
                "index/text/b.cc": '#include "index/text/b.h"\n// #include "index/text/a.h"\n',
            }
        )

    def test_a_cycle_between_files_is_found_through_their_sources(self):
        self.assert_breach(
            {
                "index/text/a.h": '#include "index/text/b.h"\n',
                "index/text/b.h": '#include "index/text/c.h"\n',
                "index/text/c.h": "",
                "index/text/c.cc": '#include "index/text/c.h"\n#include "index/text/a.h"\n',
            },
            "index/text/a.h", 1,
            r"files .*a -> index/text/b .*-> index/text/c .*-> index/text/a \(index/text/c.cc:2\)",
        )

    def test_a_cycle_between_folders_is_found_where_no_two_files_form_one(self):
        self.assert_breach(
            {
                "index/base/a.h": '#include "index/text/b.h"\n',
                "index/base/c.h": "",
                "index/text/b.h": "",
                "index/text/d.h": '\n#include "index/base/c.h"\n',
            },
            "index/base/a.h", 1,
            r"folders .*index/base -> index/text .* -> index/base \(index/text/d.h:2\)",
        )

    def test_the_table_of_arrows_has_no_cycle(self):
        self.assertEqual(list(cycles.table_cycles(rules.ARROWS)), [])

    def test_a_cycle_in_a_table_of_arrows_is_found(self):
        table = {"a": {"b"}, "b": {"c"}, "c": {"b"}}
        self.assertEqual(list(cycles.table_cycles(table)), ["b -> c -> b"])


class ThirdParty(RuleTest):
    rule = "third_party"
    clean = {
        "daemon/loop/a.h": "#include <uv.h>\n#include <sys/un.h>\n#include <string>\n",
        "config/a.cc": "#include <CLI/CLI.hpp>\n",
        "daemon/watch/a.h": "// #include <uv.h>\n",
        "tests/unit/a_test.cc": "#include <gtest/gtest.h>\n#include <nlohmann/json.hpp>\n",
    }

    def assert_refused(self, path, header, message):
        files = self.clean | {path: lines("", f"#include <{header}>")}
        self.assert_breach(files, path, 2, message)

    def test_headers_in_their_folders_are_clean(self):
        self.assert_clean(self.clean)

    def test_a_header_outside_of_its_folder_is_found(self):
        self.assert_refused("daemon/watch/a.h", "uv.h", "<uv.h> is for daemon/loop only")

    def test_the_composition_root_shares_nothing_with_its_subfolders(self):
        self.assert_refused("daemon/log/a.h", "CLI/CLI.hpp", "client/cli/arguments and config")

    def test_a_test_library_outside_of_the_tests_is_found(self):
        self.assert_refused("index/base/a.h", "gtest/gtest_prod.h", "is for the tests only")

    def test_an_unknown_library_is_found_even_in_tests(self):
        self.assert_refused("tests/bench/a.cc", "boost/asio.hpp", "enter a new dependency")

    def test_a_c_header_in_its_c_spelling_is_found(self):
        self.assert_refused("index/base/a.h", "string.h", "spell C headers <cname>")


class Registered(RuleTest):
    rule = "registered"
    clean = {
        "CMakeLists.txt": lines(
            "add_subdirectory(index)", "if(TESTS)", "  add_subdirectory(tests)", "endif()"
        ),
        "index/CMakeLists.txt": "foreach(part text)\n  add_subdirectory(${part})\nendforeach()\n",
        "index/text/CMakeLists.txt": "quire_library(NAME text SOURCES a.cc tables/b.cc)\n",
        "index/text/a.cc": "",
        "index/text/tables/b.cc": "",
        "tests/CMakeLists.txt": "add_subdirectory(unit/text)\nadd_subdirectory(fuzz)\n",
        "tests/unit/text/CMakeLists.txt": 'quire_test(NAME text SOURCES "a_test.cc")\n',
        "tests/unit/text/a_test.cc": "",
        "tests/fuzz/CMakeLists.txt": lines(
            "foreach(name lexer json)",
            "  add_executable(${name}_fuzz ${CMAKE_CURRENT_SOURCE_DIR}/${name}_fuzz.cc)",
            "endforeach()",
        ),
        "tests/fuzz/lexer_fuzz.cc": "",
        "tests/fixtures/code/sample.cc": "",
    }

    def assert_unbuilt(self, path, lists):
        self.assert_breach(self.clean | {path: ""}, path, 1, f"name it in {lists}, or")

    def test_a_tree_that_names_everything_is_clean(self):
        self.assert_clean(self.clean)

    def test_a_source_that_no_list_names_is_found(self):
        self.assert_unbuilt("index/text/c.cc", "index/text/CMakeLists.txt")

    def test_a_test_that_no_list_names_is_found(self):
        self.assert_unbuilt("tests/unit/text/b_test.cc", "tests/unit/text/CMakeLists.txt")

    def test_a_test_named_only_in_a_comment_is_found(self):
        lists = "tests/unit/text/CMakeLists.txt"
        files = self.clean | {lists: "quire_test(NAME text SOURCES # a_test.cc\n)\n"}
        self.assert_breach(files, "tests/unit/text/a_test.cc", 1, "never built")

    def test_a_fuzz_target_that_the_loop_does_not_name_is_found(self):
        self.assert_unbuilt("tests/fuzz/framing_fuzz.cc", "tests/fuzz/CMakeLists.txt")

    def test_a_fuzz_target_in_another_folder_is_found(self):
        self.assert_unbuilt("tests/unit/text/b_fuzz.cc", "tests/fuzz/CMakeLists.txt")

    def test_a_folder_that_is_never_added_is_found(self):
        path = "tests/unit/store/CMakeLists.txt"
        self.assert_breach(self.clean | {path: ""}, path, 1, "never read; reach it by add_subdir")

    def test_a_folder_named_to_another_command_is_not_added(self):
        path, lists = "tests/unit/store/CMakeLists.txt", self.clean["tests/CMakeLists.txt"]
        files = self.clean | {path: "", "tests/CMakeLists.txt": lists + "message(unit/store)\n"}
        self.assert_breach(files, path, 1, "never read")


@unittest.skipUnless(shutil.which("clang-format"), "clang-format is not installed")
class Formatting(RuleTest):
    rule = "formatting"
    clean = {
        ".clang-format": "BasedOnStyle: Google\nColumnLimit: 100\n",
        "index/text/a.h": "int f(int a);\n",
        "index/text/b.h": '// clang-format off\nchar  c =  "x"[0] ;\n// clang-format on\n',
        "vendor/foreign.h": "int   f( );\n",
    }

    def test_a_formatted_tree_is_clean(self):
        self.assert_clean(self.clean)

    def test_an_unformatted_file_is_found_once_at_its_first_place(self):
        unformatted = lines("int f(int a);", "int   g(int a);", "int h( );")
        self.assert_breach(
            self.clean | {"index/text/a.h": unformatted},
            "index/text/a.h", 2, r"in \d+ place\(s\); run clang-format -i index/text/a.h",
        )

    def test_a_broken_style_file_is_told(self):
        self.assert_breach(
            {".clang-format": "BasedOnStyle: Nobody\n", "index/text/a.h": "int f(int a);\n"},
            ".clang-format", 1, "clang-format failed: ",
        )


class FormattingWithoutItsTool(RuleTest):
    rule = "formatting"

    def test_the_package_to_install_is_named(self):
        with mock.patch.object(formatting.shutil, "which", return_value=None):
            self.assert_breach({}, ".clang-format", 1, "install the package clang-format")


class Speech(RuleTest):
    rule = "speech"

    def assert_refused(self, text, message):
        self.assert_breach({"index/a.h": f"\n{text}\n"}, "index/a.h", 2, message)

    def test_ordinary_words_are_clean(self):
        fine = lines(
            'mkstemp("quire.XXXXXX");  // ~/work/drafts and /home/ann/work/ are examples',
            "// session {} ends; an issue of the paper; helper-functions; session1",
        )
        self.assert_clean({"index/a.h": fine})

    def test_a_reminder_is_found(self):
        self.assert_refused("// TODO: later", '"TODO": finish it')

    def test_a_path_of_one_machine_is_found(self):
        self.assert_refused('open("/work/main/a");', '"/work/": name no path')
        self.assert_refused("cmake -B /tmp/build-x", '"/tmp/build": name no path')

    def test_the_name_of_a_writing_program_is_found(self):
        self.assert_refused("// as an LLM put it", '"LLM": speak of the program')
        self.assert_refused("# by helper-3", '"helper-3": speak of the program')

    def test_a_reference_to_a_tracker_or_a_diary_is_found(self):
        self.assert_refused("// see issue #12", '"issue #12": say what the trouble was')
        self.assert_refused("// from Session 4", '"Session 4": say what the trouble was')

    def test_articles_among_the_fixtures_speak_freely_but_of_no_machine(self):
        path = "tests/fixtures/demo/a.txt"
        self.assert_clean({path: "Jean-Claude read issue 12.\n", "data.bin": "\0TODO"})
        self.assert_breach({path: "From /work/data.\n"}, path, 1, "name no path")


class Lint(unittest.TestCase):
    def run_lint(self, root, *arguments):
        return subprocess.run(
            [sys.executable, "-B", HERE / "lint.py", "--root", root, *arguments],
            capture_output=True, text=True, check=False,
        )

    def test_a_clean_tree_is_exit_status_0_and_silence(self):
        with planted({"README.md": "Quire\n"}) as root:
            run = self.run_lint(root, "--rule", "speech")
        self.assertEqual((run.returncode, run.stdout), (0, ""), run.stderr)

    def test_a_breach_is_exit_status_1_and_one_line(self):
        with planted({"README.md": "Quire\nTODO\n"}) as root:
            run = self.run_lint(root, "--rule", "speech")
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertRegex(run.stdout, r'\AREADME.md:2: speech: "TODO": finish it.*\n\Z')

    def test_an_unknown_rule_is_exit_status_2(self):
        with planted({}) as root:
            self.assertEqual(self.run_lint(root, "--rule", "taste").returncode, 2)

    def test_a_build_folder_is_not_read(self):
        with planted({"build/a.md": "TODO\n", "build/release/b.md": "TODO\n"}) as root:
            self.assertEqual(self.run_lint(root, "--rule", "speech").stdout, "")

    @unittest.skipUnless(shutil.which("git"), "git is not installed")
    def test_in_a_checkout_ignored_files_are_not_read_and_new_ones_are(self):
        files = {".gitignore": "/out/\n", "out/a.md": "TODO\n", "new.md": "TODO\n"}
        clean_environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        with planted(files) as root:
            subprocess.run(["git", "init", "-q", root], check=True, env=clean_environment)
            run = self.run_lint(root, "--rule", "speech")
        self.assertEqual([line.split(":")[0] for line in run.stdout.splitlines()], ["new.md"])

    def test_ctest_runs_every_rule(self):
        listed = re.search(r"foreach\(rule (.*)\)", (HERE / "CMakeLists.txt").read_text())
        self.assertEqual(listed.group(1).split(), list(lint.RULES))


if __name__ == "__main__":
    unittest.main()
