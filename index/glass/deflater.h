#pragma once
// Raw deflate streams (RFC 1951), for tags of a kilobyte or so, of which there are very many: on
// those zlib spends most of its time on setting up and on writing bits one code at a time. Owned
// by one thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "index/glass/huffman.h"

namespace quire::glass {

class Deflater {
 public:
  // What deflate() needs at `out` beyond `limit`.
  static constexpr std::size_t kSlack = 16;

  Deflater();

  static constexpr std::size_t kMaxInput = std::size_t{1} << 30;

  // Writes the whole stream of `in` (1 to kMaxInput bytes) to `out`; returns its end, or null if it
  // would take more than `limit` bytes.
  char* deflate(std::string_view in, char* out, std::size_t limit);

 private:
  static constexpr std::size_t kLiteralCodes = 286;
  static constexpr std::size_t kDistanceCodes = 30;
  static constexpr std::size_t kLengthCodes = 19;

  // A literal byte, or a match if `distance` is not 0.
  struct Token {
    std::uint16_t value = 0;  // the byte, or the length of the match
    std::uint16_t distance = 0;
  };
  struct Codes {
    std::array<HuffmanCode, kMaxSymbols> literals;
    std::array<HuffmanCode, 32> distances;
  };
  // How the lengths of a block's codes are written down (RFC 1951, 3.2.7).
  struct Header {
    std::array<std::uint8_t, kLiteralCodes + kDistanceCodes> symbols;
    std::array<std::uint8_t, kLiteralCodes + kDistanceCodes> extra;  // that follow the symbols
    std::size_t size = 0;
    std::size_t literals = 0;   // lengths
    std::size_t distances = 0;  // lengths
    std::size_t orders = 0;     // lengths of the codes of lengths
    std::array<HuffmanCode, kLengthCodes> codes;
    std::uint64_t bits = 0;  // of all of it
  };
  class BitWriter;

  std::size_t find_tokens(std::string_view in, std::size_t begin);
  void end_input(std::size_t size);
  std::size_t note_place(std::string_view in, std::size_t at);
  static std::size_t match_length(std::string_view in, std::size_t at, std::size_t candidate);
  void add_literal(char byte);
  void add_match(std::uint32_t length, std::uint32_t distance);
  void make_header();
  [[nodiscard]] std::uint64_t body_bits(const Codes& codes) const;
  [[nodiscard]] BitWriter write_header(BitWriter bits) const;
  [[nodiscard]] BitWriter write_body(BitWriter bits, const Codes& codes) const;

  std::vector<std::uint32_t> heads_;  // where bytes of a hash were seen last, plus base_
  std::uint32_t base_ = 1;            // of the open input; below are places of earlier ones
  std::vector<Token> tokens_;         // of the open block, and room for the largest
  std::size_t token_count_ = 0;
  std::array<std::uint32_t, kLiteralCodes> literal_counts_;
  std::array<std::uint32_t, kDistanceCodes> distance_counts_;
  std::uint64_t extra_bits_ = 0;  // of all matches
  Header header_;
  Codes fixed_;
  Codes fitted_;
};

}  // namespace quire::glass
