#include "tests/agreement/small_library.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "index/query/parser.h"
#include "index/query/to_xapian.h"
#include "index/query/vocabulary_words.h"
#include "index/store/segment_builder.h"

namespace quire::agreement {

SmallLibrary::SmallLibrary(std::vector<PlacedArticle> articles)
    : stemmers_(*text::Stemmers::create({"en"})), articles_(std::move(articles)) {
  auto library =
      store::Library::open(files_, {folder_.at("index"), store::Durability::kFresh, "boot"});
  auto builder = store::SegmentBuilder::create({"en"});
  if (!library || !builder) {
    ADD_FAILURE() << "the library does not open";
    return;
  }
  library_ = *std::move(library);
  for (const PlacedArticle& placed : articles_) {
    const auto prepared = builder->prepare({kDrop, placed.path}, {}, {placed.article});
    EXPECT_TRUE(library_->replace(prepared).ok());
  }
  EXPECT_TRUE(library_->publish().ok());
  searcher_ = std::make_unique<store::Searcher>(files_, folder_.at("index"));
}

Result<std::vector<std::string>> SmallLibrary::found(const query::Node& tree,
                                                     const store::MatchGuard& guard) {
  auto vocabulary = searcher_->vocabulary();
  if (!vocabulary) return vocabulary.error();
  const query::VocabularyWords words(*std::move(vocabulary), stemmers_);
  const auto translated =
      query::to_xapian(tree, {stemmers_, &words, guard, {{kDrop, folder_.at("wire")}}});
  store::SearchOptions options;
  options.limit = static_cast<std::uint32_t>(articles_.size());
  options.guard = guard;
  auto result = searcher_->search(translated.query, options);
  if (!result) return result.error();
  std::vector<std::string> paths;
  for (const auto& hit : result->articles) paths.push_back(hit.stored.file.relative);
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<std::vector<std::string>> SmallLibrary::found(std::string_view query) {
  const auto tree = query::parse(query, {false, kToday});
  if (!tree) return tree.error();
  return found(*tree, {});
}

}  // namespace quire::agreement
