#pragma once
// UTF-8 (RFC 3629): validation, decoding, counting. Offsets on the wire count code points.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quire {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

struct DecodedChar {
  char32_t code_point = 0;
  std::uint8_t length = 0;  // bytes, 1 to 4
  bool valid = true;        // false: U+FFFD stands for one byte that is not UTF-8
};

// The code point at text[offset]; offset < text.size().
[[nodiscard]] DecodedChar decode_utf8(std::string_view text, std::size_t offset);

void append_utf8(std::string& out, char32_t code_point);

// The offset of the first byte that is not UTF-8; nothing when all is well.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// `text` with every invalid byte replaced by U+FFFD.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

// How many code points stand in `text` (invalid bytes count one each when text is valid otherwise).
[[nodiscard]] std::size_t count_code_points(std::string_view text);

// The byte offset of code point number `count`, or text.size() when there are fewer.
[[nodiscard]] std::size_t byte_offset_of(std::string_view text, std::size_t count);

// How many bytes of ASCII `text` begins with.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text);

// The offset of the first control character of ASCII (below 0x20, or 0x7F) at or after `from`;
// text.size() when there is none.
[[nodiscard]] std::size_t find_control(std::string_view text, std::size_t from);

[[nodiscard]] constexpr bool is_utf8_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace quire
