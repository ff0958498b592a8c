#pragma once
// Numbers as people read them. Pure.

#include <cstdint>
#include <string>
#include <string_view>

namespace quire::cli {

// "21,578"
[[nodiscard]] std::string grouped(std::uint64_t number);
// "1 article", "2 articles"; `noun` takes an s.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);
// "12.3 ms" or "1.25 s"
[[nodiscard]] std::string duration_of(std::uint64_t microseconds);
// "45 s", "12 min", "3 h 5 min", "2 d 4 h"
[[nodiscard]] std::string span_of(std::uint64_t seconds);
// "512 B", "64.0 MiB"
[[nodiscard]] std::string bytes_of(std::uint64_t bytes);

}  // namespace quire::cli
