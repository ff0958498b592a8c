#pragma once
// The words of a database: each distinct term once, with an id, found by hashing. Owned by one
// thread.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "index/glass/byte_coding.h"

namespace quire::glass {

// The first 16 bytes of a term, zeros after it. The first byte is the lowest of head[0].
struct TermHead {
  std::uint64_t head[2] = {};

  bool operator==(const TermHead&) const = default;
};

// A term to be looked up.
struct TermKey {
  static constexpr std::size_t kHeadBytes = 16;

  TermHead head;
  std::uint32_t hash = 0;
  std::uint32_t length = 0;
};

// A term and what is counted of it. 64 bytes, so that looking one up touches one line of cache.
struct alignas(64) Term {
  TermHead head;
  std::uint64_t text = 0;           // where the text begins in the table's bytes
  std::uint64_t occurrences = 0;    // sum of wdf
  std::uint64_t posting_bytes = 0;  // size of its inverted postings
  std::uint32_t length = 0;         // bytes of text
  std::uint32_t documents = 0;      // that hold the term
  std::uint32_t last_document = 0;  // the last of them
  std::uint32_t place = 0;          // in the list of the open document's terms, if it is there
};

class TermTable {
 public:
  TermTable();

  // Looking a term up waits for memory twice. Who has several to look up prepares each, then calls
  // fetch_slot, fetch_term and intern, with other work (on the other terms) in between.
  [[nodiscard]] TermKey prepare(std::string_view term) const;
  void fetch_slot(const TermKey& key) const;
  void fetch_term(const TermKey& key) const;

  // The id of `term` (1 to 245 bytes). Ids are 0, 1, 2, ... in the order first seen.
  std::uint32_t intern(const TermKey& key, std::string_view term);
  std::uint32_t intern(std::string_view term) { return intern(prepare(term), term); }

  [[nodiscard]] Term& operator[](std::uint32_t id) { return terms_[id]; }
  [[nodiscard]] const Term& operator[](std::uint32_t id) const { return terms_[id]; }
  [[nodiscard]] std::string_view text(const Term& term) const {
    return {texts_.data() + term.text, term.length};
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(terms_.size()); }

  // All ids in the order of their terms' bytes.
  [[nodiscard]] std::vector<std::uint32_t> sorted() const;

  [[nodiscard]] std::size_t bytes() const;
  // Forgets the terms, keeps the memory.
  void clear();

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t id_plus_one = 0;  // 0: free
  };

  std::uint32_t add(const TermKey& key, std::string_view term);
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half full
  std::vector<Term> terms_;
  ByteBuffer texts_;
  std::uint64_t seed_;
};

}  // namespace quire::glass
