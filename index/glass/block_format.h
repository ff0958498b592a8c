#pragma once
// How a block of a glass table is laid out: revision (4 bytes), level (1), free bytes in one piece
// (2), free bytes (2), end of the directory (2), the directory of the items' offsets (2 each), free
// bytes, items. All big-endian.
//
// A leaf's item: size behind its head, and flags (2 bytes), length of the key (1), key, number of
// the piece (2, not with the first), piece of the tag. A branch's item: number of the block (4
// bytes), length of the key (1), key, number of the piece (2).

#include <cstddef>
#include <cstdint>

namespace quire::glass {

inline constexpr std::size_t kLevelAt = 4;
inline constexpr std::size_t kDirectoryEndAt = 9;
inline constexpr std::size_t kHeaderBytes = 11;
inline constexpr std::size_t kOffsetBytes = 2;

inline constexpr std::size_t kItemHeadBytes = 3;
inline constexpr std::size_t kPieceBytes = 2;
inline constexpr std::uint32_t kCompressed = 0x8000;
inline constexpr std::uint32_t kLastPiece = 0x4000;
inline constexpr std::uint32_t kFirstPiece = 0x2000;
inline constexpr std::uint32_t kItemSizeMask = 0x1FFF;

inline constexpr std::size_t kBranchHeadBytes = 5;

}  // namespace quire::glass
