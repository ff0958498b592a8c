#include "daemon/ingest/work/file_reader.h"

#include "index/base/uri.h"
#include "index/extract/extract.h"

namespace quire::ingest {
namespace {

std::string path_of(const FileWork& work) { return join_path(work.drop->root, work.relative); }

Error no_article(FileKind kind) {
  if (kind == FileKind::kSymlink) {
    return Error{ErrorCode::kUnsupported, "a symbolic link, which is not followed",
                 "drop the file itself, or a hard link"};
  }
  return Error{ErrorCode::kUnsupported, "a device, socket or FIFO", "only regular files are read"};
}

// File systems stamp with the kernel's tick, 10 ms at the most.
constexpr std::chrono::milliseconds kTimeStampTick{10};

// The system is short of something for the moment; the file itself is all right.
bool is_passing(const Error& error) { return error.code == ErrorCode::kBusy; }

}  // namespace

article::FileKey key_of(const FileWork& work) { return {work.drop->name, work.relative}; }

FileReader::Seen FileReader::look_at(const FileWork& work) {
  Seen seen = look(work);
  const bool unread =
      std::holds_alternative<Gone>(seen) || std::holds_alternative<Unreadable>(seen);
  if (unread && options_.passed_over) options_.passed_over(work, {});
  return seen;
}

FileReader::Seen FileReader::look(const FileWork& work) {
  if (work.hidden) return drop_is_there(*work.drop) ? Seen(Gone{}) : Outcome::kUnchanged;
  const auto status = files_.status(path_of(work));
  if (status && status->kind != FileKind::kDirectory) return read(work, *status);
  if (!status && is_passing(status.error())) return Outcome::kUnsettled;
  const bool gone = status.ok() || status.error().code == ErrorCode::kNotFound;
  if (gone && drop_is_there(*work.drop)) return Gone{};
  // Not gone, only out of sight: what the index has of it stays.
  return Outcome::kUnchanged;
}

FileReader::Seen FileReader::read(const FileWork& work, const FileStatus& status) {
  const store::FileState state = store::file_state(status);
  if (status.kind != FileKind::kRegular) return Unreadable{state, no_article(status.kind)};
  if (!work.settled && is_younger(status, options_.settle)) return Outcome::kUnsettled;
  if (auto stored = stored_articles(work, state); !stored.empty()) {
    return Articles{state, std::move(stored), false};
  }
  auto content =
      files_.read_below(work.drop->root, std::string(work.relative), options_.max_file_bytes);
  if (!content) {
    const bool passing =
        is_passing(content.error()) || content.error().code == ErrorCode::kNotFound;
    return passing ? Seen(Outcome::kUnsettled) : Unreadable{state, content.error()};
  }
  if (content->changed) return Outcome::kUnsettled;
  const store::FileState read_state = store::file_state(content->status);
  const bool racing = is_younger(content->status, kTimeStampTick);
  auto articles = articles_in(work, *std::move(content));
  if (!articles) return Unreadable{read_state, articles.error()};
  count_cleaning(*articles);
  note_boilerplate(key_of(work), *articles);
  return Articles{read_state, *std::move(articles), racing};
}

Result<std::vector<article::Article>> FileReader::articles_in(const FileWork& work,
                                                              FileContent content) const {
  std::vector<std::string> notes;
  auto articles = extract::articles_in(key_of(work), std::move(content), &notes, &foreign_);
  if (articles && options_.passed_over) options_.passed_over(work, notes);
  return articles;
}

void FileReader::count_cleaning(const std::vector<article::Article>& articles) {
  for (const article::Article& a : articles) {
    const extract::RuleSet fired(a.cleaned);
    for (std::size_t i = 0; i < cleaned_.size(); ++i) {
      if (fired.test(i)) ++cleaned_[i];
    }
  }
}

// Whose an article is: its source, or the host it was had from, or else the drop folder.
void FileReader::note_boilerplate(const article::FileKey& file,
                                  std::vector<article::Article>& articles) {
  for (article::Article& a : articles) {
    std::string source = a.source.empty() ? host_of(a.url) : a.source;
    if (source.empty()) source = file.drop;
    a.boilerplate = boilerplate_.note(source, article::article_id(file, a.key), a.body);
  }
}

CleaningCounts FileReader::cleaned() const {
  CleaningCounts counts{};
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = cleaned_[i];
  return counts;
}

std::vector<article::Article> FileReader::stored_articles(const FileWork& work,
                                                          const store::FileState& state) const {
  if (work.moved_from.empty() || !stored_) return {};
  return stored_({work.drop->name, work.moved_from}, state);
}

bool FileReader::is_younger(const FileStatus& status, std::chrono::nanoseconds than) const {
  const std::int64_t age = clock_.wall_nanoseconds() - status.mtime_ns;
  // A time in the future says nothing about when the file was written.
  return age >= 0 && std::chrono::nanoseconds(age) < than;
}

bool FileReader::drop_is_there(const Drop& drop) const {
  const std::uint64_t device = drop.device;
  // With "/." it may be a symbolic link, and anything but a folder is an error.
  const auto root = files_.status(join_path(drop.root, "."));
  return device != 0 && root && root->device == device;
}

}  // namespace quire::ingest
