#pragma once
// Looks at a file of a drop folder and reads its articles. Thread-safe.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <variant>
#include <vector>

#include "daemon/ingest/work/work.h"
#include "daemon/process/foreign_format.h"
#include "index/article/article.h"
#include "index/base/clock.h"
#include "index/base/file_system.h"
#include "index/extract/clean/boilerplate.h"
#include "index/extract/clean/rules.h"

namespace quire::ingest {

struct FileReaderOptions {
  std::uint64_t max_file_bytes = 64U << 20;
  // A file that was written to within that time may not be finished.
  std::chrono::milliseconds settle{200};
  std::vector<process::ForeignFormat> foreign{};  // read by other programs
  // Told what of a file was passed over, and why (a broken line, a picture in an archive): nothing
  // of one that is gone or is not read at all. Called on the reading thread; may be empty.
  std::function<void(const FileWork&, const std::vector<std::string>& notes)> passed_over{};
};

[[nodiscard]] article::FileKey key_of(const FileWork& work);

// The articles that the index has of a file in that state; none when it has not. Thread-safe.
using StoredArticles =
    std::function<std::vector<article::Article>(const article::FileKey&, const store::FileState&)>;

// Articles in which each cleaning rule had something to do, in the order of extract::kRules.
using CleaningCounts = std::array<std::uint64_t, extract::kRules.size()>;

class FileReader {
 public:
  struct Gone {};
  struct Unreadable {
    store::FileState state;
    Error reason;
  };
  struct Articles {
    store::FileState state;
    std::vector<article::Article> articles;
    // It was written to just before: another write may follow under the same time stamp, so that an
    // equal state does not tell that nothing has changed.
    bool racing = false;
  };
  // An Outcome when there is nothing to write, for the reason that it gives.
  using Seen = std::variant<Outcome, Gone, Unreadable, Articles>;

  // `files` and `clock` outlive the reader. Without `stored`, files that were moved are read anew.
  FileReader(FileSystem& files, const Clock& clock, FileReaderOptions options,
             StoredArticles stored = {})
      : files_(files),
        clock_(clock),
        options_(std::move(options)),
        foreign_(options_.foreign),
        stored_(std::move(stored)) {}

  [[nodiscard]] Seen look_at(const FileWork& work);
  // Of all that has been read.
  [[nodiscard]] CleaningCounts cleaned() const;

 private:
  [[nodiscard]] Result<std::vector<article::Article>> articles_in(const FileWork& work,
                                                                  FileContent content) const;
  [[nodiscard]] Seen look(const FileWork& work);
  [[nodiscard]] Seen read(const FileWork& work, const FileStatus& status);
  void count_cleaning(const std::vector<article::Article>& articles);
  void note_boilerplate(const article::FileKey& file, std::vector<article::Article>& articles);
  [[nodiscard]] std::vector<article::Article> stored_articles(const FileWork& work,
                                                              const store::FileState& state) const;
  [[nodiscard]] bool is_younger(const FileStatus& status, std::chrono::nanoseconds than) const;
  [[nodiscard]] bool drop_is_there(const Drop& drop) const;

  FileSystem& files_;
  const Clock& clock_;
  const FileReaderOptions options_;
  const process::ForeignFormats foreign_;
  const StoredArticles stored_;
  extract::BoilerplateMemory boilerplate_;
  std::array<std::atomic<std::uint64_t>, extract::kRules.size()> cleaned_{};
};

}  // namespace quire::ingest
