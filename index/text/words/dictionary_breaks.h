#pragma once
// Words in scripts that put no spaces between them, by ICU's dictionaries. Owned by one thread at
// a time.

#include <unicode/brkiter.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace quire::text {

class DictionaryBreaks {
 public:
  DictionaryBreaks() = default;
  ~DictionaryBreaks();
  DictionaryBreaks(const DictionaryBreaks&) = delete;
  DictionaryBreaks& operator=(const DictionaryBreaks&) = delete;

  // The offsets in `text`, each past the end of a word, of the run of such characters that starts
  // at `begin`. A long run comes in pieces; at least one word comes out. Valid until the next call.
  const std::vector<std::uint32_t>& words_from(std::string_view text, std::size_t begin);

 private:
  bool prepare();
  void append_breaks(std::string_view run, std::size_t begin);

  std::unique_ptr<icu::BreakIterator> iterator_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace quire::text
