#include "index/store/format/checksums.h"

#include <gmock/gmock.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "index/store/build/bulk_builder.h"
#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

namespace fs = std::filesystem;
using test::FileCall;
using testing::HasSubstr;

class Checksums : public LibraryFixture {
 protected:
  Checksums() {
    auto builder = BulkBuilder::create({"en"});
    for (int i = 0; i < 50; ++i) {
      std::vector<article::Article> articles;
      articles.push_back(text("Title " + std::to_string(i), "Some words about walruses.\n"));
      builder->add(key(std::to_string(i)), state(), std::move(articles));
    }
    folder_.make_folder("index");
    EXPECT_TRUE(builder->write(files_, path_).ok());
  }

  [[nodiscard]] Result<void> verify() {
    return verify_segment(files_, path_, [this](std::uint64_t bytes) {
      read_ += bytes;
      return true;
    });
  }
  [[nodiscard]] std::string in(const std::string& name) const { return join_path(path_, name); }
  void flip(const std::string& name, std::uint64_t at) {
    std::fstream file(in(name), std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(at));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ 1));
  }

  const std::string path_ = at("segment");
  std::uint64_t read_ = 0;
};

TEST_F(Checksums, a_segment_that_was_built_has_them_and_is_whole) {
  EXPECT_TRUE(fs::exists(in("checksums")));
  EXPECT_TRUE(verify().ok());
  std::uint64_t bytes = 0;
  for (const auto& file : fs::directory_iterator(path_)) {
    if (file.path().filename() != "checksums") bytes += file.file_size();
  }
  EXPECT_EQ(read_, bytes);
}

TEST_F(Checksums, one_bit_in_any_place_of_any_file_is_noticed) {
  for (const std::string name :
       {"iamglass", "postlist.glass", "position.glass", "termlist.glass", "docdata.glass"}) {
    const std::uint64_t size = fs::file_size(in(name));
    for (const std::uint64_t at : {std::uint64_t{0}, size / 2, size - 1}) {
      flip(name, at);
      const auto result = verify();
      ASSERT_FALSE(result.ok()) << name << " at " << at;
      EXPECT_EQ(result.error().code, ErrorCode::kCorrupt);
      EXPECT_THAT(result.error().message, HasSubstr(name));
      flip(name, at);
    }
  }
  EXPECT_TRUE(verify().ok());
}

TEST_F(Checksums, a_file_that_is_shorter_or_longer_or_missing_is_noticed) {
  const std::uint64_t size = fs::file_size(in("docdata.glass"));
  fs::resize_file(in("docdata.glass"), size + 1);
  EXPECT_FALSE(verify().ok());
  fs::resize_file(in("docdata.glass"), size);
  EXPECT_TRUE(verify().ok());
  fs::resize_file(in("docdata.glass"), 0);
  EXPECT_THAT(verify().error().message, HasSubstr("has 0 bytes and should have"));
  fs::remove(in("docdata.glass"));
  EXPECT_EQ(verify().error().code, ErrorCode::kCorrupt);
}

TEST_F(Checksums, a_disk_that_does_not_give_it_back_is_damage) {
  files_.fail(FileCall::kRead, "position.glass", EIO);
  EXPECT_EQ(verify().error().code, ErrorCode::kCorrupt);
}

TEST_F(Checksums, a_shortage_of_descriptors_is_no_damage) {
  files_.fail(FileCall::kOpen, "position.glass", EMFILE);
  EXPECT_EQ(verify().error().code, ErrorCode::kBusy);
}

TEST_F(Checksums, without_whole_checksums_the_structure_is_checked) {
  flip("checksums", 40);
  EXPECT_TRUE(verify().ok());
  fs::remove(in("checksums"));
  EXPECT_TRUE(verify().ok());
  fs::resize_file(in("postlist.glass"), fs::file_size(in("postlist.glass")) / 2);
  EXPECT_EQ(verify().error().code, ErrorCode::kCorrupt);
}

TEST_F(Checksums, a_segment_that_is_written_to_meanwhile_is_not_damaged) {
  bool written = false;
  const auto result = verify_segment(files_, path_, [&](std::uint64_t) {
    if (std::exchange(written, true)) return true;
    // As whoever writes to a segment does it: the checksums go first.
    EXPECT_TRUE(take_out(files_, {1, path_, {3, 4}}).ok());
    return true;
  });
  EXPECT_TRUE(result.ok());
  EXPECT_TRUE(verify().ok());
}

TEST_F(Checksums, a_check_that_is_not_wanted_any_more_ends) {
  const auto result = verify_segment(files_, path_, [](std::uint64_t) { return false; });
  EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
}

TEST_F(Checksums, of_a_damaged_segment_no_merge_makes_a_new_one) {
  flip("docdata.glass", 100);
  const MergePlan plan{{{1, path_, {}}}, at("merged")};
  EXPECT_EQ(merge_segments(files_, plan).error().code, ErrorCode::kCorrupt);
  EXPECT_FALSE(fs::exists(at("merged")));
  EXPECT_EQ(take_out(files_, {1, path_, {3}}).error().code, ErrorCode::kCorrupt);
}

TEST_F(Checksums, a_merged_segment_has_its_own) {
  const MergePlan plan{{{1, path_, {7}}}, at("merged")};
  ASSERT_TRUE(merge_segments(files_, plan).ok());
  EXPECT_TRUE(fs::exists(at("merged/checksums")));
  EXPECT_TRUE(verify_segment(files_, at("merged"), [](std::uint64_t) { return true; }).ok());
}

}  // namespace
}  // namespace quire::store
