#pragma once
// Words to stems by the Snowball stemmers (https://snowballstem.org), with a cache, since a few
// thousand words make up most of any text. Owned by one thread at a time.

#include <memory>
#include <string>
#include <string_view>

#include "index/base/result.h"

namespace quire::text {

class Stemmer {
 public:
  // A stemmer for an ISO 639-1 code ("en") or a Snowball name ("english"); "none" leaves words as
  // they are. kInvalidArgument names the languages there are.
  static Result<Stemmer> create(std::string_view language);

  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  // The stem of a term as the tokenizer gives it. Terms with a digit or a sign are their own stem.
  // Valid until the next call.
  std::string_view stem(std::string_view term);

 private:
  class Impl;
  explicit Stemmer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quire::text
