#include <gtest/gtest.h>

#include "index/base/utf8.h"
#include "tests/unit/index/text/token_list.h"

namespace quire::text {
namespace {

constexpr std::size_t kBytes = 1U << 20U;

std::string repeated(std::string_view unit) {
  std::string text;
  text.reserve(kBytes + unit.size());
  while (text.size() < kBytes) text += unit;
  return text;
}

struct Case {
  const char* name;
  const char* prefix;
  const char* unit;  // repeated to a megabyte; work that is not linear runs into the time limit
  std::size_t most_tokens;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }

class HostileText : public testing::TestWithParam<Case> {};

TEST_P(HostileText, is_tokenized_in_linear_work) {
  const Case& c = GetParam();
  const std::string text = c.prefix + repeated(c.unit);
  Tokenizer tokenizer(text);
  Token token;
  std::size_t tokens = 0;
  std::uint32_t position = 0;
  while (tokenizer.next(token)) {
    ++tokens;
    ASSERT_FALSE(token.term.empty());
    ASSERT_LE(token.term.size(), kMaxTermBytes);
    ASSERT_EQ(first_invalid_utf8(token.term), std::nullopt);
    ASSERT_LE(std::size_t{token.begin} + token.length, text.size());
    ASSERT_GE(token.position, position);
    position = token.position;
  }
  EXPECT_LE(tokens, c.most_tokens);
}

constexpr Case kCases[] = {
    {"apostrophes", "a", "'", 1},
    {"typographic_apostrophes", "a", "’", 1},
    {"hyphens", "a", "-", 1},
    {"points", "a", ".", 1},
    {"one_long_word", "", "a", 1},
    {"one_long_number", "", "7", 1},
    {"one_long_unicode_word", "", "д", 1},
    {"combining_marks", "a", "\u0301", 1},
    {"kept_marks", "क", "\u093F", 1},
    {"marks_on_kana", "か", "\u3099", 2 * kBytes},
    {"ignorables", "a", "\u200D", 1},
    {"ignorables_between_words", "a ", "\u00AD", 1},
    {"chained_hyphens", "", "a-", kBytes},
    {"chained_underscores", "", "a_", kBytes},
    {"chained_apostrophes", "", "a'", 1},
    {"elisions", "", "l'a", kBytes},
    {"possessives", "", "a's'", kBytes},
    {"acronym", "", "a.", 1},
    {"broken_acronym", "", "a.bc", kBytes},
    {"number_groups", "", "1,", kBytes},
    {"dotted_number_groups", "", "1.", kBytes},
    {"mixed_number_groups", "", "1,2.", kBytes},
    {"ampersands", "", "a&", 1},
    {"plusses", "a", "+", 1},
    {"line_broken", "", "a-\n", kBytes},
    {"han", "", "中", kBytes},
    {"han_and_kana", "", "東京の", kBytes},
    {"thai", "", "ก", kBytes},
    {"newlines", "a", "\n", 1},
    {"invalid_bytes", "a", "\xFF", 1},
    {"cut_off_characters", "a", "\xE2\x80", 1},
    {"quotes_in_hebrew", "", "א\"", 1},
};
INSTANTIATE_TEST_SUITE_P(All, HostileText, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace quire::text
