#pragma once
// The stemmers of the languages that a library is kept in: a text gets that of its own language, a
// word of a query the stems that any of them makes of it. Owned by one thread at a time.

#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"
#include "index/text/stems/stemmer.h"

namespace quire::text {

class Stemmers {
 public:
  // ISO 639-1 codes or "none", at least one; the first is for texts in any other language, which
  // therefore are found in the words they are written in. kInvalidArgument as Stemmer::create.
  [[nodiscard]] static Result<Stemmers> create(const std::vector<std::string>& languages);

  // For a text in `language`, as in "de" or "de-AT"; "" when it is not known.
  [[nodiscard]] Stemmer& of(std::string_view language);

  // The distinct stems of a term in all languages, the first language's first.
  [[nodiscard]] std::vector<std::string> stems(std::string_view term);

  // As given to create().
  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }
  // Of the language with that number.
  [[nodiscard]] Stemmer& at(std::size_t number) { return stemmers_[number]; }

 private:
  Stemmers() = default;

  std::vector<std::string> languages_;
  std::vector<Stemmer> stemmers_;  // in the order of languages_
};

}  // namespace quire::text
