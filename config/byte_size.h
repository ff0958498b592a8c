#pragma once
// Sizes as people write them: "64 MiB", "512KiB", "4096".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quire::config {

// Bytes. Units are B, KiB, MiB and GiB, in any case; none means bytes. Nothing for anything else.
[[nodiscard]] std::optional<std::uint64_t> parse_byte_size(std::string_view text);

// In the largest unit that keeps it whole: "64 MiB", "1000 B".
[[nodiscard]] std::string format_byte_size(std::uint64_t bytes);

}  // namespace quire::config
