#pragma once
// A drop folder, an index and the queues between the steps of the pipeline, without its threads.

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/ingest/work/lanes.h"
#include "daemon/ingest/work/work.h"
#include "index/extract/extract.h"
#include "index/store/library.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temporary_folder.h"

namespace quire::ingest {

class IngestFixture : public testing::Test {
 protected:
  IngestFixture() {
    folder_.make_folder("drop");
    const auto root = files_.status(folder_.at("drop"));
    drop_.device = root ? root->device : 0;
  }

  void drop(const std::string& relative, std::string_view content) const {
    folder_.write("drop/" + relative, content);
  }
  [[nodiscard]] std::string in_drop(const std::string& relative) const {
    return folder_.at("drop/" + relative);
  }

  // Null, with a failure, when it does not open.
  [[nodiscard]] std::unique_ptr<store::Library> open_library(store::LibraryOptions options = {}) {
    options.path = folder_.at("index");
    options.boot_id = "boot";
    auto library = store::Library::open(files_, std::move(options));
    if (!library) ADD_FAILURE() << describe(library.error());
    return library ? *std::move(library) : nullptr;
  }

  // The file as a worker would have read it.
  [[nodiscard]] store::PreparedFile prepared(const std::string& relative) {
    const article::FileKey key{drop_.name, relative};
    auto content = files_.read(in_drop(relative), 1U << 20);
    const auto state = store::file_state(content->status);
    return builder_.prepare(key, state, *extract::articles_in(key, *std::move(content)));
  }

  // Puts files of the drop folder, as they are, into the index.
  void index(const std::vector<std::string>& relatives) {
    const auto library = open_library();
    for (const std::string& relative : relatives) {
      ASSERT_TRUE(library->replace(prepared(relative)).ok());
    }
    ASSERT_TRUE(library->close().ok());
  }

  // From here on nothing can be written to the index: a file in the place of its segments keeps the
  // checker, which may look before a write fails, from beginning anew beside them.
  void take_segments_away() const {
    folder_.rename("index/segments", "index/away");
    folder_.write("index/segments", "");
  }
  void bring_segments_back() const {
    folder_.remove("index/segments");
    folder_.rename("index/away", "index/segments");
  }

  [[nodiscard]] FileWork work(std::string relative) {
    FileWork work;
    work.drop = &drop_;
    work.relative = std::move(relative);
    return work;
  }

  test::TemporaryFolder folder_;
  test::FaultyFileSystem files_;
  store::SegmentBuilder builder_ = *store::SegmentBuilder::create({"en"});
  Drop drop_{"wire", folder_.at("drop")};
};

}  // namespace quire::ingest
