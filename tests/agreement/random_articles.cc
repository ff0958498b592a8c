#include "tests/agreement/random_articles.h"

#include "index/base/format.h"

namespace quire::agreement {
namespace {

constexpr std::string_view kWordList[] = {
    "border", "borders",  "Bordered",   "police",    "policing",  "civil",   "war",
    "wars",   "re-elect", "re-elected", "O’Neill",   "O'Neil",    "Neilsen", "Nielsen",
    "Nilsen", "U.S.",     "café",       "cafe",      "the",       "of",      "a",
    "in",     "migrant",  "migrants",   "migration", "caravan",   "woman",   "women",
    "womb",   "harbour",  "harbor",     "harbors",   "3.5",       "1,750",   "AT&T",
    "strike", "striking", "Straße",     "naïve",     "co-operate"};
constexpr std::string_view kSourceList[] = {"Harbour Wire", "The Gazette", "Gazette", "Wire"};
constexpr std::string_view kAuthorList[] = {"Jane Doe", "John Roe", "Jane Mary Roe", "Ada O'Neill"};
constexpr std::string_view kPlaceList[] = {"Lisbon", "New Harbour", "Harbour"};
constexpr std::string_view kTagList[] = {"docks", "labour law", "law", "C++"};
constexpr std::string_view kHostList[] = {"gazette.example", "news.gazette.example",
                                          "wire.example"};
constexpr std::string_view kFolderList[] = {"2018", "2018/12", "notes", "notes/old"};

constexpr std::int64_t kDay = 86400;

std::string sentence(Random& random) {
  // Now and then one that is longer than any reader likes.
  const std::size_t length =
      below(random, 12) == 0 ? 60 + below(random, 60) : 1 + below(random, 12);
  std::string out = "So";
  for (std::size_t i = 0; i < length; ++i) out += format(" {}", one_of(random, kWordList));
  return out + ".";
}

std::string body(Random& random) {
  std::string out;
  const std::size_t paragraphs = below(random, 5);
  for (std::size_t p = 0; p < paragraphs; ++p) {
    const std::size_t sentences = below(random, 6) == 0 ? 15 : 1 + below(random, 4);
    for (std::size_t s = 0; s < sentences; ++s) out += (s > 0 ? " " : "") + sentence(random);
    out += "\n\n";
  }
  return out;
}

}  // namespace

const std::span<const std::string_view> kWords = kWordList;
const std::span<const std::string_view> kSources = kSourceList;
const std::span<const std::string_view> kAuthors = kAuthorList;
const std::span<const std::string_view> kPlaces = kPlaceList;
const std::span<const std::string_view> kTags = kTagList;
const std::span<const std::string_view> kHosts = kHostList;
const std::span<const std::string_view> kFolders = kFolderList;

std::vector<PlacedArticle> random_articles(std::uint64_t seed, std::size_t count) {
  Random random(seed);
  std::vector<PlacedArticle> out;
  for (std::size_t i = 0; i < count; ++i) {
    PlacedArticle placed;
    placed.path = format("{}/{:03}", one_of(random, kFolderList), i);
    article::Article& a = placed.article;
    const std::size_t words = below(random, 6);
    for (std::size_t w = 0; w < words; ++w) {
      a.title += format("{}{}", w > 0 ? " " : "", one_of(random, kWordList));
    }
    a.body = body(random);
    a.published = kNow - static_cast<std::int64_t>(below(random, 1200)) * kDay / 2;
    a.published_zone = static_cast<std::int32_t>(below(random, 3)) * 7200;
    if (below(random, 3) == 0) a.updated = a.published + 3600;
    if (below(random, 4) > 0) a.source = one_of(random, kSourceList);
    if (below(random, 2) == 0) a.place = one_of(random, kPlaceList);
    a.section = below(random, 2) == 0 ? "World" : "Local News";
    a.language = below(random, 2) == 0 ? "en" : "de";
    for (std::size_t n = below(random, 3); n > 0; --n) {
      a.authors.emplace_back(one_of(random, kAuthorList));
    }
    for (std::size_t n = below(random, 3); n > 0; --n)
      a.tags.emplace_back(one_of(random, kTagList));
    a.url = format("https://{}", one_of(random, kHostList));
    out.push_back(std::move(placed));
  }
  return out;
}

}  // namespace quire::agreement
