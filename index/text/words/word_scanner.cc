#include "index/text/words/word_scanner.h"

#include <unicode/uscript.h>

#include <algorithm>

#include "index/base/utf8.h"
#include "index/text/folding.h"
#include "index/text/number.h"
#include "index/text/words/token.h"

namespace quire::text {
namespace {

// French and Italian words that lose their vowel before another.
bool is_elided_article(std::string_view term) {
  static constexpr std::array<std::string_view, 18> kArticles = {
      "l",     "d",      "j",      "m",  "t",   "s",    "n",    "c",    "qu",
      "jusqu", "lorsqu", "puisqu", "un", "all", "dall", "dell", "nell", "sull"};
  return std::find(kArticles.begin(), kArticles.end(), term) != kArticles.end();
}

bool starts_like_a_vowel(const CharInfo& info) {
  constexpr std::string_view kVowels = "aeiouyh";
  return info.length != 0 && info.length != kLongFold &&
         kVowels.find(info.folded[0]) != std::string_view::npos;
}

bool is_hebrew(char32_t c) { return c >= 0x05D0 && c <= 0x05EA; }

// Gershayim stands before the last letter of a Hebrew acronym, and is mostly typed as a quote.
bool is_gershayim(char32_t c) { return c == '"' || c == 0x05F4 || c == 0x201D; }

// What a term keeps of a point or a comma between digits.
std::string_view number_separator(NumberForm form, char separator) {
  if (form == NumberForm::kNoCommas) return separator == ',' ? "" : ".";
  if (form == NumberForm::kNoPoints) return separator == '.' ? "" : ".";
  return separator == '.' ? "." : ",";
}

bool is_separator(const CharInfo& info) {
  return info.char_class == CharClass::kDot || info.char_class == CharClass::kComma;
}

}  // namespace

void WordScanner::reset(std::string_view text) {
  text_ = text;
  chain_next_ = kNowhere;
  digits_apart_until_ = 0;
  points_join_until_ = 0;
}

WordScanner::Char WordScanner::char_at(std::size_t offset) const {
  if (offset >= text_.size()) return {0, offset, {}};
  const DecodedChar c = decode_utf8(text_, offset);
  return {c.code_point, offset + c.length, char_info(c.code_point)};
}

std::string_view WordScanner::term() const { return std::string_view(*terms_).substr(term_begin_); }

void WordScanner::scan(std::size_t offset, Cluster& cluster) {
  const bool chained = offset == chain_next_;
  chain_next_ = kNowhere;
  cluster.terms.clear();
  cluster.count = 0;
  cluster.has_line_break = false;
  terms_ = &cluster.terms;
  for (std::size_t next = offset; next != kNowhere; next = next_part(cluster)) {
    if (cluster.count == kMaxCompoundParts) {
      chain_next_ = next;
      break;
    }
    scan_part(next, cluster);
  }
  cluster.has_compound = !chained && chain_next_ == kNowhere && cluster.count > 1 &&
                         cluster.terms.size() <= kMaxTermBytes;
  cluster.scanned_to = cursor_;
}

void WordScanner::scan_part(std::size_t offset, Cluster& cluster) {
  cursor_ = offset;
  word_end_ = offset;
  term_begin_ = terms_->size();
  full_ = false;
  may_compose_ = false;
  last_letter_ = 0;
  if (scan_acronym()) {
    skip_possessive();
  } else {
    scan_number();
    scan_characters();
    scan_signs();
  }
  finish_part(offset, cluster);
}

void WordScanner::finish_part(std::size_t begin, Cluster& cluster) {
  if (may_compose_) compose(*terms_, term_begin_);
  constexpr std::string_view kInnerSigns = ".,&";
  while (!term().empty() && kInnerSigns.find(term().back()) != std::string_view::npos) {
    terms_->pop_back();  // a term that was cut right behind one
  }
  if (term().empty()) return;
  Cluster::Part& part = cluster.parts[cluster.count++];
  part.begin = static_cast<std::uint32_t>(begin);
  part.end = static_cast<std::uint32_t>(word_end_);
  part.term_begin = static_cast<std::uint32_t>(term_begin_);
  part.term_length = static_cast<std::uint32_t>(term().size());
}

void WordScanner::put(std::string_view bytes) {
  if (full_) return;
  terms_->append(bytes);
  if (term().size() <= kMaxTermBytes) return;
  full_ = true;
  std::size_t cut = term_begin_ + kMaxTermBytes;
  while (cut > term_begin_ && is_utf8_continuation((*terms_)[cut])) --cut;
  terms_->resize(cut);
}

void WordScanner::append(const Char& c) {
  cursor_ = c.end;
  word_end_ = c.end;
  if (!c.is(CharClass::kMark)) last_letter_ = c.code_point;
  if (full_) return;
  may_compose_ = may_compose_ || c.info.may_compose;
  if (c.is(CharClass::kMark) || c.info.length == kLongFold) {
    append_folded(*terms_, c.code_point, c.info);
    put({});
  } else {
    put(std::string_view(c.info.folded.data(), c.info.length));
  }
}

void WordScanner::append_digits(const DigitGroup& group) {
  cursor_ = group.begin;
  while (cursor_ < group.end) {
    const Char c = char_at(cursor_);
    if (c.is(CharClass::kDigit) || c.is(CharClass::kMark)) append(c);
    cursor_ = c.end;
  }
}

// Letters, digits, their marks, and what may stand between them.
void WordScanner::scan_characters() {
  while (true) {
    const Char c = char_at(cursor_);
    switch (c.info.char_class) {
      case CharClass::kLetter:
      case CharClass::kDigit:
      case CharClass::kMark:
        append(c);
        break;
      case CharClass::kIgnorable:
        cursor_ = c.end;
        break;
      case CharClass::kApostrophe:
        if (!cross_apostrophe(c)) return;
        break;
      default:
        if (!cross_inner(c)) return;
    }
  }
}

bool WordScanner::cross_apostrophe(const Char& apostrophe) {
  const Char next = char_at(apostrophe.end);
  if (!next.is_alphanumeric() || skip_possessive()) return false;
  if (is_elided_article(term()) && starts_like_a_vowel(next.info)) return false;
  cursor_ = apostrophe.end;
  return true;
}

bool WordScanner::cross_inner(const Char& sign) {
  const bool ampersand = sign.is(CharClass::kAmpersand);
  const Char next = char_at(sign.end);
  const bool gershayim =
      is_gershayim(sign.code_point) && is_hebrew(last_letter_) && is_hebrew(next.code_point);
  const bool between_letters = (ampersand || sign.is(CharClass::kInnerPoint)) &&
                               next.is(CharClass::kLetter) &&
                               char_info(last_letter_).char_class == CharClass::kLetter;
  if (!gershayim && !between_letters) return false;
  if (ampersand) put("&");
  cursor_ = sign.end;
  return true;
}

// An apostrophe and an s at a word's end belong to the word's written form, not to its term.
bool WordScanner::skip_possessive() {
  const Char apostrophe = char_at(cursor_);
  if (!apostrophe.is(CharClass::kApostrophe)) return false;
  const Char s = char_at(apostrophe.end);
  if (s.code_point != 's' && s.code_point != 'S') return false;
  const Char next = char_at(s.end);
  const Char after = char_at(next.end);
  if (next.is_alphanumeric() || next.is(CharClass::kMark)) return false;
  if (next.is(CharClass::kApostrophe) && after.is_alphanumeric()) return false;
  cursor_ = s.end;
  word_end_ = s.end;
  return true;
}

// C++, C#, and ratings such as BBB+.
void WordScanner::scan_signs() {
  constexpr std::size_t kLongestSignedWord = 3;
  if (term().size() > kLongestSignedWord) return;
  const std::string_view word = term();
  if (!std::all_of(word.begin(), word.end(),
                   [](char c) { return (byte_bits(c) & kLetterBits) != 0; })) {
    return;
  }
  const Char first = char_at(cursor_);
  if (!first.is(CharClass::kPlus) && !first.is(CharClass::kHash)) return;
  std::string_view sign = first.is(CharClass::kPlus) ? "+" : "#";
  Char last = first;
  const Char second = char_at(first.end);
  if (first.is(CharClass::kPlus) && second.is(CharClass::kPlus)) {
    sign = "++";
    last = second;
  }
  const Char next = char_at(last.end);
  if (starts_word(next.info.char_class) || next.is(CharClass::kPlus) || next.is(CharClass::kHash)) {
    return;
  }
  put(sign);
  cursor_ = last.end;
  word_end_ = last.end;
}

// Single letters with points between them; the last point is optional.
bool WordScanner::scan_acronym() {
  std::size_t letters = 0;
  std::size_t accepted = cursor_;
  const std::size_t begin = cursor_;
  while (true) {
    const Char letter = char_at(accepted);
    if (!letter.is(CharClass::kLetter)) break;
    const Char next = char_at(letter.end);
    const bool point = next.is(CharClass::kDot);
    const bool word_goes_on = next.is_alphanumeric() || next.is(CharClass::kMark) ||
                              next.is(CharClass::kIgnorable) || next.is(CharClass::kAmpersand);
    if (word_goes_on || (!point && letters == 0)) break;
    append(letter);
    ++letters;
    accepted = point ? next.end : letter.end;
    if (!point) break;
  }
  if (letters < 2) {
    terms_->resize(term_begin_);
    full_ = may_compose_ = false;
    cursor_ = word_end_ = begin;
    return false;
  }
  cursor_ = word_end_ = accepted;
  return true;
}

// Digits, with what vanishes among them.
WordScanner::DigitGroup WordScanner::digit_group(std::size_t begin) const {
  constexpr std::size_t kManyDigits = 100;
  DigitGroup group{begin, begin, 0, char_at(begin)};
  while (true) {
    const Char& c = group.after;
    const bool mark = c.is(CharClass::kMark);
    if (c.is(CharClass::kDigit) || mark) {
      group.end = c.end;
      if (!mark) group.digits = std::min(group.digits + c.info.length, kManyDigits);
    } else if (c.is(CharClass::kApostrophe)) {
      if (!char_at(c.end).is(CharClass::kDigit)) return group;
    } else if (!c.is(CharClass::kIgnorable)) {
      return group;
    }
    group.after = char_at(c.end);
  }
}

// Groups of digits with points or commas between them. False, and nothing is taken, when the first
// of them is a word for itself.
bool WordScanner::scan_number() {
  if (cursor_ < digits_apart_until_ || !char_at(cursor_).is(CharClass::kDigit)) return false;
  constexpr std::size_t kMaxGroups = 8;
  std::array<DigitGroup, kMaxGroups> groups;
  std::array<char, kMaxGroups> lengths{};
  std::array<char, kMaxGroups> separators{};
  std::size_t count = 0;
  std::size_t end = cursor_;
  for (bool more = true; more; ++count) {
    const DigitGroup group = digit_group(end);
    more = is_separator(group.after.info) && char_at(group.after.end).is(CharClass::kDigit);
    end = more ? group.after.end : group.end;
    if (count >= kMaxGroups) continue;
    groups[count] = group;
    lengths[count] = static_cast<char>(group.digits);
    separators[count] = group.after.is(CharClass::kDot) ? '.' : ',';
  }
  if (count < 2) return false;
  const NumberForm form =
      count > kMaxGroups ? NumberForm::kApart
                         : number_form({separators.data(), count - 1}, {lengths.data(), count});
  if (form == NumberForm::kApart || form == NumberForm::kDottedParts) {
    digits_apart_until_ = end;
    if (form == NumberForm::kDottedParts) points_join_until_ = end;
    return false;
  }
  for (std::size_t i = 0; i < count; ++i) {
    append_digits(groups[i]);
    if (i + 1 < count) put(number_separator(form, separators[i]));
  }
  return true;
}

std::size_t WordScanner::next_part(Cluster& cluster) {
  const Char joiner = char_at(cursor_);
  const Char next = char_at(joiner.end);
  switch (joiner.info.char_class) {
    case CharClass::kUnderscore:
      return next.is_alphanumeric() ? joiner.end : kNowhere;
    case CharClass::kHyphen:
      if (next.is_alphanumeric()) return joiner.end;
      break;
    case CharClass::kDot: {
      const bool joins = cursor_ < points_join_until_ && next.is(CharClass::kDigit);
      return joins || is_dotted_abbreviation(cluster, joiner.end) ? joiner.end : kNowhere;
    }
    default: {
      constexpr std::string_view kSoftHyphen = "\u00AD";
      if (!text_.substr(0, cursor_).ends_with(kSoftHyphen)) return kNowhere;
    }
  }
  const std::size_t from = joiner.is(CharClass::kHyphen) ? joiner.end : cursor_;
  const std::size_t after = after_line_break(from);
  if (after != kNowhere) cluster.has_line_break = true;
  return after;
}

// Where the word goes on that a hyphen before `offset` has cut at the end of its line.
std::size_t WordScanner::after_line_break(std::size_t offset) const {
  constexpr std::size_t kMaxBlanks = 8;
  const auto skip_blanks = [this](std::size_t from) {
    std::size_t to = from;
    while (to < text_.size() && to - from < kMaxBlanks && (text_[to] == ' ' || text_[to] == '\t')) {
      ++to;
    }
    return to;
  };
  std::size_t at = skip_blanks(offset);
  if (at < text_.size() && text_[at] == '\r') ++at;
  if (at >= text_.size() || text_[at] != '\n') return kNowhere;
  at = skip_blanks(at + 1);
  return char_at(at).is_alphanumeric() ? at : kNowhere;
}

// Ph.D., M.Sc.: two short runs of letters, one of them a single one.
bool WordScanner::is_dotted_abbreviation(const Cluster& cluster, std::size_t next) const {
  constexpr std::size_t kLongest = 2;
  if (cluster.count != 1) return false;
  const std::string_view before = cluster.term(cluster.parts[0]);
  const std::size_t letters_before = count_code_points(before);
  if (letters_before > kLongest || byte_bits(before.back()) == kDigitBit) return false;
  std::size_t letters = 0;
  Char c = char_at(next);
  while (c.is(CharClass::kLetter) && letters <= kLongest) {
    ++letters;
    c = char_at(c.end);
  }
  const bool ended = !c.is_alphanumeric() && !c.is(CharClass::kMark);
  return ended && letters > 0 && letters <= kLongest && std::min(letters, letters_before) == 1;
}

}  // namespace quire::text
