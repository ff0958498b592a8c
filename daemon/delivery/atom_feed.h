#pragma once
// The last matches of an alert as a feed: Atom (RFC 4287). The file is its own memory: each entry
// is one line with its number, so that a daemon that starts goes on with what stands there. An
// entry's id is made of the article's, so a match that comes again takes the place of the one
// before. Owned by one thread.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "daemon/protocol/messages.h"
#include "index/base/clock.h"

namespace quire::delivery {

class AtomFeed {
 public:
  // `path` is that of its file. The newest `most` entries are kept.
  AtomFeed(std::string alert, std::string query, std::string path, std::size_t most);

  // Whether it is what text() wrote, of whatever alert.
  [[nodiscard]] static bool is_one(std::string_view text);
  // Takes over the entries of a file that text() wrote; what is not such a line is passed over.
  void read(std::string_view text);
  // The match with that number, found at that time.
  void add(std::uint64_t number, const protocol::Hit& hit, UnixSeconds now);
  // Complete; newest first.
  [[nodiscard]] std::string text(UnixSeconds now) const;
  // The number of the newest entry; 0 when there is none.
  [[nodiscard]] std::uint64_t last() const {
    return entries_.empty() ? 0 : entries_.front().number;
  }

 private:
  struct Entry {
    std::uint64_t number = 0;
    std::string id;
    std::string updated;  // RFC 3339
    std::string line;     // the XML
  };
  void put(Entry entry);

  std::string alert_;
  std::string query_;
  std::string path_;
  std::size_t most_;
  std::deque<Entry> entries_;  // newest first
};

}  // namespace quire::delivery
