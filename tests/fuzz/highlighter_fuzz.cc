// The first line is what is looked for, the rest is the text. Spans are in order and apart, and a
// snippet is valid UTF-8 within its limit, with highlights inside it.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/base/utf8.h"
#include "index/text/snippets/highlighter.h"
#include "index/text/words/tokenizer.h"

namespace {

using quire::text::MatchTerms;
using quire::text::Span;
using quire::text::Stemmer;

void require(bool condition) {
  if (!condition) std::abort();
}

MatchTerms terms_of(std::string_view line, Stemmer& stemmer) {
  MatchTerms terms;
  std::vector<std::string> phrase;
  quire::text::Tokenizer tokenizer(line);
  quire::text::Token token;
  while (tokenizer.next(token)) {
    if (token.position % 3 == 0) terms.words.emplace(token.term);
    if (token.position % 3 == 1) terms.stems.emplace(stemmer.stem(token.term));
    phrase.emplace_back(token.term);
    if (phrase.size() == 2) terms.phrases.push_back(std::exchange(phrase, {}));
  }
  return terms;
}

void check_spans(const std::vector<Span>& spans, std::size_t size) {
  std::size_t last_end = 0;
  for (const Span& span : spans) {
    require(span.begin >= last_end && span.length > 0 && span.begin + span.length <= size);
    last_end = span.begin + span.length;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto stemmer = Stemmer::create("en");
  if (size == 0) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t max_chars = static_cast<unsigned char>(input.front());
  const std::size_t line_end = std::min(input.find('\n'), input.size());
  const MatchTerms terms = terms_of(input.substr(0, line_end), *stemmer);
  const std::string_view text = input.substr(line_end);

  check_spans(find_matches(text, terms, *stemmer), text.size());
  const quire::text::Snippet snippet = make_snippet(text, terms, *stemmer, {max_chars});
  require(!quire::first_invalid_utf8(snippet.text).has_value());
  const std::size_t chars = quire::count_code_points(snippet.text);
  constexpr std::size_t kEllipses = 2;
  require(chars <= max_chars + kEllipses);
  check_spans(snippet.highlights, chars);
  return 0;
}
