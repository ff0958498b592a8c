#include "index/text/mojibake.h"

#include <algorithm>
#include <array>

#include "index/base/utf8.h"

namespace quire::text {
namespace {

// windows-1252's characters for bytes 0x80 to 0x9F; those that it leaves open stand for themselves,
// as in the Encoding Standard.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

constexpr char32_t kFirstC1 = 0x80;
constexpr char32_t kLastC1 = 0x9F;
constexpr char32_t kNextLine = 0x85;

bool is_c1(char32_t c) { return c >= kFirstC1 && c <= kLastC1; }

// The byte that windows-1252 writes for it.
std::optional<char> windows_1252_byte(char32_t c) {
  const auto* at = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  if (at != kWindows1252.end()) return static_cast<char>(0x80 + (at - kWindows1252.begin()));
  if (c < 0x80 || c > 0xFF) return std::nullopt;
  return static_cast<char>(c);
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// The run of characters beyond ASCII at `offset`, as bytes of windows-1252; moves `offset` past it.
std::optional<std::string> run_as_windows_1252(std::string_view text, std::size_t& offset) {
  std::string bytes;
  while (offset < text.size() && !is_ascii(text[offset])) {
    const DecodedChar c = decode_utf8(text, offset);
    const auto byte = windows_1252_byte(c.code_point);
    if (!byte) return std::nullopt;
    bytes.push_back(*byte);
    offset += c.length;
  }
  return bytes;
}

std::optional<std::string> decoded_once_more(std::string_view text) {
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t ascii = ascii_prefix(text.substr(offset));
    out += text.substr(offset, ascii);
    offset += ascii;
    if (offset == text.size()) break;
    const auto run = run_as_windows_1252(text, offset);
    if (!run || first_invalid_utf8(*run)) return std::nullopt;
    out += *run;
  }
  return out;
}

std::optional<std::string> without_c1(std::string_view text) {
  // In UTF-8 all C1 controls begin with this byte.
  constexpr char kLead = '\xC2';
  bool certain = false;
  for (auto at = text.find(kLead); at != std::string_view::npos; at = text.find(kLead, at + 1)) {
    const char32_t c = decode_utf8(text, at).code_point;
    if (is_c1(c) && c != kNextLine && kWindows1252.at(c - kFirstC1) != c) certain = true;
  }
  if (!certain) return std::nullopt;
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedChar c = decode_utf8(text, offset);
    append_utf8(out, is_c1(c.code_point) ? kWindows1252.at(c.code_point - kFirstC1) : c.code_point);
    offset += c.length;
  }
  return out;
}

}  // namespace

std::optional<std::string> mend_mojibake(std::string_view text) {
  if (ascii_prefix(text) == text.size()) return std::nullopt;
  if (auto once_more = decoded_once_more(text)) return once_more;
  return without_c1(text);
}

}  // namespace quire::text
