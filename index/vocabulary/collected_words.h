#pragma once
// Words of several tables, each with its articles in all of them. Owned by one thread.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "index/vocabulary/expansion.h"

namespace quire::vocabulary {

class CollectedWords {
 public:
  void add(std::string_view word, std::uint64_t articles, std::uint32_t distance = 0);

  // Nearest first, then most frequent, then in the order of their bytes.
  [[nodiscard]] Expansion first(std::size_t limit) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>{}(word);
    }
  };
  struct Count {
    std::uint64_t articles = 0;
    std::uint32_t distance = 0;
  };
  using Words = std::unordered_map<std::string, Count, Hash, std::equal_to<>>;
  using Entry = Words::value_type;

  [[nodiscard]] static bool before(const Entry& a, const Entry& b);

  Words words_;
};

}  // namespace quire::vocabulary
