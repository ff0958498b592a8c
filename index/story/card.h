#pragma once
// What is kept of an article so that the other versions of its text can be found: its card, which
// stands in its document. Values; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/clock.h"
#include "index/story/rows.h"

namespace quire::story {

// An article's id as a number.
using ArticleNumber = std::uint64_t;

struct Card {
  ArticleNumber article = 0;
  UnixSeconds published = 0;
  UnixSeconds changed = 0;  // when it was last updated; else when it was published
  std::uint64_t text = 0;   // articles with the same words have the same; see text_of_card()
  Sample sample;            // empty: it is short, and only an equal text is the same
  // Hashes of what its source calls it, its guid and its canonical address: whatever has one of
  // them too is a version of it, however different its text.
  std::vector<std::uint64_t> names;
  std::optional<std::uint64_t> version;  // its source's number among those of the same name
  // It takes back what has its names and is not newer.
  bool withdraws = false;

  bool operator==(const Card&) const = default;
};

// Texts of fewer words are too much alike by chance: they are the same only when all their words
// are, those of the title, and the day on which they were published.
inline constexpr std::uint32_t kShortText = 40;

// The parts of a card that tell its text, by what it says of the time of publication; 0 for an
// article without words; `own` is of the body without boilerplate.
void set_text(Card& card, const RowMaker& body, const RowMaker& title, const RowMaker& own);

// An id is 16 hexadecimal digits.
[[nodiscard]] ArticleNumber to_number(std::string_view article_id);
[[nodiscard]] std::string to_id(ArticleNumber article);

// What may stand for an article's name: a guid that is unique by itself or with its source, an
// address that leads to more than a site. Empty when there is none.
[[nodiscard]] std::vector<std::uint64_t> names_of(std::string_view guid, std::string_view url,
                                                  std::string_view source);

// The number that a version begins with, "3" or "2nd Ld"; nothing without one.
[[nodiscard]] std::optional<std::uint64_t> version_number(std::string_view version);

// Little-endian, without padding.
[[nodiscard]] std::string encode_card(const Card& card);
// Nothing when `bytes` is no card.
[[nodiscard]] std::optional<Card> decode_card(std::string_view bytes);
// The article of an encoded card; 0 when it is none.
[[nodiscard]] ArticleNumber article_of_card(std::string_view bytes);

}  // namespace quire::story
