// A file that somebody dropped: it becomes articles of valid UTF-8 with a title each, or there is a
// reason why not. The first byte chooses the file's name.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <unordered_set>

#include "index/base/utf8.h"
#include "index/extract/extract.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_article(const quire::article::Article& article) {
  require(!article.title.empty() && article.title.find('\n') == std::string::npos);
  require(!quire::first_invalid_utf8(article.title));
  require(!quire::first_invalid_utf8(article.body));
  require(article.body.find('\r') == std::string::npos);
  require(article.title_line >= 1);
  require(*quire::article::LineMap::parse(article.lines.serialise()) == article.lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::array kNames = {"a.txt", "a.md", "a.html", "a", "a.jsonl", "a.eml"};
  quire::FileContent content;
  content.bytes.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto articles =
      quire::extract::articles_in({"drop", kNames.at(data[0] % kNames.size())}, std::move(content));
  if (!articles) {
    require(!articles.error().message.empty());
    return 0;
  }
  require(!articles->empty());
  std::unordered_set<std::uint64_t> keys;
  for (const auto& article : *articles) {
    check_article(article);
    require(keys.insert(article.key).second);
  }
  return 0;
}
