#pragma once
// Which values of a field each document of a segment has: its terms' posting lists turned round, in
// memory, so that to count a match costs no look-up in the database. Immutable; any number of
// threads may read it. Internal to the store.

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quire::store {

class ValueColumn {
 public:
  // Goes through the terms with `prefix`. Throws Xapian's exceptions.
  ValueColumn(const Xapian::Database& database, std::string_view prefix);

  // How many values there are; they have the numbers below it.
  [[nodiscard]] std::size_t values() const { return first_.size(); }
  // The term without its prefix.
  [[nodiscard]] std::string_view text(std::size_t value) const {
    return std::string_view(texts_).substr(begins_[value], begins_[value + 1] - begins_[value]);
  }
  // A document that has it.
  [[nodiscard]] Xapian::docid example(std::size_t value) const { return first_[value]; }

  // Adds one to `counts[value]` for each value of the document. Sized by values().
  void count(Xapian::docid document, std::vector<std::uint64_t>& counts) const {
    if (document >= of_.size()) return;
    const std::uint32_t entry = of_[document];
    if (entry == kNone) return;
    if ((entry & kSeveral) != 0) return count_several(entry & ~kSeveral, counts);
    ++counts[entry - 1];
  }

 private:
  // Of a document without a value; a value is its number and one.
  static constexpr std::uint32_t kNone = 0;
  // With this bit the rest is where in lists_ the document's values stand.
  static constexpr std::uint32_t kSeveral = 1U << 31;

  void count_several(std::size_t list, std::vector<std::uint64_t>& counts) const;
  void add(Xapian::docid document, std::uint32_t value,
           std::vector<std::pair<Xapian::docid, std::uint32_t>>& further);
  void add_lists(std::vector<std::pair<Xapian::docid, std::uint32_t>> further);

  std::string texts_;
  std::vector<std::uint32_t> begins_ = {0};
  std::vector<Xapian::docid> first_;
  std::vector<std::uint32_t> of_;     // by document
  std::vector<std::uint32_t> lists_;  // a length and so many values, again and again
};

}  // namespace quire::store
