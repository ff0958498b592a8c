#include "index/glass/deflater.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "index/glass/byte_coding.h"

namespace quire::glass {
namespace {

constexpr unsigned kHashBits = 12;
constexpr std::size_t kShortestMatch = 4;  // the format also knows 3, which hardly pays
constexpr std::size_t kLongestMatch = 258;
constexpr std::size_t kWindow = 32768;
constexpr std::size_t kBlockBytes = 32768;  // of input
constexpr std::uint32_t kEndOfBlock = 256;
constexpr std::uint32_t kFirstLength = 257;
// Places of this many bytes fit above base_ in any case.
constexpr std::uint32_t kHighestBase = 0x80000000;

constexpr std::uint32_t kRepeatLast = 16;      // 3 to 6 times
constexpr std::uint32_t kRepeatZero = 17;      // 3 to 10 times
constexpr std::uint32_t kRepeatZeroLong = 18;  // 11 to 138 times
constexpr unsigned kMaxLengthCodeBits = 7;
constexpr std::uint8_t kLengthOrder[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                         11, 4,  12, 3, 13, 2, 14, 1, 15};

// A length or a distance: its code, and the bits beyond it.
struct Coded {
  std::uint16_t code;
  std::uint16_t value;  // of the extra bits
  std::uint32_t extra;  // how many bits
};

// The low `extra` bits of `past` are written as they are, the others tell the code from `code` on.
inline Coded split(std::uint32_t past, std::uint32_t extra, std::uint32_t code) {
  return {static_cast<std::uint16_t>(code + (past >> extra)),
          static_cast<std::uint16_t>(past & ((1U << extra) - 1)), extra};
}

inline Coded code_of_length(std::uint32_t length) {
  const std::uint32_t past = length - 3;
  if (length == kLongestMatch) return {kFirstLength + 28, 0, 0};
  const auto extra = static_cast<std::uint32_t>(std::bit_width(past | 7)) - 3;
  return split(past, extra, kFirstLength + (extra << 2));
}

inline Coded code_of_distance(std::uint32_t distance) {
  const std::uint32_t past = distance - 1;
  const auto extra = static_cast<std::uint32_t>(std::bit_width(past | 3)) - 2;
  return split(past, extra, extra << 1);
}

// Of the four bytes at a place; the factor is the golden ratio in 32 bits.
std::size_t hash_at(std::string_view in, std::size_t at) {
  return load_little<std::uint32_t>(in.data() + at) * 0x9E3779B1U >> (32 - kHashBits);
}

unsigned extra_of(std::uint32_t symbol) {
  if (symbol == kRepeatLast) return 2;
  if (symbol == kRepeatZero) return 3;
  return symbol == kRepeatZeroLong ? 7 : 0;
}

template <std::size_t kSize>
std::size_t without_zeros(const std::array<HuffmanCode, kSize>& codes, std::size_t size,
                          std::size_t least) {
  while (size > least && codes[size - 1].length == 0) --size;
  return size;
}

}  // namespace

// Codes into bytes, low bits first, several codes at a time. Passed by value, so that it stays in
// registers while bytes are written.
class Deflater::BitWriter {
 public:
  explicit BitWriter(char* out) : out_(out) {}

  // At most 48 bits between two calls of flush().
  void put(std::uint64_t value, unsigned width) {
    bits_ |= value << used_;
    used_ += width;
  }
  void put(const HuffmanCode& code) { put(code.bits, code.length); }
  void flush() {
    store_little(out_, bits_);
    out_ += used_ / 8;
    bits_ >>= used_ & ~7U;
    used_ %= 8;
  }
  char* finish() {
    flush();
    if (used_ > 0) *out_++ = static_cast<char>(bits_);
    return out_;
  }

 private:
  char* out_;
  std::uint64_t bits_ = 0;
  unsigned used_ = 0;
};

Deflater::Deflater() : heads_(std::size_t{1} << kHashBits), tokens_(kBlockBytes) {
  for (std::size_t symbol = 0; symbol < kMaxSymbols; ++symbol) {
    const bool is_long = symbol >= 144 && symbol < 256;
    const bool is_short = symbol >= 256 && symbol < 280;
    fixed_.literals[symbol].length = is_long ? 9 : is_short ? 7 : 8;
  }
  for (HuffmanCode& code : fixed_.distances) code.length = 5;
  set_code_bits(fixed_.literals);
  set_code_bits(fixed_.distances);
}

char* Deflater::deflate(std::string_view in, char* out, std::size_t limit) {
  BitWriter bits(out);
  std::uint64_t written = 0;
  for (std::size_t begin = 0; begin < in.size();) {
    const std::size_t end = find_tokens(in, begin);
    set_code_lengths(literal_counts_, kMaxCodeBits,
                     std::span(fitted_.literals).first<kLiteralCodes>());
    set_code_lengths(distance_counts_, kMaxCodeBits,
                     std::span(fitted_.distances).first<kDistanceCodes>());
    make_header();
    const std::uint64_t fixed = body_bits(fixed_);
    const std::uint64_t fitted = header_.bits + body_bits(fitted_);
    written += 3 + std::min(fixed, fitted);
    if ((written + 7) / 8 > limit) {
      end_input(in.size());
      return nullptr;
    }
    bits.put(end == in.size() ? 1 : 0, 1);
    bits.put(fixed <= fitted ? 1 : 2, 2);
    if (fixed <= fitted) {
      bits = write_body(bits, fixed_);
    } else {
      set_code_bits(fitted_.literals);
      set_code_bits(fitted_.distances);
      bits = write_body(write_header(bits), fitted_);
    }
    begin = end;
  }
  end_input(in.size());
  return bits.finish();
}

// What was noted of this input is to be found no more.
void Deflater::end_input(std::size_t size) {
  if (size < kHighestBase - base_) {
    base_ += static_cast<std::uint32_t>(size);
  } else {
    std::fill(heads_.begin(), heads_.end(), 0);
    base_ = 1;
  }
}

// Fills tokens_ and the counts for the block at `begin`; returns its end.
std::size_t Deflater::find_tokens(std::string_view in, std::size_t begin) {
  token_count_ = 0;
  literal_counts_.fill(0);
  distance_counts_.fill(0);
  literal_counts_[kEndOfBlock] = 1;
  extra_bits_ = 0;
  const std::size_t end = std::min(in.size(), begin + kBlockBytes);
  in = in.substr(0, end);
  // Places from here on are neither noted nor looked up: too little follows them.
  const std::size_t last = std::max(begin + 8, end) - 8;
  std::size_t at = begin;
  while (at < last) {
    const std::size_t earlier = note_place(in, at);
    if (earlier == at) {
      add_literal(in[at++]);
      continue;
    }
    const std::size_t length = match_length(in, at, earlier);
    add_match(static_cast<std::uint32_t>(length), static_cast<std::uint32_t>(at - earlier));
    const std::size_t past = std::min(at + length, last);
    for (std::size_t i = at + 1; i < past; ++i) {
      heads_[hash_at(in, i)] = base_ + static_cast<std::uint32_t>(i);
    }
    at += length;
  }
  while (at < end) add_literal(in[at++]);
  return end;
}

// Where the same four bytes were last; `at` itself if they were not, or too far away.
std::size_t Deflater::note_place(std::string_view in, std::size_t at) {
  std::uint32_t& head = heads_[hash_at(in, at)];
  const std::uint32_t seen = std::exchange(head, base_ + static_cast<std::uint32_t>(at));
  if (seen < base_) return at;
  const std::size_t earlier = seen - base_;
  const bool matches =
      load_little<std::uint32_t>(in.data() + earlier) == load_little<std::uint32_t>(in.data() + at);
  return matches && at - earlier <= kWindow ? earlier : at;
}

// How far the bytes at `candidate` and at `at` are the same; four of them are known to be.
std::size_t Deflater::match_length(std::string_view in, std::size_t at, std::size_t candidate) {
  const std::size_t most = std::min(kLongestMatch, in.size() - at);
  std::size_t length = kShortestMatch;
  for (; length + 8 <= most; length += 8) {
    const std::uint64_t differs = load_little<std::uint64_t>(in.data() + candidate + length) ^
                                  load_little<std::uint64_t>(in.data() + at + length);
    if (differs != 0) return length + static_cast<std::size_t>(std::countr_zero(differs)) / 8;
  }
  while (length < most && in[candidate + length] == in[at + length]) ++length;
  return length;
}

void Deflater::add_literal(char byte) {
  const auto literal = static_cast<unsigned char>(byte);
  tokens_[token_count_++] = {literal, 0};
  ++literal_counts_[literal];
}

void Deflater::add_match(std::uint32_t length, std::uint32_t distance) {
  tokens_[token_count_++] = {static_cast<std::uint16_t>(length),
                             static_cast<std::uint16_t>(distance)};
  const Coded l = code_of_length(length);
  const Coded d = code_of_distance(distance);
  ++literal_counts_[l.code];
  ++distance_counts_[d.code];
  extra_bits_ += l.extra + d.extra;
}

// Notes the lengths of both codes, runs of the same length as repeats.
void Deflater::make_header() {
  Header& h = header_;
  h.literals = without_zeros(fitted_.literals, kLiteralCodes, kFirstLength);
  h.distances = without_zeros(fitted_.distances, kDistanceCodes, 1);
  std::array<std::uint8_t, kLiteralCodes + kDistanceCodes> lengths;
  const std::size_t count = h.literals + h.distances;
  for (std::size_t i = 0; i < count; ++i) {
    lengths[i] =
        i < h.literals ? fitted_.literals[i].length : fitted_.distances[i - h.literals].length;
  }
  std::array<std::uint32_t, kLengthCodes> counts{};
  h.size = 0;
  const auto note = [&](std::uint32_t symbol, std::size_t extra) {
    ++counts[symbol];
    h.symbols[h.size] = static_cast<std::uint8_t>(symbol);
    h.extra[h.size++] = static_cast<std::uint8_t>(extra);
  };
  for (std::size_t i = 0; i < count;) {
    const std::uint8_t length = lengths[i];
    std::size_t run = 1;
    while (i + run < count && lengths[i + run] == length) ++run;
    i += run;
    if (length != 0) {
      note(length, 0);
      --run;
    }
    while (run >= 3) {
      const std::size_t repeats = std::min<std::size_t>(run, length != 0 ? 6 : 138);
      if (length != 0) {
        note(kRepeatLast, repeats - 3);
      } else if (repeats <= 10) {
        note(kRepeatZero, repeats - 3);
      } else {
        note(kRepeatZeroLong, repeats - 11);
      }
      run -= repeats;
    }
    for (; run > 0; --run) note(length, 0);
  }
  set_code_lengths(counts, kMaxLengthCodeBits, h.codes);
  set_code_bits(h.codes);
  h.orders = kLengthCodes;
  while (h.orders > 4 && h.codes[kLengthOrder[h.orders - 1]].length == 0) --h.orders;
  h.bits = 5 + 5 + 4 + 3 * h.orders;
  for (std::uint32_t symbol = 0; symbol < kLengthCodes; ++symbol) {
    h.bits += std::uint64_t{counts[symbol]} * (h.codes[symbol].length + extra_of(symbol));
  }
}

std::uint64_t Deflater::body_bits(const Codes& codes) const {
  std::uint64_t bits = extra_bits_;
  for (std::size_t i = 0; i < kLiteralCodes; ++i) {
    bits += std::uint64_t{literal_counts_[i]} * codes.literals[i].length;
  }
  for (std::size_t i = 0; i < kDistanceCodes; ++i) {
    bits += std::uint64_t{distance_counts_[i]} * codes.distances[i].length;
  }
  return bits;
}

Deflater::BitWriter Deflater::write_header(BitWriter bits) const {
  const Header& h = header_;
  bits.put(h.literals - kFirstLength, 5);
  bits.put(h.distances - 1, 5);
  bits.put(h.orders - 4, 4);
  bits.flush();
  for (std::size_t i = 0; i < h.orders; ++i) {
    bits.put(h.codes[kLengthOrder[i]].length, 3);
    bits.flush();
  }
  for (std::size_t i = 0; i < h.size; ++i) {
    bits.put(h.codes[h.symbols[i]]);
    bits.put(h.extra[i], extra_of(h.symbols[i]));
    bits.flush();
  }
  return bits;
}

Deflater::BitWriter Deflater::write_body(BitWriter bits, const Codes& codes) const {
  for (const Token& token : std::span(tokens_).first(token_count_)) {
    if (token.distance == 0) {
      bits.put(codes.literals[token.value]);
    } else {
      const Coded length = code_of_length(token.value);
      const Coded distance = code_of_distance(token.distance);
      bits.put(codes.literals[length.code]);
      bits.put(length.value, length.extra);
      bits.put(codes.distances[distance.code]);
      bits.put(distance.value, distance.extra);
    }
    bits.flush();
  }
  bits.put(codes.literals[kEndOfBlock]);
  bits.flush();
  return bits;
}

}  // namespace quire::glass
