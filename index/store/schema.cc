#include "index/store/schema.h"

#include "index/base/hash.h"
#include "index/base/utf8.h"
#include "index/text/normalizer.h"

namespace quire::store {
namespace {

constexpr std::size_t kHashDigits = 16;
constexpr std::size_t kKeptOfLongPath = kMaxPathTermBytes - kHashDigits - 1;
constexpr std::size_t kMaxValueTermBytes = 120;

std::string full_path_term(std::string_view drop, std::string_view relative) {
  std::string term(prefix::kPath);
  term += drop;
  term.push_back('/');
  term += relative;
  return term;
}

}  // namespace

std::string path_term(const article::FileKey& file) {
  std::string term = full_path_term(file.drop, file.relative);
  if (term.size() <= kMaxPathTermBytes) return term;
  const std::string hash = to_hex(hash64(term));
  term.resize(kKeptOfLongPath);
  term.push_back('#');
  return term + hash;
}

std::string path_term_prefix(std::string_view drop, std::string_view folder) {
  std::string term = full_path_term(drop, folder);
  if (!folder.empty()) term.push_back('/');
  if (term.size() > kKeptOfLongPath) term.resize(kKeptOfLongPath);
  return term;
}

std::string value_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  term += text::fold(text::collapse_space(value));
  if (term.size() > kMaxValueTermBytes) {
    std::size_t end = kMaxValueTermBytes;
    while (end > 0 && is_utf8_continuation(term[end])) --end;
    term.resize(end);
  }
  return term;
}

}  // namespace quire::store
