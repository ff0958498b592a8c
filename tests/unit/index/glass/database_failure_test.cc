#include <gtest/gtest.h>

#include <cerrno>

#include "index/glass/database_writer.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/index/glass/compare_databases.h"
#include "tests/unit/index/glass/test_documents.h"

namespace quire::glass {
namespace {

using quire::test::FileCall;

struct Failure {
  const char* name;
  FileCall call;
  const char* path_end;
};

void PrintTo(const Failure& failure, std::ostream* out) { *out << failure.name; }

class FailureTest : public testing::TestWithParam<Failure> {
 protected:
  void SetUp() override {
    for (const auto& document : test::articles(1, 300)) test::add_to(writer_, document);
  }

  quire::test::TemporaryFolder folder_;
  quire::test::FaultyFileSystem files_;
  DatabaseWriter writer_;
};

TEST_P(FailureTest, a_full_disk_is_reported_and_the_documents_can_be_written_elsewhere) {
  files_.fail(GetParam().call, GetParam().path_end, ENOSPC);
  const auto written = writer_.write(files_, folder_.at("db"), true);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, ErrorCode::kOutOfSpace);

  files_.heal();
  ASSERT_TRUE(writer_.write(files_, folder_.at("elsewhere"), true).ok());
  EXPECT_EQ(test::faults(folder_.at("elsewhere")), "");
  EXPECT_EQ(Xapian::Database(folder_.at("elsewhere")).get_doccount(), 300U);
}

INSTANTIATE_TEST_SUITE_P(
    Calls, FailureTest,
    testing::Values(Failure{"folder", FileCall::kCreate, "/db"},
                    Failure{"sync", FileCall::kSync, "/db"},
                    Failure{"create_docdata", FileCall::kCreateFile, "docdata.glass"},
                    Failure{"create_termlist", FileCall::kCreateFile, "termlist.glass"},
                    Failure{"create_postlist", FileCall::kCreateFile, "postlist.glass"},
                    Failure{"create_position", FileCall::kCreateFile, "position.glass"},
                    Failure{"create_iamglass", FileCall::kCreateFile, "iamglass"},
                    Failure{"append_docdata", FileCall::kAppend, "docdata.glass"},
                    Failure{"append_termlist", FileCall::kAppend, "termlist.glass"},
                    Failure{"append_postlist", FileCall::kAppend, "postlist.glass"},
                    Failure{"append_position", FileCall::kAppend, "position.glass"},
                    Failure{"append_iamglass", FileCall::kAppend, "iamglass"},
                    Failure{"close_docdata", FileCall::kFinish, "docdata.glass"},
                    Failure{"close_termlist", FileCall::kFinish, "termlist.glass"},
                    Failure{"close_postlist", FileCall::kFinish, "postlist.glass"},
                    Failure{"close_position", FileCall::kFinish, "position.glass"},
                    Failure{"close_iamglass", FileCall::kFinish, "iamglass"}),
    [](const auto& tested) { return std::string(tested.param.name); });

using LateFailureTest = FailureTest;

TEST_P(LateFailureTest, a_disk_that_fills_up_in_the_middle_of_a_table_is_reported) {
  // More than the writer holds back, so that there is a second append.
  for (const auto& document : test::huge_data(1, 24)) test::add_to(writer_, document);
  for (const auto& document : test::articles(2, 1200)) test::add_to(writer_, document);
  files_.fail(GetParam().call, GetParam().path_end, ENOSPC, 2);
  const auto written = writer_.write(files_, folder_.at("db"), false);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, ErrorCode::kOutOfSpace);
}

INSTANTIATE_TEST_SUITE_P(Tables, LateFailureTest,
                         testing::Values(Failure{"docdata", FileCall::kAppend, "docdata.glass"},
                                         Failure{"termlist", FileCall::kAppend, "termlist.glass"},
                                         Failure{"postlist", FileCall::kAppend, "postlist.glass"},
                                         Failure{"position", FileCall::kAppend, "position.glass"}),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace quire::glass
