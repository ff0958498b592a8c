#pragma once
// An article as its document's data keeps it: "field=value" lines, an empty line, the text.
// Readable with xapian-delve, and enough to show a hit when the file is gone.

#include <optional>
#include <string>
#include <string_view>

#include "index/article/article.h"

namespace quire::store {

struct StoredArticle {
  std::string id;
  article::FileKey file;
  article::Article article;
  std::uint32_t words = 0;  // of title and body

  // Set when the document stands for a file that could not be read; then there is no article.
  std::string failure;
};

[[nodiscard]] std::string encode_record(const StoredArticle& stored);

// kCorrupt when `data` is not a record.
[[nodiscard]] Result<StoredArticle> decode_record(std::string_view data);

// The article's text without boilerplate (article::own_text) of what encode_record() gave; nothing
// when it is no record.
[[nodiscard]] std::optional<std::string> own_text_of_record(std::string_view data);

}  // namespace quire::store
