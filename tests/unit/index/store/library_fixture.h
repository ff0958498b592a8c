#pragma once
// A library in a folder of its own, and short ways to put articles into it and to look for them.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "index/store/format/schema.h"
#include "index/store/library.h"
#include "index/store/search/searcher.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temporary_folder.h"

namespace quire::store {

inline constexpr std::uint64_t kNoon = 1'543'924'800;  // 2018-12-04T12:00:00Z

class LibraryFixture : public testing::Test {
 protected:
  [[nodiscard]] Result<std::unique_ptr<Library>> open(const std::string& boot_id = "boot-1",
                                                      Durability durability = Durability::kFresh) {
    return Library::open(files_, {index(), durability, boot_id});
  }

  // Opens what must open; null, with a failure, when it does not.
  [[nodiscard]] std::unique_ptr<Library> opened(const std::string& boot_id = "boot-1") {
    auto library = open(boot_id);
    if (!library) ADD_FAILURE() << describe(library.error());
    return library ? *std::move(library) : nullptr;
  }

  [[nodiscard]] std::string index() const { return folder_.at("index"); }
  [[nodiscard]] std::string at(std::string_view relative) const {
    return join_path(index(), relative);
  }

  static article::FileKey key(std::string relative) { return {"wire", std::move(relative)}; }

  // The state of a file in its `version`.
  static FileState state(std::uint64_t version = 1) {
    FileState state;
    state.size = 100;
    state.mtime_ns = static_cast<std::int64_t>(version);
    state.inode = 7;
    return state;
  }

  static article::Article text(std::string title, std::string body = {}) {
    article::Article article;
    article.title = std::move(title);
    article.body = std::move(body);
    article.published = kNoon;
    return article;
  }

  PreparedFile prepared(const article::FileKey& file, article::Article article,
                        std::uint64_t version = 1) {
    std::vector<article::Article> articles;
    articles.push_back(std::move(article));
    return builder_.prepare(file, state(version), std::move(articles));
  }

  PreparedFile prepared(std::string relative, std::string title, std::uint64_t version = 1) {
    return prepared(key(std::move(relative)), text(std::move(title)), version);
  }

  PreparedFile unreadable(std::string relative, std::string reason, std::uint64_t version = 1) {
    return builder_.prepare_failure(key(std::move(relative)), state(version),
                                    Error{ErrorCode::kUnsupported, std::move(reason), {}});
  }

  // Puts all of them in and publishes them.
  static void fill(Library& library, std::vector<PreparedFile> files) {
    for (const PreparedFile& file : files) ASSERT_TRUE(library.replace(file).ok());
    ASSERT_TRUE(library.publish().ok());
  }

  // The titles of the articles that readers find by `query`, in alphabetical order, with " | "
  // between them; "!" and the error when they find none because of one.
  [[nodiscard]] std::string titles(const Xapian::Query& query) {
    SearchOptions options;
    options.limit = 1000;
    auto result = searcher_.search(query, options);
    if (!result) return "!" + result.error().message;
    std::vector<std::string> found;
    for (const FoundArticle& a : result->articles) found.push_back(a.stored.article.title);
    std::sort(found.begin(), found.end());
    std::string line;
    for (const std::string& title : found) line += (line.empty() ? "" : " | ") + title;
    return line;
  }
  [[nodiscard]] std::string titles() { return titles(Xapian::Query(std::string(kArticleTerm))); }
  [[nodiscard]] std::string titles(const std::string& term) { return titles(Xapian::Query(term)); }

  test::TemporaryFolder folder_;
  test::FaultyFileSystem files_;
  SegmentBuilder builder_ = *SegmentBuilder::create({"en"});
  Searcher searcher_{files_, index()};
};

}  // namespace quire::store
