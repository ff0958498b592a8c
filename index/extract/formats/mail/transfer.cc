#include "index/extract/formats/mail/transfer.h"

#include <algorithm>
#include <optional>

namespace quire::extract::formats {
namespace {

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

// How long a soft line break at the front is ("=" and white space up to the line's end); 0 for
// none.
std::size_t soft_break(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) ++end;
  if (end == text.size()) return end;
  return text[end] == '\n' ? end + 1 : 0;
}

std::size_t quote_depth(std::string_view line) {
  return std::min(line.find_first_not_of('>'), line.size());
}

}  // namespace

std::string decode_quoted_printable(std::string_view text, bool q_words) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (q_words && text[i] == '_') {
      out.push_back(' ');
      ++i;
      continue;
    }
    if (text[i] != '=') {
      out.push_back(text[i++]);
      continue;
    }
    const auto high = i + 2 < text.size() ? hex_value(text[i + 1]) : std::nullopt;
    const auto low = i + 2 < text.size() ? hex_value(text[i + 2]) : std::nullopt;
    if (high && low) {
      out.push_back(static_cast<char>(*high * 16 + *low));
      i += 3;
    } else if (const std::size_t length = soft_break(text.substr(i)); length > 0) {
      i += length;
    } else {
      out.push_back(text[i++]);
    }
  }
  return out;
}

Unflowed unflow(std::string_view text, bool delete_space) {
  Unflowed out;
  std::size_t open_depth = 0;
  bool open = false;  // the line before goes on
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t depth = quote_depth(line);
    const std::string_view quotes = line.substr(0, depth);
    line.remove_prefix(depth);
    if (line.starts_with(' ')) line.remove_prefix(1);
    const bool signature = line == "-- ";
    if (!open || depth != open_depth || signature) {
      if (number > 1) out.text.push_back('\n');
      out.lines.push_back(number);
      out.text += quotes;
      if (depth > 0) out.text.push_back(' ');
    }
    open = line.ends_with(' ') && !signature;
    open_depth = depth;
    if (open && delete_space) line.remove_suffix(1);
    out.text += line;
  }
  return out;
}

}  // namespace quire::extract::formats
