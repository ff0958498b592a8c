#include "index/article/article.h"

#include <algorithm>
#include <array>

#include "index/base/format.h"
#include "index/base/hash.h"

namespace quire::article {

bool is_withdrawal(std::string_view status) {
  constexpr std::array<std::string_view, 6> kWithdrawals = {"canceled",  "cancelled", "withheld",
                                                            "withdrawn", "killed",    "deleted"};
  return std::find(kWithdrawals.begin(), kWithdrawals.end(), status) != kWithdrawals.end();
}

std::string own_text(std::string_view body, const std::vector<TextRange>& boilerplate) {
  std::string own;
  std::size_t from = 0;
  for (const TextRange& range : boilerplate) {
    own += body.substr(from, range.begin - from);
    from = range.end;
  }
  own += body.substr(from);
  return own.size() * 2 > body.size() ? own : std::string(body);
}

std::string article_id(const FileKey& file, std::uint64_t article_key) {
  // NUL cannot stand in a path or a name, so no two files give the same bytes.
  std::string key = file.drop;
  key.push_back('\0');
  key += file.relative;
  key.push_back('\0');
  key += std::to_string(article_key);
  return to_hex(hash64(key));
}

bool is_article_id(std::string_view text) {
  return text.size() == 16 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace quire::article
