#pragma once
// A library of a few articles, searched by queries as users write them.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/query/syntax/ast.h"
#include "index/query/syntax/days.h"
#include "index/store/library.h"
#include "index/store/search/searcher.h"
#include "index/text/stems/stemmers.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temporary_folder.h"

namespace quire::agreement {

inline constexpr UnixSeconds kNow = 1'543'924'800;  // 2018-12-04T12:00:00Z, a Tuesday
inline constexpr query::Today kToday{kNow, 0};
inline constexpr const char* kDrop = "wire";

struct PlacedArticle {
  std::string path;  // below the drop folder
  article::Article article;
};

class SmallLibrary {
 public:
  explicit SmallLibrary(std::vector<PlacedArticle> articles);

  [[nodiscard]] const std::vector<PlacedArticle>& articles() const { return articles_; }
  [[nodiscard]] text::Stemmer& stemmer() { return stemmers_.at(0); }

  // The paths of the articles that are found, at most `limit` of them, ascending.
  [[nodiscard]] Result<std::vector<std::string>> found(const query::Node& tree,
                                                       const store::MatchGuard& guard,
                                                       std::uint32_t limit = 1000);
  [[nodiscard]] Result<std::vector<std::string>> found(std::string_view query,
                                                       std::uint32_t limit = 1000);

 private:
  test::TemporaryFolder folder_;
  test::FaultyFileSystem files_;
  text::Stemmers stemmers_;
  std::vector<PlacedArticle> articles_;
  std::unique_ptr<store::Library> library_;
  std::unique_ptr<store::Searcher> searcher_;
};

}  // namespace quire::agreement
