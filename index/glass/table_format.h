#pragma once
// Measures and marks of the glass format (Xapian 1.4) that several parts share.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quire::glass {

// Tags of termlist and docdata that are longer than this are compressed if that makes them smaller.
inline constexpr std::uint32_t kCompressAbove = 18;

// A posting list or a value stream is cut into chunks of about this many bytes.
inline constexpr std::size_t kChunkBytes = 2000;

// How keys of the postlist table begin that belong to no term.
inline constexpr std::string_view kValueStatisticsKey{"\0\xD0", 2};
inline constexpr std::string_view kValueChunkKey{"\0\xD8", 2};
inline constexpr std::string_view kLengthsKey{"\0\xE0", 2};

}  // namespace quire::glass
