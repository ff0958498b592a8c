#include "client/cli/arguments/help_text.h"

#include <gtest/gtest.h>

namespace quire::cli {
namespace {

TEST(HelpText, descriptions_go_on_below_their_beginning) {
  EXPECT_EQ(fitted_help("Options:\n  --limit N   At most so many of the articles\n", 34),
            "Options:\n"
            "  --limit N   At most so many of\n"
            "              the articles\n");
}

TEST(HelpText, where_there_is_no_room_beside_they_stand_below) {
  EXPECT_EQ(fitted_help("  --limit N   At most so many of the articles", 30),
            "  --limit N\n"
            "      At most so many of the\n"
            "      articles");
}

TEST(HelpText, other_lines_keep_their_indent) {
  EXPECT_EQ(fitted_help("  Words of one sign are options of it", 20),
            "  Words of one sign\n"
            "  are options of it");
}

TEST(HelpText, what_fits_or_goes_to_no_terminal_stays) {
  EXPECT_EQ(fitted_help("a  b\n\nc\n", 20), "a  b\n\nc\n");
  EXPECT_EQ(fitted_help("a long line", 0), "a long line");
}

}  // namespace
}  // namespace quire::cli
