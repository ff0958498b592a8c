#include "index/text/normalizer.h"

#include <unicode/uchar.h>

#include "index/base/utf8.h"
#include "index/text/character_class.h"
#include "index/text/folding.h"

namespace quire::text {
namespace {

// The ASCII twin of a typographic mark, or 0.
char plain_twin(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
    case 0x02BC:
    case 0xFF07:
      return '\'';
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xFF02:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return '-';
    default:
      return u_charType(static_cast<UChar32>(c)) == U_SPACE_SEPARATOR ? ' ' : '\0';
  }
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool may_compose = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedChar c = decode_utf8(text, offset);
    const CharInfo info = char_info(c.code_point);
    append_folded(out, c.code_point, info);
    may_compose = may_compose || info.may_compose;
    offset += c.length;
  }
  if (may_compose) compose(out, 0);
  return out;
}

std::string plain_punctuation(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedChar c = decode_utf8(text, offset);
    const char twin = c.code_point < 0x80 ? '\0' : plain_twin(c.code_point);
    if (twin != '\0') {
      out.push_back(twin);
    } else {
      out.append(text.substr(offset, c.length));
    }
    offset += c.length;
  }
  return out;
}

std::string collapse_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedChar c = decode_utf8(text, offset);
    if (is_space(c.code_point)) {
      space = true;
    } else {
      if (space && !out.empty()) out.push_back(' ');
      space = false;
      out.append(text.substr(offset, c.length));
    }
    offset += c.length;
  }
  return out;
}

}  // namespace quire::text
