#include "daemon/ingest/passed_over.h"

#include "index/base/utf8.h"

namespace quire::ingest {
namespace {

void shorten(std::string& note) {
  if (note.size() <= PassedOver::kLongestNote) return;
  std::size_t end = PassedOver::kLongestNote;
  while (end > 0 && is_utf8_continuation(note[end])) --end;
  note.resize(end);
  note += "\u2026";
}

}  // namespace

void PassedOver::set(const std::string& path, std::vector<std::string> notes) {
  if (notes.empty() && !any_) return;
  for (std::string& note : notes) shorten(note);
  const MutexLock lock(mutex_);
  std::erase_if(last_, [&path](const File& file) { return file.path == path; });
  if (!notes.empty()) {
    ++files_;
    parts_ += notes.size();
    last_.push_front({path, std::move(notes)});
    if (last_.size() > kFiles) last_.pop_back();
  }
  any_ = !last_.empty();
}

PassedOver::Report PassedOver::report() const {
  const MutexLock lock(mutex_);
  return {files_, parts_, {last_.begin(), last_.end()}};
}

}  // namespace quire::ingest
