#pragma once
// Which segment holds each file of the library: what a replacement must know, in sixteen bytes a
// file. An open-addressing hash table with linear probing (Knuth, TAOCP 3, 6.4, algorithms L and
// R). Owned by the writer.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace quire::store {

class FileDirectory {
 public:
  struct Entry {
    std::uint64_t file = 0;     // fingerprint of drop and path; 0 is a free place
    std::uint32_t state = 0;    // of its state, shortened
    std::uint32_t segment = 0;  // number; kSeveral: a crash left more than one version
  };
  static constexpr std::uint32_t kSeveral = 0xFFFFFFFF;

  FileDirectory();

  [[nodiscard]] std::optional<Entry> find(std::uint64_t file) const;
  // In the place of what there was of the file.
  void put(std::uint64_t file, std::uint32_t state, std::uint32_t segment);
  void erase(std::uint64_t file);
  [[nodiscard]] std::size_t size() const { return used_; }

  // Calls `use(entry)` for each, in no order.
  template <class Use>
  void for_each(Use use) const {
    for (const Entry& entry : entries_) {
      if (entry.file != 0) use(entry);
    }
  }

 private:
  [[nodiscard]] std::size_t home(std::uint64_t file) const { return file & (entries_.size() - 1); }
  // Where the file is, or the free place where it would go.
  [[nodiscard]] std::size_t place(std::uint64_t file) const;
  void grow();

  std::vector<Entry> entries_;  // a power of two, at most three quarters used
  std::size_t used_ = 0;
};

}  // namespace quire::store
