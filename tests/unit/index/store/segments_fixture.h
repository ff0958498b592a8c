#pragma once
// A library of several segments, and a searcher that knows it.

#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {

class SegmentsTest : public LibraryFixture {
 protected:
  std::unique_ptr<Library> opened_with(std::uint64_t fresh_documents,
                                       std::size_t most_segments = 8) {
    LibraryOptions options;
    options.path = index();
    options.boot_id = "boot-1";
    options.fresh_documents = fresh_documents;
    options.merging.segments = most_segments;
    auto library = Library::open(files_, options);
    if (!library) ADD_FAILURE() << describe(library.error());
    if (!library) return nullptr;
    live_.emplace(files_, index(), (*library)->live_view());
    return *std::move(library);
  }
  // Publishes the file in a sealed segment of its own.
  static void seal(Library& library, const PreparedFile& file) {
    ASSERT_TRUE(*library.replace(file));
    ASSERT_TRUE(library.publish().ok());
    ASSERT_TRUE(library.seal_if_large().ok());
  }
  BuiltSegment built(const std::vector<std::pair<std::string, std::string>>& files,
                     const Library& library, std::uint64_t version = 1) {
    auto builder = BulkBuilder::create({"en"});
    for (const auto& [relative, title] : files) {
      std::vector<article::Article> articles;
      articles.push_back(text(title));
      builder->add(key(relative), state(version), std::move(articles));
    }
    auto segment = builder->write(files_, library.building_path("b" + std::to_string(++built_)));
    EXPECT_TRUE(segment.ok());
    return *std::move(segment);
  }
  std::vector<bool> adopt(Library& library, const BuiltSegment& segment,
                          bool into_rebuild = false) {
    auto taken = library.adopt(segment, std::vector<bool>(segment.files.size()), Read::kChanged,
                               into_rebuild);
    EXPECT_TRUE(taken.ok());
    return taken ? *taken : std::vector<bool>{};
  }
  // What a searcher that knows the library finds.
  std::string live() {
    SearchOptions options;
    options.limit = 1000;
    auto result = live_->search(Xapian::Query(std::string(kArticleTerm)), options);
    if (!result) return "!" + result.error().message;
    std::vector<std::string> titles;
    for (const FoundArticle& a : result->articles) titles.push_back(a.stored.article.title);
    std::sort(titles.begin(), titles.end());
    return std::accumulate(titles.begin(), titles.end(), std::string(),
                           [](const std::string& all, const std::string& title) {
                             return all.empty() ? title : all + " | " + title;
                           });
  }
  void merge(Library& library) {
    const auto plan = library.plan_merge();
    ASSERT_TRUE(plan.has_value());
    ASSERT_TRUE(library.finish_merge(*plan, merge_segments(files_, *plan)).ok());
  }

  std::optional<Searcher> live_;
  int built_ = 0;
};

}  // namespace quire::store
