#pragma once
// Articles to documents: terms, positions, values and stored text after the schema.

#include <memory>
#include <optional>
#include <vector>

#include "index/store/format/file_state.h"
#include "index/store/format/news_mark.h"

namespace quire::store {

class ArticleIndexer;  // article_indexer.h
class Documents;       // documents.h; Xapian's part of a prepared file

// A file's new state, ready for the library. May be handed from one thread to another.
class PreparedFile {
 public:
  PreparedFile(article::FileKey file, FileState state);
  PreparedFile(PreparedFile&&) noexcept;
  PreparedFile& operator=(PreparedFile&&) noexcept;
  ~PreparedFile();

  [[nodiscard]] const article::FileKey& file() const { return file_; }
  [[nodiscard]] const FileState& state() const { return state_; }
  // How many articles the file holds; 0 for one that could not be read.
  [[nodiscard]] std::size_t articles() const { return articles_; }
  // About how much memory it takes, in bytes.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] const Documents& documents() const { return *documents_; }
  // Of its articles.
  [[nodiscard]] const std::vector<ArticleMark>& marks() const { return marks_; }

 private:
  friend class SegmentBuilder;
  article::FileKey file_;
  FileState state_;
  std::size_t articles_ = 0;
  std::size_t bytes_ = 0;
  std::unique_ptr<Documents> documents_;
  std::vector<ArticleMark> marks_;
};

// Prepares files one by one, for the fresh segment; BulkBuilder makes whole segments. Keeps its
// tokenizer and stemmer from article to article. Owned by one thread.
class SegmentBuilder {
 public:
  // Whose stems articles get: see text::Stemmers. kInvalidArgument for one without a stemmer.
  [[nodiscard]] static Result<SegmentBuilder> create(const std::vector<std::string>& languages);
  SegmentBuilder(SegmentBuilder&&) noexcept;
  SegmentBuilder& operator=(SegmentBuilder&&) noexcept;
  ~SegmentBuilder();

  [[nodiscard]] PreparedFile prepare(const article::FileKey& file, const FileState& state,
                                     std::vector<article::Article> articles);

  // A file that could not be read is remembered with the reason, and tried again when it changes.
  [[nodiscard]] PreparedFile prepare_failure(const article::FileKey& file, const FileState& state,
                                             const Error& reason);

 private:
  explicit SegmentBuilder(std::unique_ptr<ArticleIndexer> indexer);

  std::unique_ptr<ArticleIndexer> indexer_;
};

}  // namespace quire::store
