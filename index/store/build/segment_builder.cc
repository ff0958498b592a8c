#include "index/store/build/segment_builder.h"

#include <xapian.h>

#include "index/store/build/article_indexer.h"
#include "index/store/format/documents.h"

namespace quire::store {
namespace {

// What a posting costs in Xapian's maps, and a term, in bytes.
constexpr std::size_t kPostingBytes = 30;
constexpr std::size_t kTermBytes = 64;
constexpr std::size_t kFailureBytes = 512;

class DocumentSink {
 public:
  explicit DocumentSink(Xapian::Document& document) : document_(document) {}
  void add_posting(std::string_view term, std::uint32_t position) {
    term_.assign(term);
    document_.add_posting(term_, position);
  }
  void add_position(std::string_view term, std::uint32_t position) {
    term_.assign(term);
    document_.add_posting(term_, position, 0);
  }
  void add_term(std::string_view term, std::uint32_t wdf_increment) {
    term_.assign(term);
    document_.add_term(term_, wdf_increment);
  }
  void set_value(std::uint32_t slot, const std::string& value) { document_.add_value(slot, value); }
  void set_data(const std::string& data) { document_.set_data(data); }

 private:
  Xapian::Document& document_;
  std::string term_;
};

}  // namespace

PreparedFile::PreparedFile(article::FileKey file, FileState state)
    : file_(std::move(file)), state_(state), documents_(std::make_unique<Documents>()) {}

PreparedFile::PreparedFile(PreparedFile&&) noexcept = default;
PreparedFile& PreparedFile::operator=(PreparedFile&&) noexcept = default;
PreparedFile::~PreparedFile() = default;

SegmentBuilder::SegmentBuilder(std::unique_ptr<ArticleIndexer> indexer)
    : indexer_(std::move(indexer)) {}

SegmentBuilder::SegmentBuilder(SegmentBuilder&&) noexcept = default;
SegmentBuilder& SegmentBuilder::operator=(SegmentBuilder&&) noexcept = default;
SegmentBuilder::~SegmentBuilder() = default;

Result<SegmentBuilder> SegmentBuilder::create(const std::vector<std::string>& languages) {
  auto stemmers = text::Stemmers::create(languages);
  if (!stemmers) return stemmers.error();
  return SegmentBuilder(std::make_unique<ArticleIndexer>(*std::move(stemmers)));
}

PreparedFile SegmentBuilder::prepare(const article::FileKey& file, const FileState& state,
                                     std::vector<article::Article> articles) {
  PreparedFile prepared(file, state);
  prepared.articles_ = articles.size();
  for (article::Article& a : articles) {
    Xapian::Document document;
    DocumentSink sink(document);
    std::size_t bytes = 0;
    prepared.marks_.push_back(mark_article(file, state, a));
    const std::uint32_t words = indexer_->add(sink, file, state, std::move(a), bytes);
    prepared.bytes_ +=
        bytes + std::size_t{document.termlist_count()} * kTermBytes + words * kPostingBytes;
    prepared.documents_->list.push_back(std::move(document));
  }
  return prepared;
}

PreparedFile SegmentBuilder::prepare_failure(const article::FileKey& file, const FileState& state,
                                             const Error& reason) {
  PreparedFile prepared(file, state);
  Xapian::Document document;
  DocumentSink sink(document);
  ArticleIndexer::add_failure(sink, file, state, reason);
  prepared.bytes_ = kFailureBytes;
  prepared.documents_->list.push_back(std::move(document));
  return prepared;
}

}  // namespace quire::store
