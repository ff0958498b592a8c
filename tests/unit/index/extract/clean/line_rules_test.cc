#include "index/extract/clean/line_rules.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace quire::extract {
namespace {

struct Line {
  const char* text;
  std::optional<Rule> rule;
};

void PrintTo(const Line& line, std::ostream* out) { *out << line.text; }

class FurnitureRule : public testing::TestWithParam<Line> {};

TEST_P(FurnitureRule, knows_what_belongs_to_the_page) {
  EXPECT_EQ(furniture_rule(GetParam().text), GetParam().rule);
}

INSTANTIATE_TEST_SUITE_P(
    Furniture, FurnitureRule,
    testing::Values(Line{"ADVERTISEMENT", Rule::kAdvertisement},
                    Line{" Advertisement:\xC2\xA0", Rule::kAdvertisement},
                    Line{"Story continues below advertisement", Rule::kAdvertisement},
                    Line{"Advertisement - scroll to continue", Rule::kAdvertisement},
                    Line{"Read more: Harbour strike enters third week", Rule::kReadMore},
                    Line{"READ MORE \xC2\xBB", Rule::kReadMore},
                    Line{"Related Articles", Rule::kReadMore}, Line{"Most read", Rule::kReadMore},
                    Line{"You may also like\xE2\x80\xA6", Rule::kReadMore},
                    Line{"Don\xE2\x80\x99t miss: the comet tonight", Rule::kReadMore},
                    Line{"Share on Facebook", Rule::kShare},
                    Line{"Share | Tweet | Email | Print", Rule::kShare},
                    Line{"Facebook Twitter WhatsApp", Rule::kShare},
                    Line{"Follow us on Mastodon", Rule::kShare},
                    Line{"Sign up for our morning newsletter", Rule::kSubscribe},
                    Line{"Get the best of the Gazette in your inbox every day", Rule::kSubscribe},
                    Line{"Subscribe to continue reading.", Rule::kSubscribe},
                    Line{"Photo: Jane Doe", Rule::kPhotoCredit},
                    Line{"Jane Doe/Getty Images", Rule::kPhotoCredit},
                    Line{"(AP Photo/Jane Doe)", Rule::kPhotoCredit}));

INSTANTIATE_TEST_SUITE_P(
    Prose, FurnitureRule,
    testing::Values(Line{"", {}}, Line{"- - -", {}}, Line{"The advertisement ran for a week.", {}},
                    Line{"Advertisement spending fell by a third, the ministry said.", {}},
                    Line{"More than forty dockers voted to strike.", {}},
                    Line{"Read the small print, the harbour master said.", {}},
                    Line{"Related species live further south.", {}},
                    Line{"She was told to share this with nobody.", {}},
                    Line{"Follow us on the long way home, she wrote.", {}},
                    Line{"Subscribe they did: four thousand in a week.", {}},
                    Line{"Get the boats out, he shouted.", {}},
                    Line{"Comment on the ruling came at once from the union.", {}},
                    Line{"The photo shows a walrus on the slipway.", {}}));

TEST(FurnitureRuleLength, a_long_paragraph_is_never_furniture) {
  EXPECT_EQ(furniture_rule("Read more: " + std::string(300, 'x')), std::nullopt);
}

TEST(RuleTable, each_rule_has_a_name_of_its_own) {
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    EXPECT_FALSE(kRules[i].what.empty());
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(kRules[i].name, kRules[j].name);
  }
  EXPECT_EQ(kRules[static_cast<std::size_t>(Rule::kDateline)].name, "dateline");
}

}  // namespace
}  // namespace quire::extract
