#pragma once
// Which extractor read a file.

#include <cstdint>

namespace quire::article {

// Raised whenever the same bytes may give other articles than before: files that were read by an
// older version are read again.
inline constexpr std::uint32_t kExtractorVersion = 4;

}  // namespace quire::article
