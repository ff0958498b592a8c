#pragma once
// Where the articles of a benchmark come from, and folders full of them.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quire::bench {

// A stream of articles that never ends. Holds no more than it must, so that there may be many.
class ArticleSource {
 public:
  virtual ~ArticleSource() = default;
  virtual std::string next() = 0;
};

enum class Length : std::uint8_t {
  kMixed,  // 60 to 700 words
  kWire,   // about 130 words, as a wire report
};

[[nodiscard]] std::unique_ptr<ArticleSource> generated_articles(std::uint64_t seed, Length length);

// The files of `folder` in the order of their paths. From the second time round on each ends in a
// line that tells it from the first. Throws when there are none.
[[nodiscard]] std::unique_ptr<ArticleSource> articles_of_folder(const std::string& folder);

// The folder's files if one is named, else generated ones.
[[nodiscard]] std::unique_ptr<ArticleSource> open_source(const std::string& folder,
                                                         std::uint64_t seed, Length length);

// The paths, relative to `folder` and sorted, of the regular files that a daemon would read.
[[nodiscard]] std::vector<std::string> article_files(const std::string& folder);

// The next `count` articles of the source, so many to a subfolder of `folder`, with a time of
// modification of an hour ago: nothing waits for them to settle.
void write_articles(ArticleSource& source, std::size_t count, const std::string& folder,
                    std::size_t files_per_folder = 1000);

[[nodiscard]] std::string read_whole_file(const std::string& path);
void write_whole_file(const std::string& path, std::string_view content);

}  // namespace quire::bench
