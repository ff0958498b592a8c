#include "index/story/row_table.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "index/base/random.h"

namespace quire::story {
namespace {

TEST(RowTable, agrees_with_a_map_whatever_comes_and_goes) {
  RowTable table;
  std::map<std::uint32_t, std::set<RowTable::TextNumber>> model;
  Random random(5);
  for (int step = 0; step < 50'000; ++step) {
    // Rows of samples end in zeros.
    const auto row = static_cast<std::uint32_t>(random.below(2000) << 12);
    const auto text = static_cast<RowTable::TextNumber>(random.below(20));
    if (random.below(3) == 0) {
      table.remove(row, text);
      model[row].erase(text);
    } else {
      table.add(row, text);
      model[row].insert(text);
    }
  }
  for (const auto& [row, texts] : model) {
    EXPECT_THAT(table.texts(row), testing::UnorderedElementsAreArray(texts));
  }
}

TEST(RowTable, a_row_of_very_many_texts_leads_to_nobody) {
  RowTable table;
  for (RowTable::TextNumber text = 0; text < RowTable::kCommon; ++text) table.add(8, text);
  EXPECT_EQ(table.texts(8).size(), RowTable::kCommon);
  table.add(8, 1000);
  EXPECT_TRUE(table.texts(8).empty());
  table.remove(8, 1000);
  EXPECT_EQ(table.texts(8).size(), RowTable::kCommon);
}

}  // namespace
}  // namespace quire::story
