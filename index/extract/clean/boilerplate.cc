#include "index/extract/clean/boilerplate.h"

#include <algorithm>

#include "index/base/hash.h"

namespace quire::extract {

std::vector<article::TextRange> BoilerplateMemory::note(std::string_view source,
                                                        std::string_view article,
                                                        std::string_view body) {
  const std::uint64_t seed = hash64(source);
  // 0 stands for no article.
  const std::uint32_t id = static_cast<std::uint32_t>(hash64(article)) | 1U;
  std::vector<article::TextRange> recurring;
  const MutexLock lock(mutex_);
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find("\n\n", begin), body.size());
    std::string_view paragraph = body.substr(begin, end - begin);
    if (paragraph.ends_with('\n')) paragraph.remove_suffix(1);
    if (paragraph.size() >= kShortest && note_one(hash64(paragraph, seed), id)) {
      recurring.push_back({static_cast<std::uint32_t>(begin),
                           static_cast<std::uint32_t>(begin + paragraph.size())});
    }
    begin = end + 2;
  }
  return recurring;
}

bool BoilerplateMemory::note_one(std::uint64_t paragraph, std::uint32_t article) {
  if (seen_.size() >= kParagraphs && !seen_.contains(paragraph)) make_room();
  Seen& seen = seen_[paragraph];
  if (seen.count == kArticles) return true;
  auto* const end = seen.articles.begin() + seen.count;
  if (std::find(seen.articles.begin(), end, article) != end) return false;
  seen.articles[seen.count++] = article;
  return seen.count == kArticles;
}

// Most paragraphs stand in one article and never again.
void BoilerplateMemory::make_room() {
  for (std::uint8_t most = 1; seen_.size() > kParagraphs / 2; ++most) {
    std::erase_if(seen_, [most](const auto& entry) { return entry.second.count <= most; });
  }
}

}  // namespace quire::extract
