#pragma once
// A writer that is stepped by hand.

#include <string>
#include <vector>

#include "daemon/ingest/work/writer.h"
#include "index/store/build/bulk_builder.h"
#include "index/store/search/searcher.h"
#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {

class WriterTest : public IngestFixture {
 protected:
  WriterTest() { options_.bulk_linger = std::chrono::milliseconds(0); }

  void start() {
    writer_ = std::make_unique<Writer>(
        open_library(library_options_), writings_, order_, options_,
        Writer::Reports{
            [this](Publication publication) { published_.push_back(std::move(publication)); },
            [this](Rebuilt rebuilt) { rebuilt_.push_back(std::move(rebuilt)); },
            [this](store::MergePlan plan) { plans_.push_back(std::move(plan)); },
            [this](Quarantined quarantined) { quarantined_.push_back(std::move(quarantined)); },
            [this](std::optional<Error> error) { upkeep_.push_back(std::move(error)); }});
  }
  [[nodiscard]] Reading reading_of(const std::string& relative) {
    return {work(relative), next_order(), prepared(relative)};
  }
  [[nodiscard]] Reading removal_of(const std::string& relative) {
    return {work(relative), next_order(), std::nullopt};
  }
  [[nodiscard]] Reading failure_of(const std::string& relative) {
    return {work(relative), next_order(),
            builder_.prepare_failure({"wire", relative}, {}, Error{ErrorCode::kIo, "no", {}})};
  }
  [[nodiscard]] std::uint64_t next_order() {
    const auto number = order_.begin();
    order_.end(number);
    return number;
  }
  // A segment of files as they are in the drop folder.
  [[nodiscard]] Built built_of(const std::vector<std::string>& relatives, bool rebuild = false) {
    auto bulk = *store::BulkBuilder::create({"en"});
    Built built;
    for (const std::string& relative : relatives) {
      auto content = files_.read(in_drop(relative), 1U << 20);
      const auto state = store::file_state(content->status);
      bulk.add({"wire", relative}, state,
               *extract::articles_in({"wire", relative}, *std::move(content)));
      built.works.push_back(work(relative));
      built.works.back().lane = Lane::kBulk;
      built.works.back().rebuild = rebuild;
      built.orders.push_back(next_order());
    }
    folder_.make_folder("index/building");
    built.segment =
        *bulk.write(files_, folder_.at("index/building/" + std::to_string(++segments_)));
    return built;
  }
  void queue(Writing writing) { ASSERT_TRUE(writings_.push(std::move(writing))); }
  // One step; the publication of it.
  const Publication& step() {
    if (!writer_) start();
    EXPECT_TRUE(writer_->step());
    return published_.back();
  }
  [[nodiscard]] std::string title_of(const std::string& relative) {
    store::Searcher searcher(files_, folder_.at("index"));
    const auto found = searcher.get(article::FileKey{"wire", relative});
    return found ? found->article.title : std::string(name_of(found.error().code));
  }
  static std::vector<Outcome> outcomes(const Publication& publication) {
    std::vector<Outcome> list;
    for (const Done& done : publication.done) list.push_back(done.outcome);
    return list;
  }

  std::uint64_t segments_ = 0;
  ReadOrder order_;
  WriterOptions options_;
  store::LibraryOptions library_options_;
  BoundedQueue<Writing> writings_{100};
  std::vector<Publication> published_;
  std::vector<Rebuilt> rebuilt_;
  std::vector<store::MergePlan> plans_;
  std::vector<Quarantined> quarantined_;
  std::vector<std::optional<Error>> upkeep_;
  std::unique_ptr<Writer> writer_;
};

}  // namespace quire::ingest
