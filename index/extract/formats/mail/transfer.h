#pragma once
// Content-Transfer-Encoding and format=flowed. Pure functions over bytes.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quire::extract::formats {

// RFC 2045; what is no code stays as it is. In headers (`q_words`, RFC 2047) '_' is a space.
[[nodiscard]] std::string decode_quoted_printable(std::string_view text, bool q_words = false);

struct Unflowed {
  std::string text;
  std::vector<std::uint32_t>
      lines;  // for each of its lines, which line of the original it began at
};

// RFC 3676: lines that end in a space go on in the next, as long as it is quoted as deeply.
// `delete_space` takes that space away (DelSp=yes).
[[nodiscard]] Unflowed unflow(std::string_view text, bool delete_space);

}  // namespace quire::extract::formats
