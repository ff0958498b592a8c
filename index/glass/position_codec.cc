#include "index/glass/position_codec.h"

#include <bit>

#include "index/glass/byte_coding.h"

namespace quire::glass {
namespace {

// Bits into bytes, the low ones first.
class BitWriter {
 public:
  explicit BitWriter(char* out) : out_(out) {}

  // One of `range` values. Where they do not fill a power of two, the ones in the middle are a bit
  // shorter than the others.
  void put(std::uint64_t value, std::uint64_t range) {
    unsigned width = static_cast<unsigned>(std::bit_width(range - 1));
    const std::uint64_t spare = (std::uint64_t{1} << width) - range;
    if (spare > 0) {
      const std::uint64_t short_begin = (range - spare) / 2;
      if (value >= short_begin + spare) {
        value = (value - (short_begin + spare)) | (std::uint64_t{1} << (width - 1));
      } else if (value >= short_begin) {
        --width;
      }
    }
    bits_ |= value << used_;
    used_ += width;
    for (; used_ >= 8; used_ -= 8) {
      *out_++ = static_cast<char>(bits_);
      bits_ >>= 8;
    }
  }

  // The last bits; returns the end of what was written.
  char* finish() {
    if (used_ > 0) *out_++ = static_cast<char>(bits_);
    return out_;
  }

 private:
  char* out_;
  std::uint64_t bits_ = 0;
  unsigned used_ = 0;  // bits held back, below 8 between calls
};

// What lies between the first and the last of `positions`, both known to the reader: the middle
// one, then each half. How many must fit between narrows where the middle one can be.
void put_between(BitWriter& bits, std::span<const std::uint32_t> positions) {
  while (positions.size() > 2) {
    const std::size_t last = positions.size() - 1;
    const std::size_t middle = last / 2;
    const std::uint64_t room = std::uint64_t{positions[last]} - positions[0] - last + 1;
    bits.put(positions[middle] - positions[0] - middle, room);
    put_between(bits, positions.first(middle + 1));
    positions = positions.subspan(middle);
  }
}

}  // namespace

char* put_positions(char* out, std::span<const std::uint32_t> positions) {
  const std::uint32_t first = positions.front();
  const std::uint32_t last = positions.back();
  out = put_varint(out, last);
  if (positions.size() == 1) return out;
  BitWriter bits(out);
  bits.put(first, last);
  bits.put(positions.size() - 2, last - first);
  put_between(bits, positions);
  return bits.finish();
}

}  // namespace quire::glass
