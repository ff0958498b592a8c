#pragma once
// A library that is open, and a searcher of the same process, which sees its publishes at once.

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {

class LiveLibraryFixture : public LibraryFixture {
 protected:
  void SetUp() override { open_sealing_at(500); }

  // The same library again, with other limits.
  void open_sealing_at(std::uint64_t fresh_documents) {
    live_.reset();
    library_.reset();
    LibraryOptions options;
    options.path = index();
    options.boot_id = "boot-1";
    options.fresh_documents = fresh_documents;
    auto library = Library::open(files_, options);
    ASSERT_TRUE(library.ok());
    library_ = *std::move(library);
    live_.emplace(files_, index(), library_->live_view());
  }

  void add(const std::string& relative, article::Article article, std::uint64_t version = 1) {
    ASSERT_TRUE(*library_->replace(prepared(key(relative), std::move(article), version)));
  }
  void publish() { ASSERT_TRUE(library_->publish().ok()); }

  std::unique_ptr<Library> library_;
  std::optional<Searcher> live_;
};

}  // namespace quire::store
