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

// The same the other way round. Behind the end are zeros.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes)
      : in_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  // What put() had; `range` is not 0.
  std::uint64_t get(std::uint64_t range) {
    const unsigned width = static_cast<unsigned>(std::bit_width(range - 1));
    const std::uint64_t spare = (std::uint64_t{1} << width) - range;
    if (spare == 0) return take(width);
    const std::uint64_t short_begin = (range - spare) / 2;
    std::uint64_t value = take(width - 1);
    if (value < short_begin && take(1) != 0) value += short_begin + spare;
    return value;
  }

 private:
  std::uint64_t take(unsigned width) {
    while (held_ < width) {
      const auto byte = in_ != end_ ? static_cast<unsigned char>(*in_++) : 0U;
      bits_ |= std::uint64_t{byte} << held_;
      held_ += 8;
    }
    const std::uint64_t value = bits_ & ((std::uint64_t{1} << width) - 1);
    bits_ >>= width;
    held_ -= width;
    return value;
  }

  const char* in_;
  const char* const end_;
  std::uint64_t bits_ = 0;
  unsigned held_ = 0;
};

// What lies between the first and the last of `positions`, which stand there.
void get_between(BitReader& bits, std::span<std::uint32_t> positions) {
  while (positions.size() > 2) {
    const std::size_t last = positions.size() - 1;
    const std::size_t middle = last / 2;
    const std::uint64_t room = std::uint64_t{positions[last]} - positions[0] - last + 1;
    positions[middle] = static_cast<std::uint32_t>(positions[0] + middle + bits.get(room));
    get_between(bits, positions.first(middle + 1));
    positions = positions.subspan(middle);
  }
}

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

bool get_positions(std::string_view bytes, std::vector<std::uint32_t>& positions) {
  constexpr std::uint64_t kMost = 1U << 24;
  const char* in = bytes.data();
  std::uint32_t last = 0;
  if (!next_varint(in, bytes.data() + bytes.size(), last)) return false;
  const std::string_view rest = bytes.substr(static_cast<std::size_t>(in - bytes.data()));
  if (rest.empty()) {
    positions.push_back(last);
    return true;
  }
  if (last == 0) return false;
  BitReader bits(rest);
  const auto first = static_cast<std::uint32_t>(bits.get(last));
  const std::uint64_t count = bits.get(last - first) + 2;
  if (count > kMost) return false;
  const std::size_t before = positions.size();
  positions.resize(before + count);
  positions[before] = first;
  positions.back() = last;
  get_between(bits, std::span(positions).subspan(before));
  return true;
}

}  // namespace quire::glass
