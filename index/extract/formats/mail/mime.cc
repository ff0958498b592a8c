#include "index/extract/formats/mail/mime.h"

#include <algorithm>

#include "index/extract/formats/base64.h"
#include "index/extract/formats/mail/transfer.h"

namespace quire::extract::formats {
namespace {

std::string encoding_of(const Part& part) {
  return parse_parameters(part.header.raw("content-transfer-encoding")).value;
}

// "--boundary" at the beginning of a line, from `from` on; npos when there is none.
std::size_t find_delimiter(std::string_view body, const std::string& delimiter, std::size_t from) {
  for (auto at = body.find(delimiter, from); at != std::string_view::npos;
       at = body.find(delimiter, at + 1)) {
    const std::size_t behind = at + delimiter.size();
    // One boundary may be the beginning of another.
    const bool whole = behind >= body.size() ||
                       std::string_view(" \t\r\n-").find(body[behind]) != std::string_view::npos;
    if (whole && (at == 0 || body[at - 1] == '\n')) return at;
  }
  return std::string_view::npos;
}

std::size_t line_end(std::string_view body, std::size_t from) {
  const std::size_t end = body.find('\n', from);
  return end == std::string_view::npos ? body.size() : end + 1;
}

class Parser {
 public:
  Part parse(std::string_view bytes, std::size_t depth) {
    Part part;
    part.body = bytes;
    part.header = take_header(part.body);
    part.type = parse_parameters(part.header.raw("content-type"));
    if (part.type.value.find('/') == std::string::npos) part.type.value = "text/plain";
    ++parts_;
    if (depth >= kDeepestMime) return part;
    if (part.type.value.starts_with("multipart/")) {
      split(part, depth);
    } else if (part.type.value == "message/rfc822" && is_verbatim(part)) {
      part.parts.push_back(parse(part.body, depth + 1));
    }
    return part;
  }

 private:
  void split(Part& part, std::size_t depth) {
    const std::string_view boundary = part.type.get("boundary");
    if (boundary.empty()) return;
    const std::string delimiter = "--" + std::string(boundary);
    std::size_t at = find_delimiter(part.body, delimiter, 0);
    while (at != std::string_view::npos && parts_ < kMostParts) {
      const std::size_t behind = at + delimiter.size();
      if (part.body.substr(behind, 2) == "--") return;
      const std::size_t begin = line_end(part.body, behind);
      at = find_delimiter(part.body, delimiter, begin);
      // The line end before a delimiter belongs to it.
      const std::size_t end = std::min(at, part.body.size());
      std::string_view inside = part.body.substr(begin, end - begin);
      if (at != std::string_view::npos && inside.ends_with('\n')) inside.remove_suffix(1);
      part.parts.push_back(parse(inside, depth + 1));
    }
  }

  std::size_t parts_ = 0;
};

}  // namespace

Part parse_mime(std::string_view message) { return Parser().parse(message, 0); }

bool is_verbatim(const Part& part) {
  const std::string encoding = encoding_of(part);
  return encoding != "base64" && encoding != "quoted-printable";
}

std::string content_of(const Part& part) {
  const std::string encoding = encoding_of(part);
  if (encoding == "base64") return decode_base64(part.body);
  if (encoding == "quoted-printable") return decode_quoted_printable(part.body);
  return std::string(part.body);
}

}  // namespace quire::extract::formats
