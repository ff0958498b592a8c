#pragma once
// Walks a text node's characters in the page beside its decoded text, so that each decoded
// character's line and column is known. Not thread-safe.

#include <cstdint>
#include <string_view>

#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

struct Place {
  std::uint32_t line = 1;    // from 1
  std::uint32_t column = 1;  // code points, from 1

  bool operator==(const Place&) const = default;
};

class SourceWalk {
 public:
  SourceWalk(std::string_view decoded, std::string_view source, GumboSourcePosition start);

  // How many bytes from `offset` on stand in the page as they do in the decoded text and are no
  // white space: the word there, or its part up to a character reference. At least one character.
  [[nodiscard]] std::size_t run_length() const;
  [[nodiscard]] std::size_t offset() const { return decoded_at_; }
  [[nodiscard]] bool at_end() const { return decoded_at_ >= decoded_.size(); }
  [[nodiscard]] Place place() const { return place_; }

  // Goes on by one run, or by one character of white space.
  void skip(std::size_t bytes);

 private:
  void skip_reference();
  void settle();

  std::string_view decoded_;
  std::string_view source_;
  std::size_t decoded_at_ = 0;
  std::size_t source_at_ = 0;
  Place place_;
};

}  // namespace quire::extract::html
