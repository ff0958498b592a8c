#pragma once
// Which articles were published in which order: each that is new, or has changed, gets the next
// number, and keeps it through restarts, merges and rebuilds, since the numbers stand in a file of
// their own (INDEX/news) and not in the segments. What was published since a number can so be read
// again at any time.
//
// The writer puts a batch into the file first, then commits the index, which notes the last number
// it has; a batch beyond that number never was, and is dropped by the next start. So a killed
// process neither loses a number nor tells one twice. The file is synced with each manifest; after
// a crash of the machine, which costs the fresh segment as well, numbers go on where none can have
// been given (Manifest::reserved).
//
// Written by the writer's thread, read by any.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "index/base/clock.h"
#include "index/base/result.h"
#include "index/base/thread_annotations.h"
#include "index/base/unique_fd.h"
#include "index/store/format/news_mark.h"

namespace quire::store {

// An article that was published.
struct News {
  std::uint64_t number = 0;
  std::uint64_t id = 0;  // see ArticleMark
  bool updated = false;  // it had been published before, with another text
};

struct NewsSlice {
  std::vector<News> news;
  std::uint64_t upto = 0;  // all up to that number is in `news`, unless a later version is there
};

class NewsJournal {
 public:
  struct Start {
    // The last number that the index has; what the file has beyond is dropped. Nothing: all of it
    // counts.
    std::optional<std::uint64_t> committed;
    // Numbers up to this one may have been given, whatever the file says.
    std::uint64_t reserved = 0;
  };

  explicit NewsJournal(std::string path);

  // Reads the file, as far as it is whole. Says whether articles may be missing in it that the
  // index has: then they are to be handed to know().
  [[nodiscard]] Result<bool> open(const Start& start);
  // Articles that are not new, though they may not have been known.
  [[nodiscard]] Result<void> know(std::span<const ArticleMark> marks, std::uint64_t index_last);

  // Whether the article would get a number.
  [[nodiscard]] bool is_news(const ArticleMark& mark) const EXCLUDES(mutex_);
  // Puts down what is new or has changed, to be accepted or discarded. The last number of it, or
  // of what was there when nothing is new.
  [[nodiscard]] Result<std::uint64_t> write(std::span<const ArticleMark> marks, UnixSeconds now);
  // The index has been committed with these numbers.
  void accept() EXCLUDES(mutex_);
  void discard();
  // What was written so far reaches the disk.
  [[nodiscard]] Result<void> sync();

  // The last number that was accepted.
  [[nodiscard]] std::uint64_t last() const EXCLUDES(mutex_);
  // At most `limit` of what was published after `since`, up to `upto`; of an article that has come
  // again by then only the last.
  [[nodiscard]] NewsSlice after(std::uint64_t since, std::uint64_t upto, std::size_t limit) const
      EXCLUDES(mutex_);
  // The last number that was given before that time.
  [[nodiscard]] std::uint64_t before(UnixSeconds when) const EXCLUDES(mutex_);

 private:
  // As it stands in the file.
  struct Entry {
    std::uint64_t number = 0;
    std::uint64_t id = 0;
    std::uint32_t text = 0;  // with flags above kMarkBits
    std::uint32_t state = 0;
  };
  struct Batch {
    UnixSeconds time = 0;
    std::uint64_t last = 0;
    std::vector<Entry> entries;
  };
  // The last number that was given at that time or before.
  struct Moment {
    UnixSeconds time;
    std::uint64_t last;
  };

  [[nodiscard]] static std::string bytes_of(const Batch& batch);
  // Takes a batch off the front; nothing when it is not whole.
  [[nodiscard]] static std::optional<Batch> take_batch(std::string_view& bytes);
  [[nodiscard]] Result<void> put(const Batch& batch);
  [[nodiscard]] Result<std::string> read_all() const;
  [[nodiscard]] Result<void> begin_file();
  // Writes a file of the latest states alone when the old one has grown to much more.
  [[nodiscard]] Result<void> compact_if_large();
  void apply(const Batch& batch) REQUIRES(mutex_);
  [[nodiscard]] const Entry* find(std::uint64_t id) const REQUIRES(mutex_);
  [[nodiscard]] std::size_t slot_of(std::uint64_t id) const REQUIRES(mutex_);
  void point(std::uint64_t id, std::size_t entry) REQUIRES(mutex_);
  void grow() REQUIRES(mutex_);

  const std::string path_;
  UniqueFd file_;
  std::uint64_t end_ = 0;  // of what counts in the file
  bool unsynced_ = false;
  std::optional<Batch> staged_;
  std::uint64_t staged_end_ = 0;

  mutable Mutex mutex_;
  std::uint64_t last_ GUARDED_BY(mutex_) = 0;
  std::vector<Entry> entries_ GUARDED_BY(mutex_);  // by number
  std::vector<Moment> moments_ GUARDED_BY(mutex_);
  // Open addressing by id: the place of the article's last entry, plus one.
  std::vector<std::uint32_t> places_ GUARDED_BY(mutex_);
  std::size_t articles_ GUARDED_BY(mutex_) = 0;
};

}  // namespace quire::store
