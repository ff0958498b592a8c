#include "index/extract/extract.h"

#include <unordered_map>
#include <unordered_set>

#include "index/base/format.h"
#include "index/base/hash.h"
#include "index/extract/clean/clean.h"
#include "index/extract/draft/finish.h"
#include "index/extract/draft_reader.h"
#include "index/extract/language/language.h"

namespace quire::extract {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

std::string_view file_name(std::string_view relative) {
  return relative.substr(relative.rfind('/') + 1);
}

// Names of articles within their file to numbers that no two of them share. A name that comes again
// counts on, so that of several versions in one file each keeps its number while their order stays.
class Keys {
 public:
  std::uint64_t next(std::string_view name) {
    if (name.empty() && taken_.insert(0).second) return 0;
    std::uint64_t& seed = seeds_[hash64(name)];
    while (true) {
      const std::uint64_t key = hash64(name, seed++);
      if (taken_.insert(key).second) return key;
    }
  }

 private:
  std::unordered_set<std::uint64_t> taken_;
  std::unordered_map<std::uint64_t, std::uint64_t> seeds_;  // by name: the next to try
};

// What comes after the reading is the same for all formats.
Result<article::Article> to_article(Draft draft, UnixSeconds file_time) {
  const RuleSet cleaned = clean(draft);
  draft.language = language_code(draft.language);
  auto article = finish(std::move(draft), file_time);
  if (!article) return article;
  article->cleaned = static_cast<std::uint32_t>(cleaned.to_ulong());
  if (article->language.empty()) article->language = detect_language(article->body);
  return article;
}

}  // namespace

Result<std::vector<article::Article>> articles_in(const article::FileKey& file, FileContent content,
                                                  std::vector<std::string>* notes,
                                                  const ForeignReader* foreign) {
  const UnixSeconds file_time = content.status.mtime_ns / kNanosecondsPerSecond;
  auto reading =
      DraftReader(foreign).read(content.bytes, {file_name(file.relative), {}, {}, {}, {}});
  if (!reading) return reading.error();
  std::vector<article::Article> articles;
  Keys keys;
  std::optional<Error> last_error;
  for (Draft& draft : reading->drafts) {
    // An item that only takes back another may have no text.
    const bool is_empty = draft.title.empty() && draft.paragraphs.empty();
    if (is_empty && article::is_withdrawal(draft.status)) draft.title = draft.guid;
    const std::string name = std::move(draft.key);
    auto article = to_article(std::move(draft), file_time);
    if (!article) {
      last_error = article.error();
      continue;
    }
    article->member = static_cast<std::uint32_t>(articles.size());
    article->key = keys.next(name);
    articles.push_back(*std::move(article));
  }
  if (articles.empty()) return *last_error;
  if (notes != nullptr) *notes = std::move(reading->notes);
  return articles;
}

}  // namespace quire::extract
