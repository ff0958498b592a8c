#pragma once
// What was made of a file, as `quire --json extract` prints it: one JSON text of the articles.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quire::protocol {

struct ExtractedArticle {
  std::string title;
  std::string text;
  std::vector<std::string> authors;
  std::string source;
  std::string section;
  std::string place;
  std::string language;
  std::vector<std::string> tags;
  std::string published;               // RFC 3339
  std::optional<std::string> updated;  // the same
  std::string url;
  std::string agency;
  std::string guid;
  std::uint64_t words = 0;
  std::vector<std::string> rules;  // names of the cleaning rules that had something to do
};

// {"articles": [...]}
[[nodiscard]] std::string encode_extracted(const std::vector<ExtractedArticle>& articles);

}  // namespace quire::protocol
