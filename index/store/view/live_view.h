#pragma once
// What the library has published, for the readers of the same process: which segments there are,
// and which of their documents no longer count. A publish may take several commits; readers move to
// it when it is whole, and never in between. Thread-safe.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/story/stories.h"

namespace quire::store {

// Ids of documents within one segment, ascending.
using DocumentIds = std::vector<std::uint32_t>;

struct SegmentWords;  // segment_words.h
class WordsCache;     // words_cache.h
class ColumnsCache;   // columns_cache.h
class PostingsCache;  // postings_cache.h
class NewsJournal;    // news_journal.h
using WordPieces = std::vector<std::shared_ptr<const SegmentWords>>;

struct SegmentView {
  std::string name;
  std::uint64_t revision = 0;  // goes up when the segment itself was written to; 0: sealed
  // Tombstones: documents that were replaced or removed, but still stand there. May be null.
  std::shared_ptr<const DocumentIds> removed = nullptr;
  // Of a fresh segment, all its words. Null for one whose terms tell them.
  std::shared_ptr<const WordPieces> words = nullptr;
};

struct View {
  std::uint64_t sequence = 0;  // goes up with every publish; 0: nothing yet
  std::uint64_t news = 0;      // the last number in the journal that its articles have
  bool partial = false;        // articles of damaged segments are still to be read again
  std::vector<SegmentView> segments;
};

class LiveView {
 public:
  LiveView();

  [[nodiscard]] std::uint64_t sequence() const { return sequence_.load(); }
  [[nodiscard]] std::uint64_t news() const { return news_.load(); }

  // Writer: runs `commit()`, and what it returns, a std::optional<View>, is the view from then on
  // (its sequence is set here). No reader moves meanwhile.
  template <class Commit>
  void publish(Commit&& commit) {
    const std::unique_lock lock(mutex_);
    std::optional<View> next = std::forward<Commit>(commit)();
    if (!next) return;
    next->sequence = view_.sequence + 1;
    const bool other_segments = names_of(*next) != names_of(view_);
    view_ = *std::move(next);
    sequence_.store(view_.sequence);
    if (other_segments && new_segments_) new_segments_();
    if (news_.exchange(view_.news) != view_.news && on_news_) on_news_();
  }

  // Who is told when segments have come or gone. Called on the writer's thread; must not wait, nor
  // call back. Empty for nobody.
  void on_new_segments(std::function<void()> told) const {
    const std::unique_lock lock(mutex_);
    new_segments_ = std::move(told);
  }

  // Who is told when articles with new numbers can be read; the same.
  void on_news(std::function<void()> told) const {
    const std::unique_lock lock(mutex_);
    on_news_ = std::move(told);
  }

  // Who is told when a reader could not read what was published. Called on the readers' threads;
  // must not wait, nor call back. Empty for nobody.
  void on_suspicion(std::function<void()> told) const {
    const std::unique_lock lock(mutex_);
    suspicion_ = std::move(told);
  }
  // Reader: a segment seems to be damaged.
  void suspect() const {
    const std::shared_lock lock(mutex_);
    if (suspicion_) suspicion_();
  }

  // Reader: runs `move(view)`. Waits for a publish that is under way, and holds up the next.
  template <class Move>
  auto read(Move&& move) const {
    const std::shared_lock lock(mutex_);
    return std::forward<Move>(move)(view_);
  }

  // What was published in which order; null until the library has been opened.
  [[nodiscard]] std::shared_ptr<const NewsJournal> journal() const {
    return read([this](const View&) { return journal_; });
  }
  // Writer.
  void set_journal(std::shared_ptr<const NewsJournal> journal) {
    const std::unique_lock lock(mutex_);
    journal_ = std::move(journal);
  }

  // What the readers know of the words of its segments.
  [[nodiscard]] const std::shared_ptr<WordsCache>& words() const { return words_; }
  // What they count facets by.
  [[nodiscard]] const std::shared_ptr<ColumnsCache>& columns() const { return columns_; }
  // What they match words by.
  [[nodiscard]] const std::shared_ptr<PostingsCache>& postings() const { return postings_; }
  // Which of the articles are versions of one another.
  [[nodiscard]] const std::shared_ptr<story::Stories>& stories() const { return stories_; }

 private:
  [[nodiscard]] static std::vector<std::string_view> names_of(const View& view);

  const std::shared_ptr<WordsCache> words_;
  const std::shared_ptr<ColumnsCache> columns_;
  const std::shared_ptr<PostingsCache> postings_;
  const std::shared_ptr<story::Stories> stories_ = std::make_shared<story::Stories>();
  mutable std::shared_mutex mutex_;
  View view_;
  std::shared_ptr<const NewsJournal> journal_;
  mutable std::function<void()> new_segments_;
  mutable std::function<void()> suspicion_;
  mutable std::function<void()> on_news_;
  std::atomic<std::uint64_t> sequence_{0};
  std::atomic<std::uint64_t> news_{0};
};

}  // namespace quire::store
