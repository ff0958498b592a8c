#include "client/cli/output/hit_template.h"

#include <gtest/gtest.h>

namespace quire::cli {
namespace {

protocol::Hit hit() {
  protocol::Hit hit;
  hit.path = "/in/a.txt";
  hit.uri = "file:///in/a.txt";
  hit.line = 12;
  hit.title = "Border\tpolice";
  hit.authors = {"Anna", "Ben"};
  hit.published = "2018-12-04T08:00:00Z";
  return hit;
}

std::string line_of(std::string_view written) {
  const auto parsed = HitTemplate::parse(written);
  return parsed ? parsed->line_of(hit(), false) : parsed.error().message;
}

TEST(HitTemplate, fields_are_replaced_and_the_rest_stays) {
  EXPECT_EQ(line_of("{date} {path}:{line} by {authors}."), "2018-12-04 /in/a.txt:12 by Anna, Ben.");
}

TEST(HitTemplate, a_value_cannot_be_taken_for_a_separator) {
  EXPECT_EQ(line_of("{title}\\t{line}"), "Border police\t12");
}

TEST(HitTemplate, escapes_and_double_braces_are_characters) {
  EXPECT_EQ(line_of("a\\tb\\nc\\\\d\\q{{x}}"), "a\tb\nc\\d\\q{x}");
}

TEST(HitTemplate, a_field_that_hits_do_not_have_is_refused_with_the_nearest) {
  const auto parsed = HitTemplate::parse("{titel}");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(parsed.error().message, "--format: hits have no field {titel}");
  EXPECT_EQ(parsed.error().hint, "did you mean {title}?");
}

TEST(HitTemplate, a_brace_that_is_not_closed_is_refused) {
  EXPECT_EQ(line_of("a{title"), "--format: the brace of {title is not closed");
}

}  // namespace
}  // namespace quire::cli
