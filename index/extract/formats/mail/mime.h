#pragma once
// The parts of a mail (RFC 2045 and 2046). Values over the message's bytes, which outlive them.

#include <string>
#include <string_view>
#include <vector>

#include "index/extract/formats/mail/header.h"

namespace quire::extract::formats {

inline constexpr std::size_t kDeepestMime = 16;  // parts within parts; forwarded mails add up
inline constexpr std::size_t kMostParts = 1000;  // of one message, pictures included

struct Part {
  Header header;
  Parameters type;          // "text/plain" when none is stated
  std::string_view body;    // as it stands in the message
  std::vector<Part> parts;  // of a multipart; the message of a message/rfc822
};

// The message and all that is in it, as far as the limits go.
[[nodiscard]] Part parse_mime(std::string_view message);

// The body with its transfer encoding undone.
[[nodiscard]] std::string content_of(const Part& part);

// Whether the body stands in the message as content_of gives it.
[[nodiscard]] bool is_verbatim(const Part& part);

}  // namespace quire::extract::formats
