#pragma once
// What a reader of some format makes of one article, before it is cleaned and becomes an
// article::Article (finish.h). Values; all text is valid UTF-8.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/extract/draft/stated_time.h"

namespace quire::extract {

// From here on, the text stands at that place of the original file, character for character until
// the next origin or the end of the line.
struct Origin {
  std::uint32_t offset = 0;  // in bytes, in the paragraph's text
  std::uint32_t line = 1;    // in the original file, from 1
  std::uint32_t column = 1;  // in code points, from 1

  bool operator==(const Origin&) const = default;
};

// A paragraph, list item, heading or line of a table. A '\n' in it is a line end that the author
// wrote (verse, addresses, hard-wrapped text), and no paragraph's end.
struct Paragraph {
  std::string text;
  std::vector<Origin> origins;  // ascending by offset, the first at 0; empty when nothing is known
};

struct Draft {
  std::string title;
  std::uint32_t title_line = 1;  // in the original file
  std::vector<Paragraph> paragraphs;

  std::vector<std::string> authors;  // names without "by"
  std::string source;                // the publication: "The Harbour Gazette"
  std::string agency;                // the news agency, when another wrote it
  std::string section;
  std::string place;     // of the dateline
  std::string language;  // as stated, any case: "en", "en-GB", "English"
  std::vector<std::string> tags;
  std::string url;      // canonical address
  std::string guid;     // what the source calls it, for later versions of the same
  std::string version;  // of the source's numbering
  // As the source states it, lower case: "usable", "withheld", "canceled"; what it bids its readers
  // do with an earlier item as formats/instruction.h has it.
  std::string status;
  // What names it among the articles of its file, whatever their order; empty when the format holds
  // one article.
  std::string key;
  std::optional<StatedTime> published;
  std::optional<StatedTime> updated;
};

}  // namespace quire::extract
