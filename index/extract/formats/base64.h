#pragma once
// Base64 (RFC 4648) as mails and feeds carry it. Pure function.

#include <string>
#include <string_view>

namespace quire::extract::formats {

// The bytes; what does not belong to the alphabet is passed over, as RFC 2045 wants it.
[[nodiscard]] std::string decode_base64(std::string_view text);

}  // namespace quire::extract::formats
