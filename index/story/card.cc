#include "index/story/card.h"

#include <bit>
#include <charconv>

#include "index/base/hash.h"

namespace quire::story {
namespace {

constexpr int kHexadecimal = 16;
constexpr UnixSeconds kSecondsOfADay = 86'400;
// Flags.
constexpr std::uint8_t kWithdraws = 1;
constexpr std::uint8_t kHasVersion = 2;

template <class Number>
void put(std::string& out, Number number) {
  auto rest = static_cast<std::uint64_t>(number);
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    out.push_back(static_cast<char>(rest & 0xFF));
    rest >>= 8;
  }
}

template <class Number>
bool take(std::string_view& in, Number& number) {
  if (in.size() < sizeof(Number)) return false;
  std::uint64_t value = 0;
  for (std::size_t i = sizeof(Number); i-- > 0;) {
    value = (value << 8) | static_cast<unsigned char>(in[i]);
  }
  number = static_cast<Number>(value);
  in.remove_prefix(sizeof(Number));
  return true;
}

// "https://gazette.example/" leads to a site, and all its articles may say so.
bool leads_to_article(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::size_t path = url.find('/', scheme + 3);
  return path != std::string_view::npos && path + 1 < url.size();
}

bool is_unique_by_itself(std::string_view guid) {
  return guid.find(':') != std::string_view::npos || guid.find('@') != std::string_view::npos;
}

}  // namespace

void set_text(Card& card, const RowMaker& body, const RowMaker& title, const RowMaker& own) {
  card.text = body.text();
  if (body.words() < kShortText) {
    // What is said again on another day in so few words was not said of the same.
    const auto day = static_cast<std::uint64_t>(card.published / kSecondsOfADay);
    const std::uint64_t all[] = {title.text(), body.text(), day};
    const bool any = title.words() + body.words() > 0;
    card.text = any ? hash64({reinterpret_cast<const char*>(all), sizeof all}) : 0;
  } else {
    card.sample = sample_of(own.rows());
  }
}

ArticleNumber to_number(std::string_view article_id) {
  ArticleNumber number = 0;
  std::from_chars(article_id.data(), article_id.data() + article_id.size(), number, kHexadecimal);
  return number;
}

std::string to_id(ArticleNumber article) { return to_hex(article); }

std::vector<std::uint64_t> names_of(std::string_view guid, std::string_view url,
                                    std::string_view source) {
  std::vector<std::uint64_t> names;
  if (is_unique_by_itself(guid)) {
    names.push_back(hash64(guid));
  } else if (!guid.empty() && !source.empty()) {
    names.push_back(hash64(guid, hash64(source)));
  }
  if (leads_to_article(url) && url != guid) names.push_back(hash64(url));
  return names;
}

std::optional<std::uint64_t> version_number(std::string_view version) {
  std::uint64_t number = 0;
  const auto end = std::from_chars(version.data(), version.data() + version.size(), number).ec;
  return end == std::errc{} ? std::optional(number) : std::nullopt;
}

std::string encode_card(const Card& card) {
  std::string out;
  put(out, card.article);
  put(out, card.text);
  put(out, card.published);
  put(out, static_cast<std::uint32_t>(card.changed - card.published));
  std::uint8_t flags = card.withdraws ? kWithdraws : 0;
  if (card.version) flags |= kHasVersion;
  put(out, flags);
  if (card.version) put(out, *card.version);
  put(out, static_cast<std::uint8_t>(card.names.size()));
  for (const std::uint64_t name : card.names) put(out, name);
  put(out, static_cast<std::uint8_t>(card.sample.level));
  for (const std::uint32_t row : card.sample.rows) put(out, row);
  return out;
}

std::optional<Card> decode_card(std::string_view bytes) {
  Card card;
  std::uint64_t published = 0;
  std::uint32_t later = 0;
  std::uint8_t flags = 0;
  std::uint8_t names = 0;
  std::uint8_t level = 0;
  if (!take(bytes, card.article) || !take(bytes, card.text) || !take(bytes, published) ||
      !take(bytes, later) || !take(bytes, flags)) {
    return std::nullopt;
  }
  const bool has_version = (flags & kHasVersion) != 0;
  if ((has_version && !take(bytes, card.version.emplace())) || !take(bytes, names)) {
    return std::nullopt;
  }
  card.published = std::bit_cast<std::int64_t>(published);
  card.changed = card.published + std::bit_cast<std::int32_t>(later);
  card.withdraws = (flags & kWithdraws) != 0;
  card.names.resize(names);
  for (std::uint64_t& name : card.names) {
    if (!take(bytes, name)) return std::nullopt;
  }
  if (!take(bytes, level) || bytes.size() % sizeof(std::uint32_t) != 0 ||
      bytes.size() / sizeof(std::uint32_t) > Sample::kMost) {
    return std::nullopt;
  }
  card.sample.level = level;
  card.sample.rows.resize(bytes.size() / sizeof(std::uint32_t));
  for (std::uint32_t& row : card.sample.rows) (void)take(bytes, row);
  return card;
}

ArticleNumber article_of_card(std::string_view bytes) {
  ArticleNumber article = 0;
  return take(bytes, article) ? article : 0;
}

}  // namespace quire::story
