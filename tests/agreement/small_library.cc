#include "tests/agreement/small_library.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "index/query/syntax/parser.h"
#include "index/query/translation/index_words.h"
#include "index/query/translation/to_xapian.h"
#include "index/store/build/segment_builder.h"

namespace quire::agreement {

SmallLibrary::SmallLibrary(std::vector<PlacedArticle> articles)
    : stemmers_(*text::Stemmers::create({"en"})), articles_(std::move(articles)) {
  // Several segments, since a match goes through them one by one.
  store::LibraryOptions options{folder_.at("index"), store::Durability::kFresh, "boot"};
  options.fresh_documents = std::max<std::uint64_t>(1, articles_.size() / 5);
  auto library = store::Library::open(files_, options);
  auto builder = store::SegmentBuilder::create({"en"});
  if (!library || !builder) {
    ADD_FAILURE() << "the library does not open";
    return;
  }
  library_ = *std::move(library);
  std::uint64_t in_fresh = 0;
  for (const PlacedArticle& placed : articles_) {
    const auto prepared = builder->prepare({kDrop, placed.path}, {}, {placed.article});
    EXPECT_TRUE(library_->replace(prepared).ok());
    if (++in_fresh <= options.fresh_documents) continue;
    EXPECT_TRUE(library_->publish().ok() && library_->seal_if_large().ok());
    in_fresh = 0;
  }
  EXPECT_TRUE(library_->publish().ok());
  // As in the daemon: sealed segments are read by ourselves, the fresh one through Xapian.
  searcher_ = std::make_unique<store::Searcher>(files_, folder_.at("index"), library_->live_view());
  EXPECT_TRUE(searcher_->open_postings().ok());
}

Result<std::vector<std::string>> SmallLibrary::found(const query::Node& tree,
                                                     const store::MatchGuard& guard,
                                                     std::uint32_t limit) {
  auto vocabulary = searcher_->vocabulary();
  if (!vocabulary) return vocabulary.error();
  const query::IndexWords words(*std::move(vocabulary), stemmers_);
  const auto translated = query::to_xapian(
      tree, {stemmers_, &words, guard, {{kDrop, folder_.at("wire")}}, {}, searcher_->postings()});
  store::SearchOptions options;
  options.limit = limit;
  options.guard = guard;
  auto result = searcher_->search(translated.query, options);
  if (!result) return result.error();
  std::vector<std::string> paths;
  for (const auto& hit : result->articles) paths.push_back(hit.stored.file.relative);
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<std::vector<std::string>> SmallLibrary::found(std::string_view query, std::uint32_t limit) {
  const auto tree = query::parse(query, {false, kToday});
  if (!tree) return tree.error();
  return found(*tree, {}, limit);
}

}  // namespace quire::agreement
