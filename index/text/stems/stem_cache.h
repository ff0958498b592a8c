#pragma once
// Words and their stems, found by a view without making a string: an open-addressing hash table
// over one block of characters. Bounded: when it is full it starts over. Owned by one thread at a
// time.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quire::text {

class StemCache {
 public:
  StemCache();

  // Valid until the next insert().
  [[nodiscard]] std::optional<std::string_view> find(std::string_view word) const;

  // `word` must not be there yet; both at most kMaxLength bytes. The stem's copy, valid until the
  // next insert().
  std::string_view insert(std::string_view word, std::string_view stem);

  static constexpr std::size_t kMaxLength = 255;
  static constexpr std::size_t kMaxWords = 65536;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t offset = 0;      // of the word in characters_, its stem right behind it
    std::uint8_t word_length = 0;  // 0: the slot is free
    std::uint8_t stem_length = 0;
  };

  [[nodiscard]] std::size_t slot_of(std::string_view word, std::uint32_t hash) const;

  std::vector<Slot> slots_;
  std::string characters_;
  std::size_t count_ = 0;
};

}  // namespace quire::text
