#pragma once
// The general path: a word with everything that can be inside it or join it to the next, over code
// points of any script that puts spaces between words. Owned by one thread at a time.
//
// Every character is looked at a bounded number of times, whatever the text.

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "index/text/character_class.h"

namespace quire::text {

inline constexpr std::size_t kMaxCompoundParts = 4;

// Words that are written as one: re-elect, 2018-12-04, foo_bar, or just one word.
struct Cluster {
  struct Part {
    std::uint32_t begin = 0;  // in the text
    std::uint32_t end = 0;
    std::uint32_t term_begin = 0;  // in `terms`
    std::uint32_t term_length = 0;
  };

  std::string terms;  // the parts' terms in a row, which makes it the compound's too
  std::array<Part, kMaxCompoundParts> parts;
  std::size_t count = 0;
  bool has_compound = false;
  bool has_line_break = false;  // inside, after a hyphen
  std::size_t scanned_to = 0;   // where to go on in the text

  [[nodiscard]] std::string_view term(const Part& part) const {
    return std::string_view(terms).substr(part.term_begin, part.term_length);
  }
};

class WordScanner {
 public:
  void reset(std::string_view text);

  // Fills `cluster` with what starts at `offset`, where a letter or a digit stands. It can come out
  // empty, but always moves on. Longer chains than kMaxCompoundParts come in pieces, and without a
  // compound.
  void scan(std::size_t offset, Cluster& cluster);

 private:
  static constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

  struct Char {
    char32_t code_point = 0;
    std::size_t end = 0;  // the offset behind it
    CharInfo info;

    [[nodiscard]] bool is(CharClass c) const { return info.char_class == c; }
    [[nodiscard]] bool is_alphanumeric() const {
      return is(CharClass::kLetter) || is(CharClass::kDigit);
    }
  };

  struct DigitGroup {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t digits = 0;
    Char after;
  };

  // Past the end of the text: kOther, with `end` where it stands.
  [[nodiscard]] Char char_at(std::size_t offset) const;
  [[nodiscard]] std::string_view term() const;

  void scan_part(std::size_t offset, Cluster& cluster);
  void finish_part(std::size_t begin, Cluster& cluster);
  bool scan_number();
  bool scan_acronym();
  void scan_characters();
  void scan_signs();
  bool cross_apostrophe(const Char& apostrophe);
  bool cross_inner(const Char& sign);
  bool skip_possessive();
  void append(const Char& c);
  [[nodiscard]] DigitGroup digit_group(std::size_t begin) const;
  void append_digits(const DigitGroup& group);
  void put(std::string_view bytes);

  // Where the next part of the cluster begins, or kNowhere.
  std::size_t next_part(Cluster& cluster);
  std::size_t after_line_break(std::size_t offset) const;
  bool is_dotted_abbreviation(const Cluster& cluster, std::size_t next) const;

  std::string_view text_;
  std::size_t cursor_ = 0;
  std::size_t word_end_ = 0;  // before what vanishes at a word's end
  std::string* terms_ = nullptr;
  std::size_t term_begin_ = 0;
  bool full_ = false;         // the term has reached kMaxTermBytes
  bool may_compose_ = false;  // the term needs NFC
  char32_t last_letter_ = 0;

  std::size_t chain_next_ = kNowhere;   // where a chain that was cut goes on
  std::size_t digits_apart_until_ = 0;  // up to here points and commas do not make one number
  std::size_t points_join_until_ = 0;   // up to here they join parts
};

}  // namespace quire::text
