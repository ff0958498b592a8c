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
  for (int step = 0; step < 20'000; ++step) {
    const auto text = static_cast<RowTable::TextNumber>(step < 20 ? static_cast<std::uint64_t>(step)
                                                                  : random.below(20));
    if (step >= 20) table.remove(text);
    for (auto& [row, texts] : model) texts.erase(text);
    Sample sample;
    // Rows of samples end in zeros.
    std::set<std::uint32_t> rows;
    while (rows.size() < 12) rows.insert(static_cast<std::uint32_t>(random.below(2000) << 21));
    sample.rows.assign(rows.begin(), rows.end());
    table.keep(text, sample);
    for (std::size_t i = 0; i < sample.rows.size(); i += 2) {
      table.add(text, i);
      table.add(text, i);
      model[sample.rows[i]].insert(text);
    }
  }
  for (const auto& [row, texts] : model) {
    EXPECT_THAT(table.texts(row), testing::UnorderedElementsAreArray(texts));
  }
}

TEST(RowTable, a_row_of_very_many_texts_leads_to_nobody) {
  RowTable table;
  const Sample sample{0, {8}};
  for (RowTable::TextNumber text = 0; text <= RowTable::kCommon; ++text) table.keep(text, sample);
  for (RowTable::TextNumber text = 0; text < RowTable::kCommon; ++text) table.add(text, 0);
  EXPECT_EQ(table.texts(8).size(), RowTable::kCommon);
  table.add(RowTable::kCommon, 0);
  EXPECT_TRUE(table.texts(8).empty());
  table.remove(RowTable::kCommon);
  EXPECT_EQ(table.texts(8).size(), RowTable::kCommon);
}

}  // namespace
}  // namespace quire::story
