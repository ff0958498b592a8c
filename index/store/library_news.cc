#include <algorithm>

#include "index/store/format/file_state.h"
#include "index/store/format/schema.h"
#include "index/store/library_core.h"

namespace quire::store {
namespace {

// Numbers that a manifest sets aside for what is published before the next one, so that none is
// given twice when the machine goes down.
constexpr std::uint64_t kReserve = 10'000;

// The marks of a database's articles, of whose texts nothing is known.
void add_marks(const Xapian::Database& database, std::vector<ArticleMark>& marks) {
  std::vector<std::uint64_t> ids(std::size_t{database.get_lastdocid()} + 1);
  const std::string prefix(prefix::kId);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::uint64_t id = id_number((*term).substr(prefix.size()));
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at) {
      ids[*at] = id;
    }
  }
  for (auto it = database.valuestream_begin(slot::kFile);
       it != database.valuestream_end(slot::kFile); ++it) {
    const auto slot = decode_file_slot(*it);
    if (slot) marks.push_back({ids[it.get_docid()], 0, mark_state(slot->state)});
  }
}

}  // namespace

Result<void> LibraryCore::open_news(bool fresh_is_lost) {
  if (news_) return {};
  auto news = std::make_shared<NewsJournal>(join_path(folder_.path(), "news"));
  NewsJournal::Start start;
  if (!manifest_lost_) start.committed = manifest_.numbered;
  if (fresh_is_lost) {
    start.reserved = manifest_.reserved;
  } else if (start.committed) {
    const auto noted = guarded("open the fresh segment", [this] { return fresh_.noted_number(); });
    if (!noted) return noted.error();
    start.committed = std::max(*start.committed, *noted);
  }
  const auto incomplete = news->open(start);
  if (!incomplete) return incomplete.error();
  news_ = std::move(news);
  view_->set_journal(news_);
  if (!*incomplete) return {};
  auto marks = guarded("list the articles of the index", [this] { return all_marks(); });
  if (!marks) return marks.error();
  return news_->know(*marks, news_->last());
}

std::vector<ArticleMark> LibraryCore::all_marks() {
  std::vector<ArticleMark> marks;
  for (const auto& segment : live_.segments()) add_marks(segment->database(), marks);
  if (fresh_.is_open()) add_marks(fresh_.database(), marks);
  return marks;
}

Result<std::uint64_t> LibraryCore::write_news(const PendingMarks& pending) {
  if (pending.empty()) return news_->last();
  const auto now = options_.now ? options_.now() : SystemClock().wall_nanoseconds() / 1'000'000'000;
  return news_->write(pending.list(), now);
}

Result<void> LibraryCore::publish_numbered(Manifest& next, std::uint64_t numbered) {
  next.numbered = numbered;
  next.reserved = numbered + kReserve;
  auto published = news_->sync();
  if (published) published = folder_.publish(next);
  if (!published) {
    news_->discard();
    return published;
  }
  news_->accept();
  manifest_ = std::move(next);
  return {};
}

Result<void> LibraryCore::reserve_numbers(std::uint64_t numbered) {
  if (options_.durability == Durability::kAlways) {
    if (auto synced = news_->sync(); !synced) return synced;
  }
  if (numbered <= manifest_.reserved) return {};
  Manifest next = manifest_;
  ++next.generation;
  next.reserved = numbered + kReserve;
  if (auto published = folder_.publish(next); !published) return published;
  manifest_ = std::move(next);
  return {};
}

void LibraryCore::note_news(const BuiltFile& file, bool into_rebuild) {
  const std::uint64_t key = fingerprint(file.file);
  if (!into_rebuild) return adopted_marks_.put(key, file.marks);
  // The same bytes read again are no news.
  std::vector<ArticleMark> marks;
  std::copy_if(file.marks.begin(), file.marks.end(), std::back_inserter(marks),
               [this](const ArticleMark& mark) { return news_->is_news(mark); });
  if (!marks.empty()) rebuild_->news.push_back({key, short_state(file.state), std::move(marks)});
}

void LibraryCore::note_rebuilt_news(Rebuild& built) {
  for (auto& one : built.news) {
    const auto known = live_.directory().find(one.file);
    if (known && known->state == one.state) adopted_marks_.put(one.file, std::move(one.marks));
  }
}

}  // namespace quire::store
