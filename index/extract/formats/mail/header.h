#pragma once
// The header of a mail or of one of its parts (RFC 5322, 2045, 2047, 2231). Values over the
// message's bytes, which outlive them.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quire::extract::formats {

struct Header {
  // Names in lower case, values unfolded, as bytes; in their order.
  std::vector<std::pair<std::string, std::string>> fields;

  // Of the first field with that name; "" without.
  [[nodiscard]] std::string_view raw(std::string_view lower_name) const;
  // The same as text in UTF-8: encoded words decoded, bytes beyond ASCII by detection.
  [[nodiscard]] std::string text(std::string_view lower_name) const;
};

// Takes the header off the front of `bytes`, with the empty line that ends it. Lines that are no
// fields are passed over, "From " lines of mailboxes too. At most kMostFields are kept.
[[nodiscard]] Header take_header(std::string_view& bytes);

// More fields than any mail program or relay writes.
inline constexpr std::size_t kMostFields = 1000;

// A value with parameters: `text/html; charset="utf-8"`.
struct Parameters {
  std::string value;                          // lower case
  std::map<std::string, std::string> values;  // by lower-case name

  [[nodiscard]] std::string_view get(const std::string& lower_name) const;
};

// With RFC 2231's continuations put together and its percent-encoding undone.
[[nodiscard]] Parameters parse_parameters(std::string_view raw);

// Encoded words ("=?utf-8?q?caf=C3=A9?=") and what is around them to UTF-8.
[[nodiscard]] std::string decode_words(std::string_view raw);

}  // namespace quire::extract::formats
