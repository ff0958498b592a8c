#pragma once
// Learns which paragraphs recur across the articles of one source: what a publisher puts under each
// of them. Nothing is deleted for it; such a paragraph only counts for less.
//
// For each paragraph, by a hash, it remembers in which articles it was seen, up to as many as it
// takes to be sure: the table holds kParagraphs of them in a few megabytes, and when it is full
// those that were seen in one article alone make room. What it has learned ends with the process;
// articles that are read again by a later one are judged anew.

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/article/article.h"
#include "index/base/thread_annotations.h"

namespace quire::extract {

class BoilerplateMemory {
 public:
  // Articles of one source in which a paragraph must stand to be boilerplate.
  static constexpr std::size_t kArticles = 8;
  // A shorter paragraph (in bytes) may well recur: "Yes.", "Photo".
  static constexpr std::size_t kShortest = 25;
  static constexpr std::size_t kParagraphs = 100'000;

  // Takes note of an article's paragraphs, the parts of `body` between empty lines; `source` tells
  // whose it is, `article` which one (the same each time it is read). Returns those that are
  // boilerplate by now. Any thread.
  [[nodiscard]] std::vector<article::TextRange> note(std::string_view source,
                                                     std::string_view article,
                                                     std::string_view body) EXCLUDES(mutex_);

 private:
  struct Seen {
    std::array<std::uint32_t, kArticles> articles{};  // hashes; 0: none yet
    std::uint8_t count = 0;
  };

  // Whether the paragraph has been seen in enough articles, this one among them.
  bool note_one(std::uint64_t paragraph, std::uint32_t article) REQUIRES(mutex_);
  void make_room() REQUIRES(mutex_);

  Mutex mutex_;
  std::unordered_map<std::uint64_t, Seen> seen_ GUARDED_BY(mutex_);
};

}  // namespace quire::extract
