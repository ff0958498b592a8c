#include "tests/relevance/judged_index.h"

#include <chrono>
#include <filesystem>

#include "daemon/commands/search.h"
#include "index/base/format.h"
#include "index/extract/extract.h"
#include "index/query/translation/plain_text.h"
#include "index/store/library.h"

namespace quire::relevance {
namespace {

constexpr const char* kDrop = "collection";
constexpr std::uint32_t kDepth = 1000;
constexpr std::chrono::seconds kDeadline{60};

// As wire copy has it: the headline, an empty line, the text.
FileContent content_of(const Document& document) {
  FileContent content;
  content.bytes = document.title + "\n\n" + document.text + "\n";
  content.status.size = content.bytes.size();
  return content;
}

}  // namespace

Result<std::unique_ptr<JudgedIndex>> JudgedIndex::create(
    const Collection& collection, const std::vector<std::string>& languages) {
  std::unique_ptr<JudgedIndex> index(new JudgedIndex);
  if (auto built = index->build(collection, languages); !built) return built.error();
  return index;
}

Result<void> JudgedIndex::build(const Collection& collection,
                                const std::vector<std::string>& languages) {
  const std::string path = folder_.at("index");
  auto library = store::Library::open(files_, {path, store::Durability::kFresh, "boot"});
  if (!library) return library.error();
  auto builder = store::BulkBuilder::create(languages);
  if (!builder) return builder.error();
  for (const Document& document : collection.documents) {
    const article::FileKey file{kDrop, format("{}.txt", ids_.size())};
    ids_.push_back(document.id);
    auto articles = extract::articles_in(file, content_of(document));
    if (articles) {
      builder->add(file, {}, *std::move(articles));
    } else {
      ++passed_over_;
    }
  }
  const auto segment = builder->write(files_, (*library)->building_path("all"));
  if (!segment) return segment.error();
  const std::vector<bool> none(segment->files.size(), false);
  auto adopted = (*library)->adopt(*segment, none, store::Read::kChanged, false);
  if (!adopted) return adopted.error();
  if (auto published = (*library)->publish(); !published) return published;
  if (auto closed = (*library)->close(); !closed) return closed;

  auto stemmers = text::Stemmers::create(languages);
  if (!stemmers) return stemmers.error();
  engine_ = std::make_unique<commands::Engine>(
      commands::Engine{store::Searcher(files_, path), *std::move(stemmers), roots_});
  return {};
}

Result<std::vector<FoundDocument>> JudgedIndex::search(const std::string& query, Reading reading) {
  protocol::SearchRequest request;
  request.query = reading == Reading::kPlainText ? query::as_plain_text(query) : query;
  request.limit = kDepth;
  request.snippet_chars = 0;
  const auto deadline = std::chrono::steady_clock::now() + kDeadline;
  const auto answer = commands::run_search(*engine_, request, deadline, nullptr);
  if (!answer) return answer.error();
  std::vector<FoundDocument> found;
  for (const protocol::Hit& hit : answer->hits) {
    const std::string name = std::filesystem::path(hit.path).stem();
    found.push_back({ids_.at(std::stoul(name)), hit.score});
  }
  return found;
}

}  // namespace quire::relevance
