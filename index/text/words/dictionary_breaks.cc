#include "index/text/words/dictionary_breaks.h"

#include <unicode/locid.h>
#include <unicode/utext.h>

#include "index/base/utf8.h"
#include "index/text/character_class.h"

namespace quire::text {
namespace {

// Bounds ICU's memory; runs between punctuation are far shorter.
constexpr std::size_t kMaxRunBytes = 4096;

struct Run {
  std::size_t end = 0;
  bool cut = false;  // it goes on behind `end`
};

Run run_from(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size()) {
    const DecodedChar c = decode_utf8(text, end);
    const CharClass char_class = char_info(c.code_point).char_class;
    if (char_class != CharClass::kDictionary && char_class != CharClass::kMark &&
        char_class != CharClass::kIgnorable) {
      break;
    }
    if (end - begin >= kMaxRunBytes) return {end, true};
    end += c.length;
  }
  return {end, false};
}

}  // namespace

DictionaryBreaks::~DictionaryBreaks() = default;

bool DictionaryBreaks::prepare() {
  if (iterator_) return true;
  UErrorCode status = U_ZERO_ERROR;
  iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status) != 0) iterator_.reset();
  return iterator_ != nullptr;
}

void DictionaryBreaks::append_breaks(std::string_view run, std::size_t begin) {
  if (!prepare()) return;
  UErrorCode status = U_ZERO_ERROR;
  UText* source =
      utext_openUTF8(nullptr, run.data(), static_cast<std::int64_t>(run.size()), &status);
  iterator_->setText(source, status);
  utext_close(source);  // the iterator has its own copy, which still reads from `run`
  if (U_FAILURE(status) != 0) return;
  iterator_->first();
  for (std::int32_t end = iterator_->next(); end != icu::BreakIterator::DONE;
       end = iterator_->next()) {
    ends_.push_back(static_cast<std::uint32_t>(begin + static_cast<std::size_t>(end)));
  }
}

const std::vector<std::uint32_t>& DictionaryBreaks::words_from(std::string_view text,
                                                               std::size_t begin) {
  ends_.clear();
  const Run run = run_from(text, begin);
  append_breaks(text.substr(begin, run.end - begin), begin);
  // The last word of a run that was cut may be cut, too: the next piece starts with it.
  if (run.cut && ends_.size() > 1) ends_.pop_back();
  if (ends_.empty()) ends_.push_back(static_cast<std::uint32_t>(run.end));
  return ends_;
}

}  // namespace quire::text
