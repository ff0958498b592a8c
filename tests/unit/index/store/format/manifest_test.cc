#include "index/store/format/manifest.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "tests/support/faulty_file_system.h"
#include "tests/support/temporary_folder.h"

namespace quire::store {
namespace {

Manifest full() { return {7, 12, "00000011", {"00000003", "00000010", "00000011"}}; }

TEST(Manifest, is_a_stub_file_of_xapians) {
  EXPECT_EQ(serialise(full()),
            "# quire manifest\n# generation 7\n# next 12\n# fresh 00000011\n"
            "# numbered 0\n# reserved 0\n"
            "glass segments/00000003\nglass segments/00000010\nglass segments/00000011\n");
}

TEST(Manifest, is_read_as_it_was_written) { EXPECT_EQ(*parse_manifest(serialise(full())), full()); }

TEST(Manifest, comments_of_a_newer_writer_are_passed_over) {
  EXPECT_EQ(*parse_manifest(serialise(full()) + "# colour red\n\n"), full());
}

TEST(SegmentName, has_eight_digits_or_more) {
  EXPECT_EQ(segment_name(7), "00000007");
  EXPECT_EQ(segment_name(123'456'789), "123456789");
}

struct Garbage {
  const char* name;
  std::string text;
};

std::ostream& operator<<(std::ostream& out, const Garbage& g) { return out << g.text; }

class BrokenManifest : public testing::TestWithParam<Garbage> {};

TEST_P(BrokenManifest, is_corrupt) {
  const auto manifest = parse_manifest(GetParam().text);
  ASSERT_FALSE(manifest.ok());
  EXPECT_EQ(manifest.error().code, ErrorCode::kCorrupt);
}

std::string manifest_of(std::string_view lines) {
  return "# quire manifest\n# generation 7\n# next 12\n# fresh 00000011\n" + std::string(lines);
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenManifest,
    testing::Values(
        Garbage{"empty", ""}, Garbage{"no_header", "glass segments/00000011\n"},
        Garbage{"header_alone", "# quire manifest\n"}, Garbage{"no_segments", manifest_of("")},
        Garbage{"fresh_is_not_listed", manifest_of("glass segments/00000003\n")},
        Garbage{"cut_off", manifest_of("glass segments/00000011")},
        Garbage{"cut_off_in_a_name", manifest_of("glass segments/00000011\nglass segments/000\n")},
        Garbage{"a_segment_twice", manifest_of("glass segments/00000003\nglass segments/00000003\n"
                                               "glass segments/00000011\n")},
        Garbage{"fresh_twice", manifest_of("glass segments/00000011\nglass segments/00000011\n")},
        Garbage{"a_segment_the_next_one_would_overwrite",
                manifest_of("glass segments/00000011\nglass segments/00000012\n")},
        Garbage{"a_path_outside",
                manifest_of("glass segments/00000011\nglass segments/../../etc\n")},
        Garbage{"an_absolute_path", manifest_of("glass segments/00000011\nglass /00000003\n")},
        Garbage{"another_backend", manifest_of("chert segments/00000011\n")},
        Garbage{"a_broken_number",
                "# quire manifest\n# generation 7x\n# next 12\n# fresh 00000011\n"
                "# numbered 0\n# reserved 0\n"
                "glass segments/00000011\n"},
        Garbage{"a_negative_number",
                "# quire manifest\n# next -12\n# fresh 00000011\nglass segments/00000011\n"},
        Garbage{"zero_bytes", std::string(100, '\0')}),
    [](const auto& tested) { return tested.param.name; });

class ManifestFile : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  test::FaultyFileSystem files_;
};

TEST_F(ManifestFile, is_read_as_it_was_published) {
  ASSERT_TRUE(publish_manifest(files_, folder_.path(), full()).ok());
  EXPECT_EQ(*read_manifest(files_, folder_.path()), full());
}

TEST_F(ManifestFile, where_there_is_none_it_is_not_found) {
  EXPECT_EQ(read_manifest(files_, folder_.path()).error().code, ErrorCode::kNotFound);
}

TEST_F(ManifestFile, that_cannot_be_written_stays_as_it_was) {
  ASSERT_TRUE(publish_manifest(files_, folder_.path(), full()).ok());
  files_.fail(test::FileCall::kWrite, "XAPIANDB", ENOSPC);
  Manifest next = full();
  next.generation = 8;
  EXPECT_EQ(publish_manifest(files_, folder_.path(), next).error().code, ErrorCode::kOutOfSpace);
  EXPECT_EQ(read_manifest(files_, folder_.path())->generation, 7U);
}

}  // namespace
}  // namespace quire::store
