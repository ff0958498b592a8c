#pragma once
// A sorted list of words with the number of articles that have each, packed: words stand in blocks,
// each written as what it shares with the one before and the rest (front coding; Witten, Moffat and
// Bell, "Managing Gigabytes", 2nd edition, 4.1). Immutable; any number of threads may read it.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quire::vocabulary {

class WordTable {
 public:
  // Takes words down, in ascending order of their bytes, each once. Owned by one thread.
  class Builder {
   public:
    void add(std::string_view word, std::uint64_t articles);
    // The builder is empty again.
    [[nodiscard]] WordTable build();

   private:
    friend class WordTable;
    std::string bytes_;
    std::vector<std::uint32_t> blocks_;
    std::string last_;
    std::uint32_t size_ = 0;
  };

  // A place in the table. Valid as long as the table.
  class Cursor {
   public:
    // False behind the last word; then only at_end() and seek() may be called.
    [[nodiscard]] bool at_end() const { return index_ >= table_->size_; }
    [[nodiscard]] std::string_view word() const { return word_; }
    [[nodiscard]] std::uint64_t articles() const { return articles_; }
    [[nodiscard]] std::uint32_t index() const { return index_; }
    void next();
    // To the first word that is not before `word`. Forwards only.
    void seek(std::string_view word);
    // To the first word behind all that begin with the first `length` bytes of this one.
    void skip_prefix(std::size_t length);

   private:
    friend class WordTable;
    explicit Cursor(const WordTable& table) : table_(&table) {}
    void enter(std::size_t block);  // at its first word
    void read(std::size_t shared);  // the rest of a word that begins like the one before

    const WordTable* table_;
    const char* at_ = nullptr;  // behind the word
    std::uint32_t index_ = 0;
    std::string word_;
    std::uint64_t articles_ = 0;
  };

  WordTable() = default;

  // 0 for a word that it does not have.
  [[nodiscard]] std::uint64_t articles(std::string_view word) const;
  [[nodiscard]] Cursor begin() const { return at(0); }
  // At the first word that is not before `word`.
  [[nodiscard]] Cursor at_least(std::string_view word) const;
  // At the word of that number.
  [[nodiscard]] Cursor at(std::uint32_t index) const;

  [[nodiscard]] std::uint32_t size() const { return size_; }
  // What it takes in memory.
  [[nodiscard]] std::size_t bytes() const;

 private:
  // The words of one block are read one after another to find one of them.
  static constexpr std::uint32_t kBlock = 16;

  [[nodiscard]] std::string_view first_of(std::size_t block) const;
  // The last block, not before `from`, that does not begin behind the word.
  [[nodiscard]] std::size_t block_of(std::string_view word, std::size_t from) const;

  std::string bytes_;
  std::vector<std::uint32_t> blocks_;  // where each begins
  std::uint32_t size_ = 0;
};

// All words of both, with the articles of both.
[[nodiscard]] WordTable merged(const WordTable& a, const WordTable& b);

}  // namespace quire::vocabulary
