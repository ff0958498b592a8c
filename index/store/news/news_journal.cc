#include "index/store/news/news_journal.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "index/base/file_system.h"
#include "index/base/format.h"
#include "index/base/hash.h"

namespace quire::store {
namespace {

constexpr std::string_view kMagic = "quirenews1\n";
constexpr std::uint32_t kMask = (1U << kMarkBits) - 1;
// The article had been published before.
constexpr std::uint32_t kUpdated = 1U << kMarkBits;
// It has no number of its own: it was known, or changed in nothing that is news.
constexpr std::uint32_t kSilent = 2U << kMarkBits;
constexpr std::size_t kLargestBatch = 1U << 24;  // entries
// Below that size the file may be as long as it likes.
constexpr std::uint64_t kSmallFile = 16U << 20;
constexpr std::uint64_t kTimesLarger = 4;

struct Header {
  std::uint64_t check = 0;  // of all that follows
  std::uint64_t count = 0;
  std::int64_t time = 0;
  std::uint64_t last = 0;
};

Error failed(int number, const std::string& path) { return error_from_errno(number, path); }

Result<void> write_at(int file, std::string_view bytes, std::uint64_t offset,
                      const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed(errno, path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return {};
}

UniqueFd open_file(const std::string& path, int flags) {
  constexpr mode_t kPrivate = 0600;
  return UniqueFd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | flags, kPrivate));
}

}  // namespace

NewsJournal::NewsJournal(std::string path) : path_(std::move(path)) {
  const MutexLock lock(mutex_);
  places_.resize(1024);
}

std::string NewsJournal::bytes_of(const Batch& batch) {
  Header header{0, batch.entries.size(), batch.time, batch.last};
  std::string bytes(sizeof header + batch.entries.size() * sizeof(Entry), '\0');
  std::memcpy(bytes.data() + sizeof header, batch.entries.data(),
              batch.entries.size() * sizeof(Entry));
  std::memcpy(bytes.data(), &header, sizeof header);
  header.check = hash64(std::string_view(bytes).substr(sizeof header.check));
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

std::optional<NewsJournal::Batch> NewsJournal::take_batch(std::string_view& bytes) {
  Header header;
  if (bytes.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.count > kLargestBatch) return std::nullopt;
  const std::size_t size = sizeof header + header.count * sizeof(Entry);
  if (bytes.size() < size) return std::nullopt;
  const std::string_view checked = bytes.substr(sizeof header.check, size - sizeof header.check);
  if (hash64(checked) != header.check) return std::nullopt;
  Batch batch{header.time, header.last, std::vector<Entry>(header.count)};
  std::memcpy(batch.entries.data(), bytes.data() + sizeof header, header.count * sizeof(Entry));
  bytes.remove_prefix(size);
  return batch;
}

Result<std::string> NewsJournal::read_all() const {
  struct stat status {};
  if (::fstat(file_.get(), &status) != 0) return failed(errno, path_);
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t got =
        ::pread(file_.get(), bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(errno, path_);
    if (got == 0) break;
    at += static_cast<std::size_t>(got);
  }
  bytes.resize(at);
  return bytes;
}

Result<void> NewsJournal::begin_file() {
  if (::ftruncate(file_.get(), 0) != 0) return failed(errno, path_);
  end_ = kMagic.size();
  unsynced_ = true;
  return write_at(file_.get(), kMagic, 0, path_);
}

Result<bool> NewsJournal::open(const Start& start) {
  file_ = open_file(path_, 0);
  if (!file_.valid()) return failed(errno, path_);
  auto all = read_all();
  if (!all) return all.error();
  std::string_view rest = *all;
  bool whole = rest.starts_with(kMagic);
  if (whole) {
    const MutexLock lock(mutex_);
    rest.remove_prefix(kMagic.size());
    while (!rest.empty()) {
      std::string_view behind = rest;
      const auto batch = take_batch(behind);
      if (!batch) whole = false;
      if (!batch || (start.committed && batch->last > *start.committed)) break;
      apply(*batch);
      rest = behind;
    }
    end_ = all->size() - rest.size();
  } else if (auto begun = begin_file(); !begun) {
    return begun.error();
  }
  if (::ftruncate(file_.get(), static_cast<off_t>(end_)) != 0) return failed(errno, path_);
  {
    const MutexLock lock(mutex_);
    // The index has numbers that the file has lost.
    if (start.committed && last_ < *start.committed) whole = false;
    last_ = std::max({last_, start.committed.value_or(0), start.reserved});
  }
  if (auto compacted = compact_if_large(); !compacted) return compacted.error();
  return !whole;
}

Result<void> NewsJournal::know(std::span<const ArticleMark> marks, std::uint64_t index_last) {
  Batch batch;
  batch.last = index_last;
  {
    const MutexLock lock(mutex_);
    for (const ArticleMark& mark : marks) {
      if (find(mark.id) != nullptr) continue;
      batch.entries.push_back({index_last, mark.id, mark.text | kSilent, mark.state});
    }
  }
  if (batch.entries.empty()) return {};
  if (auto written = put(batch); !written) return written;
  accept();
  return {};
}

bool NewsJournal::is_news(const ArticleMark& mark) const {
  const MutexLock lock(mutex_);
  const Entry* known = find(mark.id);
  return known == nullptr || ((known->text & kMask) != mark.text && known->state != mark.state);
}

Result<std::uint64_t> NewsJournal::write(std::span<const ArticleMark> marks, UnixSeconds now) {
  Batch batch;
  batch.time = now;
  {
    const MutexLock lock(mutex_);
    std::uint64_t number = last_;
    for (const ArticleMark& mark : marks) {
      const Entry* known = find(mark.id);
      const bool other_text = known == nullptr || (known->text & kMask) != mark.text;
      const bool other_bytes = known == nullptr || known->state != mark.state;
      if (!other_text && !other_bytes) continue;
      const bool news = other_text && other_bytes;
      const std::uint32_t flags = news ? (known != nullptr ? kUpdated : 0) : kSilent;
      if (news) ++number;
      batch.entries.push_back({number, mark.id, mark.text | flags, mark.state});
    }
    batch.last = number;
  }
  const std::uint64_t last = batch.last;
  if (batch.entries.empty()) return last;
  if (auto written = put(std::move(batch)); !written) return written.error();
  return last;
}

Result<void> NewsJournal::put(const Batch& batch) {
  const std::string bytes = bytes_of(batch);
  unsynced_ = true;
  auto written = write_at(file_.get(), bytes, end_, path_);
  if (!written) {
    discard();
    return written;
  }
  staged_ = batch;
  staged_end_ = end_ + bytes.size();
  return {};
}

void NewsJournal::accept() {
  if (!staged_) return;
  const MutexLock lock(mutex_);
  apply(*staged_);
  end_ = staged_end_;
  staged_.reset();
}

void NewsJournal::discard() {
  staged_.reset();
  // What stands behind the end is overwritten, or dropped by the next start.
  (void)::ftruncate(file_.get(), static_cast<off_t>(end_));
}

Result<void> NewsJournal::sync() {
  if (!unsynced_) return {};
  if (::fdatasync(file_.get()) != 0) return failed(errno, path_);
  unsynced_ = false;
  return {};
}

std::uint64_t NewsJournal::last() const {
  const MutexLock lock(mutex_);
  return last_;
}

NewsSlice NewsJournal::after(std::uint64_t since, std::uint64_t upto, std::size_t limit) const {
  const MutexLock lock(mutex_);
  NewsSlice slice;
  auto at = std::upper_bound(
      entries_.begin(), entries_.end(), since,
      [](std::uint64_t number, const Entry& entry) { return number < entry.number; });
  for (; at != entries_.end() && at->number <= upto; ++at) {
    if (slice.news.size() == limit) {
      slice.upto = slice.news.back().number;
      return slice;
    }
    const Entry* latest = find(at->id);
    const bool overtaken = latest != &*at && latest->number <= upto;
    if (overtaken || (at->text & kSilent) != 0) continue;
    slice.news.push_back({at->number, at->id, (at->text & kUpdated) != 0});
  }
  slice.upto = std::max(since, upto);
  return slice;
}

std::uint64_t NewsJournal::before(UnixSeconds when) const {
  const MutexLock lock(mutex_);
  const auto at =
      std::lower_bound(moments_.begin(), moments_.end(), when,
                       [](const Moment& moment, UnixSeconds time) { return moment.time < time; });
  return at == moments_.begin() ? 0 : std::prev(at)->last;
}

void NewsJournal::apply(const Batch& batch) {
  for (const Entry& entry : batch.entries) {
    const std::size_t slot = slot_of(entry.id);
    if (places_[slot] != 0 && (entry.text & kSilent) != 0) {
      Entry& known = entries_[places_[slot] - 1];
      known.text = (known.text & ~kMask) | (entry.text & kMask);
      known.state = entry.state;
      continue;
    }
    entries_.push_back(entry);
    point(entry.id, entries_.size() - 1);
  }
  last_ = std::max(last_, batch.last);
  // A clock that was set back does not make what came later older.
  const UnixSeconds time =
      moments_.empty() ? batch.time : std::max(batch.time, moments_.back().time);
  if (moments_.empty() || moments_.back().time < time) moments_.push_back({time, 0});
  moments_.back().last = last_;
}

const NewsJournal::Entry* NewsJournal::find(std::uint64_t id) const {
  const std::uint32_t place = places_[slot_of(id)];
  return place == 0 ? nullptr : &entries_[place - 1];
}

std::size_t NewsJournal::slot_of(std::uint64_t id) const {
  std::size_t slot = id & (places_.size() - 1);
  while (places_[slot] != 0 && entries_[places_[slot] - 1].id != id) {
    slot = (slot + 1) & (places_.size() - 1);
  }
  return slot;
}

void NewsJournal::point(std::uint64_t id, std::size_t entry) {
  std::uint32_t& place = places_[slot_of(id)];
  const bool known = place != 0;
  place = static_cast<std::uint32_t>(entry + 1);
  if (known) return;
  ++articles_;
  if (articles_ * 4 > places_.size() * 3) grow();
}

void NewsJournal::grow() {
  std::vector<std::uint32_t> old(places_.size() * 2);
  old.swap(places_);
  for (const std::uint32_t place : old) {
    if (place != 0) places_[slot_of(entries_[place - 1].id)] = place;
  }
}

Result<void> NewsJournal::compact_if_large() {
  std::vector<Batch> batches;
  {
    const MutexLock lock(mutex_);
    const std::uint64_t needed = articles_ * sizeof(Entry);
    if (end_ < kSmallFile || end_ < kTimesLarger * needed) return {};
    auto moment = moments_.begin();
    for (const Entry& entry : entries_) {
      if (find(entry.id) != &entry) continue;
      while (moment != moments_.end() && moment->last < entry.number) ++moment;
      const UnixSeconds time = moment == moments_.end() ? 0 : moment->time;
      if (batches.empty() || batches.back().time != time) batches.push_back({time, 0, {}});
      batches.back().entries.push_back(entry);
      batches.back().last = entry.number;
    }
  }
  std::string bytes(kMagic);
  for (const Batch& batch : batches) bytes += bytes_of(batch);
  const std::string fresh_path = path_ + ".new";
  UniqueFd fresh = open_file(fresh_path, O_TRUNC);
  if (!fresh.valid()) return failed(errno, fresh_path);
  if (auto written = write_at(fresh.get(), bytes, 0, fresh_path); !written) return written;
  if (::fdatasync(fresh.get()) != 0) return failed(errno, fresh_path);
  if (::rename(fresh_path.c_str(), path_.c_str()) != 0) return failed(errno, path_);
  file_ = std::move(fresh);
  end_ = bytes.size();
  const MutexLock lock(mutex_);
  const std::uint64_t last = last_;
  entries_.clear();
  moments_.clear();
  places_.assign(1024, 0);
  articles_ = 0;
  for (const Batch& batch : batches) apply(batch);
  last_ = last;
  return {};
}

}  // namespace quire::store
