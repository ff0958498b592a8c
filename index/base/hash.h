#pragma once
// XXH64 (xxHash specification, 64 bits), for ids that stay the same on every machine.

#include <cstdint>
#include <string>
#include <string_view>

namespace quire {

[[nodiscard]] std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

// 16 lower-case hex digits.
[[nodiscard]] std::string to_hex(std::uint64_t value);

}  // namespace quire
