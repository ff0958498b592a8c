#include "index/store/format/schema.h"

#include "index/base/hash.h"
#include "index/base/utf8.h"
#include "index/text/normalizer.h"

namespace quire::store {
namespace {

constexpr std::size_t kHashDigits = 16;
constexpr std::size_t kKeptOfLongPath = kMaxPathTermBytes - kHashDigits - 1;
constexpr std::size_t kMaxValueTermBytes = 120;

std::string with_path(std::string_view prefix, std::string_view drop, std::string_view relative) {
  std::string term(prefix);
  term += drop;
  term.push_back('/');
  term += relative;
  return term;
}

// Long ones are cut, and end in a hash of the whole.
std::string shortened(std::string term) {
  if (term.size() <= kMaxPathTermBytes) return term;
  const std::string hash = to_hex(hash64(term));
  term.resize(kKeptOfLongPath);
  term.push_back('#');
  return term + hash;
}

}  // namespace

std::string path_term(const article::FileKey& file) {
  return shortened(with_path(prefix::kPath, file.drop, file.relative));
}

std::string folder_term(std::string_view drop, std::string_view folder) {
  return shortened(with_path(prefix::kFolder, drop, folder));
}

std::string path_term_prefix(std::string_view drop, std::string_view folder) {
  std::string term = with_path(prefix::kPath, drop, folder);
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
