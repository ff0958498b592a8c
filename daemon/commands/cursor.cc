#include "daemon/commands/cursor.h"

#include <array>
#include <optional>

#include "index/base/format.h"
#include "index/base/hash.h"

namespace quire::commands {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kNumberDigits = 8;
constexpr unsigned kDigitBits = 6;
constexpr unsigned kNumberBits = kDigitBits * kNumberDigits;
// Makes times before the epoch numbers without a sign.
constexpr std::int64_t kTimeBias = std::int64_t{1} << (kNumberBits - 1);

constexpr std::array kOrders = {std::pair{'r', store::Sort::kRelevance},
                                std::pair{'n', store::Sort::kNewest},
                                std::pair{'o', store::Sort::kOldest}};
// By relevance and age.
constexpr char kByAge = 'a';

char letter_of(store::Sort sort, bool by_age) {
  if (by_age) return kByAge;
  for (const auto& [letter, known] : kOrders) {
    if (known == sort) return letter;
  }
  return kOrders.front().first;
}

std::uint64_t hash_of(std::string_view query) { return hash64(query) >> (64 - kNumberBits); }

void add_number(std::string& out, std::uint64_t number) {
  for (std::size_t i = kNumberDigits; i-- > 0;) {
    out.push_back(kDigits[(number >> (i * kDigitBits)) & (kDigits.size() - 1)]);
  }
}

// Takes a number off the front.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  if (text.size() < kNumberDigits) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : text.substr(0, kNumberDigits)) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    number = (number << kDigitBits) | digit;
  }
  text.remove_prefix(kNumberDigits);
  return number;
}

Error invalid(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message),
          "give the cursor of the last answer to the same query and order"};
}

}  // namespace

std::string cursor_text(std::string_view query, store::Sort sort, const store::PageStart& page) {
  std::string text(1, letter_of(sort, page.as_of.has_value()));
  add_number(text, hash_of(query));
  if (page.as_of || sort != store::Sort::kRelevance) {
    const UnixSeconds time = page.as_of ? *page.as_of : page.published.value_or(0);
    add_number(text, static_cast<std::uint64_t>(time + kTimeBias));
  }
  add_number(text, page.stories.size());
  for (const std::uint64_t mark : page.stories) add_number(text, mark);
  for (const std::uint64_t mark : page.shown) add_number(text, mark);
  return text;
}

Result<store::PageStart> read_cursor(std::string_view cursor, std::string_view query,
                                     store::Sort sort) {
  std::string_view rest = cursor.substr(cursor.empty() ? 0 : 1);
  const auto hash = take_number(rest);
  if (!hash) return invalid("\"cursor\" is no cursor");
  if (*hash != hash_of(query)) return invalid("\"cursor\" is that of another query");
  const bool by_relevance = sort == store::Sort::kRelevance;
  const bool by_age = by_relevance && cursor.front() == kByAge;
  if (cursor.front() != letter_of(sort, by_age)) {
    return invalid("\"cursor\" is that of another order");
  }
  store::PageStart page;
  if (by_age || !by_relevance) {
    const auto time = take_number(rest);
    if (!time) return invalid("\"cursor\" is no cursor");
    (by_age ? page.as_of : page.published) = static_cast<std::int64_t>(*time) - kTimeBias;
  }
  const auto stories = take_number(rest);
  if (!stories || *stories > rest.size() / kNumberDigits) {
    return invalid("\"cursor\" is no cursor");
  }
  if (rest.size() / kNumberDigits >= kMostShown) {
    return Error{ErrorCode::kTooLarge,
                 format("a cursor goes on behind {} articles at most", kMostShown),
                 "sort by newest or oldest, or ask for less"};
  }
  while (!rest.empty()) {
    const auto mark = take_number(rest);
    if (!mark) return invalid("\"cursor\" is no cursor");
    (page.stories.size() < *stories ? page.stories : page.shown).push_back(*mark);
  }
  return page;
}

}  // namespace quire::commands
