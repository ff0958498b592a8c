#include "index/store/build/bulk_builder.h"

#include <utility>

#include "index/glass/database_writer.h"
#include "index/store/build/article_indexer.h"
#include "index/store/format/checksums.h"

namespace quire::store {

class BulkBuilder::Impl {
 public:
  explicit Impl(text::Stemmers stemmers) : indexer_(std::move(stemmers)) {}

  void add(const article::FileKey& file, const FileState& state,
           std::vector<article::Article> articles) {
    const std::uint32_t first = database_.documents() + 1;
    std::vector<ArticleMark> marks;
    for (article::Article& a : articles) {
      std::size_t bytes = 0;
      marks.push_back(mark_article(file, state, a));
      database_.begin_document();
      indexer_.add(database_, file, state, std::move(a), bytes);
      database_.end_document();
    }
    files_.push_back(
        {file, state, first, database_.documents() + 1 - first, false, std::move(marks)});
  }

  void add_failure(const article::FileKey& file, const FileState& state, const Error& reason) {
    database_.begin_document();
    ArticleIndexer::add_failure(database_, file, state, reason);
    database_.end_document();
    files_.push_back({file, state, database_.documents(), 1, true});
  }

  std::size_t bytes() const { return database_.bytes(); }
  std::size_t files() const { return files_.size(); }

  Result<BuiltSegment> write(FileSystem& files, const std::string& path) {
    auto written = database_.write(files, path, true);
    database_.clear();
    if (written) written = write_checksums(files, path);
    BuiltSegment built{path, std::exchange(files_, {})};
    if (!written) return written.error();
    return built;
  }

  void release() {
    database_ = glass::DatabaseWriter();
    files_ = {};
  }

 private:
  ArticleIndexer indexer_;
  glass::DatabaseWriter database_;
  std::vector<BuiltFile> files_;
};

BulkBuilder::BulkBuilder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BulkBuilder::BulkBuilder(BulkBuilder&&) noexcept = default;
BulkBuilder& BulkBuilder::operator=(BulkBuilder&&) noexcept = default;
BulkBuilder::~BulkBuilder() = default;

Result<BulkBuilder> BulkBuilder::create(const std::vector<std::string>& languages) {
  auto stemmers = text::Stemmers::create(languages);
  if (!stemmers) return stemmers.error();
  return BulkBuilder(std::make_unique<Impl>(*std::move(stemmers)));
}

void BulkBuilder::add(const article::FileKey& file, const FileState& state,
                      std::vector<article::Article> articles) {
  impl_->add(file, state, std::move(articles));
}

void BulkBuilder::add_failure(const article::FileKey& file, const FileState& state,
                              const Error& reason) {
  impl_->add_failure(file, state, reason);
}

std::size_t BulkBuilder::bytes() const { return impl_->bytes(); }
std::size_t BulkBuilder::files() const { return impl_->files(); }

Result<BuiltSegment> BulkBuilder::write(FileSystem& files, const std::string& path) {
  return impl_->write(files, path);
}

void BulkBuilder::release() { impl_->release(); }

}  // namespace quire::store
