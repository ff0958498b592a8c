#include <gtest/gtest.h>

#include "tests/relevance/collection.h"
#include "tests/relevance/judged_index.h"
#include "tests/relevance/scores.h"

namespace quire::relevance {
namespace {

class OwnCollection : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto collection = read_collection(QUIRE_COLLECTION);
    ASSERT_TRUE(collection.ok()) << collection.error().message;
    auto index = JudgedIndex::create(*collection, {"en", "de", "fr", "es"});
    ASSERT_TRUE(index.ok()) << index.error().message;
    collection_ = *std::move(collection);
    index_ = *std::move(index);
  }

  static void TearDownTestSuite() { index_.reset(); }

  static std::vector<std::string> found(const std::string& query) {
    const auto hits = index_->search(query, Reading::kAsWritten);
    std::vector<std::string> ids;
    if (!hits) return {hits.error().message};
    for (const FoundDocument& hit : *hits) ids.push_back(hit.id);
    return ids;
  }

  static Collection collection_;
  static std::unique_ptr<JudgedIndex> index_;
};

Collection OwnCollection::collection_;
std::unique_ptr<JudgedIndex> OwnCollection::index_;

TEST_F(OwnCollection, is_as_large_as_it_should_be) {
  EXPECT_GE(collection_.documents.size(), 60U);
  EXPECT_GE(collection_.judged.size(), 25U);
  EXPECT_EQ(index_->passed_over(), 0U);
}

// The floors lie a little under what the ranking reaches. Whoever makes it better raises them.
TEST_F(OwnCollection, is_ranked_well) {
  relevance::Run run;
  for (const Query& query : collection_.queries) run[query.id] = found(query.text);
  const Scores scores = score(collection_.judged, run);
  EXPECT_GE(scores.map, 0.922);
  EXPECT_GE(scores.ndcg_10, 0.962);
}

}  // namespace
}  // namespace quire::relevance
