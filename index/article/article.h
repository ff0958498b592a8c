#pragma once
// An article: what a drop folder's file holds once everything around it has been taken away.
// Values; all text is valid UTF-8.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/article/line_map.h"
#include "index/base/clock.h"
#include "index/base/file_system.h"

namespace quire::article {

// Which file, independent of where the drop folder is mounted.
struct FileKey {
  std::string drop;      // the drop folder's name in the settings
  std::string relative;  // the path below it; bytes

  bool operator==(const FileKey&) const = default;
};

// Bytes of a text.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const TextRange&) const = default;
};

struct Article {
  std::uint32_t member = 0;  // its place among the articles of the file now, from 0
  // What names it within a file that holds several, wherever it stands there (a feed's entries move
  // down as new ones come); unique in the file. 0 for a file that is one article.
  std::uint64_t key = 0;
  std::string title;  // one line
  std::string body;   // lines end in '\n'
  std::string source;
  std::string section;
  std::string place;
  std::string language;  // ISO 639-1, empty when unknown
  std::vector<std::string> authors;
  std::vector<std::string> tags;
  std::string agency;   // the news agency that wrote it, where the source did not
  std::string url;      // canonical address
  std::string guid;     // what the source calls it
  std::string version;  // of the source's numbering
  // What its source says of it beside: "corrected", or one for which is_withdrawal() holds; "" for
  // an article like any other.
  std::string status;
  UnixSeconds published = 0;
  std::optional<UnixSeconds> updated;
  // Seconds east of Greenwich of the clock that states them; 0 when none is stated.
  std::int32_t published_zone = 0;
  std::int32_t updated_zone = 0;
  std::uint32_t title_line = 1;  // in the original file, from 1
  LineMap lines;                 // of the body
  // Parts of the body that recur in other articles of the source and count for less; ascending.
  std::vector<TextRange> boilerplate;
  // Which rules cleaned it, a bit each, in the order of extract/clean/rules.h. Not stored.
  std::uint32_t cleaned = 0;
};

// Whether an item with that status is there to take back what its source calls the same: IPTC's
// pubStatus, and what other formats of wires have for it. `status` is in lower case.
[[nodiscard]] bool is_withdrawal(std::string_view status);

// The body without boilerplate. All of it when boilerplate is half of it or more: then it is likely
// that many versions of the article itself were taken for it.
[[nodiscard]] std::string own_text(std::string_view body,
                                   const std::vector<TextRange>& boilerplate);

// 16 lower-case hex digits: XXH64 of the drop folder's name, the path below it and the article's
// key. The same on every machine and after every rebuild.
[[nodiscard]] std::string article_id(const FileKey& file, std::uint64_t article_key);

// Whether `text` could be an article id.
[[nodiscard]] bool is_article_id(std::string_view text);

}  // namespace quire::article
