#pragma once
// Answers from the library. Owned by one thread; each thread that searches has its own.

#include <xapian.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "index/store/news/news_batch.h"
#include "index/store/search/file_table.h"
#include "index/store/search/search_types.h"
#include "index/store/view/columns_cache.h"
#include "index/store/view/live_words.h"
#include "index/store/view/postings_cache.h"
#include "index/store/view/reader.h"
#include "index/story/stories.h"
#include "index/vocabulary/vocabulary.h"

namespace quire::store {

struct FailedFile {
  article::FileKey file;
  std::string reason;
};

struct FailedFiles {
  std::uint64_t total = 0;
  std::vector<FailedFile> files;  // the first of them
};

class Searcher {
 public:
  // `index` is the index directory; `files` must outlive the searcher. `live` is the view of the
  // library in this process, if it is the one that writes to the index: see Reader.
  Searcher(FileSystem& files, std::string index, std::shared_ptr<const LiveView> live = nullptr);

  // When the guard's deadline passes on the way, what was found until then. kDeadlineExceeded when
  // that is nothing; kCancelled; kBusy when writers overtook it again and again.
  [[nodiscard]] Result<SearchResult> search(const Xapian::Query& query,
                                            const SearchOptions& options);

  // The words of all segments. Kept from call to call as long as nothing is published; the first
  // to ask after a segment has come goes through its words, unless somebody has in the background.
  [[nodiscard]] Result<std::shared_ptr<const vocabulary::Vocabulary>> vocabulary();
  // The same, but null while the words of a new segment are not known. Never takes long.
  [[nodiscard]] Result<std::shared_ptr<const vocabulary::Vocabulary>> known_vocabulary();

  // What it reads posting lists by, for those who make queries that read them too.
  [[nodiscard]] const std::shared_ptr<PostingsCache>& postings() const { return postings_; }
  // Opens those of new segments, so that no search has to.
  [[nodiscard]] Result<void> open_postings();

  // The articles nearest in subject to an article of the index, best first; at most options.limit
  // of them. Of several versions of one text, of the article's own too, only the best is given.
  // Sort, offset and facets are not looked at. Errors as those of search().
  [[nodiscard]] Result<SearchResult> similar(const StoredArticle& article,
                                             const SearchOptions& options);

  // At most `limit` values of the field, most frequent first, as an article has them written: those
  // in which a word begins with `prefix`, whatever its case and accents ("" for all).
  [[nodiscard]] Result<std::vector<vocabulary::Word>> complete(ValueField field,
                                                               std::string_view prefix,
                                                               std::size_t limit);

  // Of all articles, as they were published last.
  [[nodiscard]] const story::Stories& stories() const { return *stories_; }
  // The story that the article is of; null when it stands alone.
  [[nodiscard]] std::shared_ptr<const story::Story> story_of(const std::string& id) const {
    return stories_->of(story::to_number(id));
  }

  // kNotFound when there is no such article; for a file that could not be read, with the reason.
  [[nodiscard]] Result<StoredArticle> get(const std::string& id);
  // The file's first article.
  [[nodiscard]] Result<StoredArticle> get(const article::FileKey& file);

  // All articles of a file whose recorded state is that; none when there is no such file, when it
  // could not be read, or when a part of the index is missing.
  [[nodiscard]] Result<std::vector<article::Article>> articles_of(const article::FileKey& file,
                                                                  const FileState& state);

  // Runs `work(batch)` on those of the news whose articles are there, or again from the start when
  // writers overtake it. `choose(last)` says which news, `last` being the last number that can be
  // read.
  [[nodiscard]] Result<void> with_news(
      const std::function<std::vector<News>(std::uint64_t)>& choose,
      const std::function<void(const NewsBatch&)>& work);

  // The files the library knows below `folder` of a drop folder ("" for all of it).
  [[nodiscard]] Result<FileTable> files_below(const std::string& drop, const std::string& folder);
  // The paths of the given ones. Those that have gone by now are left out.
  [[nodiscard]] Result<std::vector<article::FileKey>> paths_of(const std::vector<KnownFile>& known);

  // At most `limit` files that could not be read.
  [[nodiscard]] Result<std::vector<FailedFile>> failed_files(std::size_t limit);
  // The same below `folder` of a drop folder, which may be one of the files too; all are counted.
  [[nodiscard]] Result<FailedFiles> failed_below(const std::string& drop, const std::string& folder,
                                                 std::size_t limit);

 private:
  // Of the documents with `term` that are wanted, the one that was added last.
  [[nodiscard]] Result<StoredArticle> newest(const std::string& term, std::string_view what,
                                             const std::function<bool(const FileSlot&)>& wanted);

  [[nodiscard]] SearchResult run_match(const Snapshot& at, const Xapian::Query& query,
                                       const SearchOptions& options) const;
  // With room for `spare` matches that are not shown. `all`: there are no more matches.
  [[nodiscard]] SearchResult run_match(const Snapshot& at, const Xapian::Query& query,
                                       const SearchOptions& options, std::uint64_t spare,
                                       bool& all) const;
  void count_facets(const Snapshot& at, const Xapian::Query& query, const SearchOptions& options,
                    SearchResult& result) const;

  FileSystem& files_;
  LiveWords words_;
  std::shared_ptr<ColumnsCache> columns_;
  std::shared_ptr<PostingsCache> postings_;
  std::shared_ptr<const story::Stories> stories_;
  Reader reader_;
};

}  // namespace quire::store
