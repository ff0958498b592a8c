#include "tests/bench/corpus.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "daemon/watch/ignore_rules.h"
#include "index/base/file_system.h"
#include "index/base/format.h"
#include "tests/bench/articles.h"

namespace quire::bench {
namespace {

namespace fs = std::filesystem;

class GeneratedArticles final : public ArticleSource {
 public:
  GeneratedArticles(std::uint64_t seed, Length length) : generator_(seed), length_(length) {}

  std::string next() override {
    return length_ == Length::kWire ? generator_.next_short() : generator_.next_with_fields();
  }

 private:
  ArticleGenerator generator_;
  const Length length_;
};

class ArticlesOfFolder final : public ArticleSource {
 public:
  explicit ArticlesOfFolder(std::string folder)
      : folder_(std::move(folder)), paths_(article_files(folder_)) {
    if (paths_.empty()) throw std::runtime_error("no article in " + folder_ + "; name another");
  }

  std::string next() override {
    const std::size_t lap = given_ / paths_.size();
    std::string text = read_whole_file(join_path(folder_, paths_.at(given_ % paths_.size())));
    if (lap > 0) text += format("\nRepeated as number {}\n", given_);
    ++given_;
    return text;
  }

 private:
  const std::string folder_;
  const std::vector<std::string> paths_;
  std::size_t given_ = 0;
};

}  // namespace

std::unique_ptr<ArticleSource> generated_articles(std::uint64_t seed, Length length) {
  return std::make_unique<GeneratedArticles>(seed, length);
}

std::unique_ptr<ArticleSource> articles_of_folder(const std::string& folder) {
  return std::make_unique<ArticlesOfFolder>(folder);
}

std::unique_ptr<ArticleSource> open_source(const std::string& folder, std::uint64_t seed,
                                           Length length) {
  return folder.empty() ? generated_articles(seed, length) : articles_of_folder(folder);
}

std::vector<std::string> article_files(const std::string& folder) {
  const watch::IgnoreRules rules;
  const std::size_t prefix = (fs::path(folder) / "").string().size();
  std::vector<std::string> out;
  for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::end(entry); ++entry) {
    std::string relative = entry->path().string().substr(prefix);
    if (rules.ignores(relative)) {
      entry.disable_recursion_pending();
    } else if (entry->symlink_status().type() == fs::file_type::regular) {
      out.push_back(std::move(relative));
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

void write_articles(ArticleSource& source, std::size_t count, const std::string& folder,
                    std::size_t files_per_folder) {
  const auto then = fs::file_time_type::clock::now() - std::chrono::hours(1);
  std::string subfolder;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % files_per_folder == 0) {
      subfolder = join_path(folder, format("{:04}", i / files_per_folder));
      fs::create_directories(subfolder);
    }
    const std::string path = join_path(subfolder, format("{:07}.txt", i));
    write_whole_file(path, source.next());
    fs::last_write_time(path, then);
  }
}

std::string read_whole_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), {}};
  if (!in) throw std::runtime_error("cannot read " + path);
  return content;
}

void write_whole_file(const std::string& path, std::string_view content) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path);
}

}  // namespace quire::bench
