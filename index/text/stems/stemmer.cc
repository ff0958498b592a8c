#include "index/text/stems/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

#include "index/base/format.h"
#include "index/text/character_class.h"
#include "index/text/stems/stem_cache.h"

namespace quire::text {
namespace {

constexpr std::string_view kNoStemming = "none";

struct Closer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using SnowballStemmer = std::unique_ptr<sb_stemmer, Closer>;

std::string language_names() {
  std::string names;
  for (const char** name = sb_stemmer_list(); *name != nullptr; ++name) {
    names += *name;
    names += ", ";
  }
  return names + std::string(kNoStemming);
}

bool has_digit_or_sign(std::string_view term) {
  return std::any_of(term.begin(), term.end(),
                     [](char c) { return (byte_bits(c) & (kLetterBits | kHighBit)) == 0; });
}

}  // namespace

class Stemmer::Impl {
 public:
  explicit Impl(SnowballStemmer snowball) : snowball_(std::move(snowball)) {}

  std::string_view stem(std::string_view term) {
    if (!snowball_ || term.empty() || term.size() > StemCache::kMaxLength) return term;
    if (const auto known = cache_.find(term)) return *known;
    if (has_digit_or_sign(term)) return term;
    const std::string_view stem = compute(term);
    return stem.size() > StemCache::kMaxLength ? term : cache_.insert(term, stem);
  }

 private:
  // The term itself when the library has no memory left.
  std::string_view compute(std::string_view term) {
    const auto* input = reinterpret_cast<const sb_symbol*>(term.data());
    const sb_symbol* stem = sb_stemmer_stem(snowball_.get(), input, static_cast<int>(term.size()));
    if (stem == nullptr) return term;
    const int length = sb_stemmer_length(snowball_.get());
    return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(length)};
  }

  SnowballStemmer snowball_;  // none: words stay as they are
  StemCache cache_;
};

Result<Stemmer> Stemmer::create(std::string_view language) {
  std::string name(language);
  std::transform(name.begin(), name.end(), name.begin(), ascii_lower);
  if (name == kNoStemming) return Stemmer(std::make_unique<Impl>(nullptr));
  SnowballStemmer snowball(sb_stemmer_new(name.c_str(), "UTF_8"));
  if (!snowball) {
    return Error{ErrorCode::kInvalidArgument,
                 format("no stemmer for the language \"{}\"", language),
                 format("use one of {}", language_names())};
  }
  return Stemmer(std::make_unique<Impl>(std::move(snowball)));
}

Stemmer::Stemmer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string_view Stemmer::stem(std::string_view term) { return impl_->stem(term); }

}  // namespace quire::text
