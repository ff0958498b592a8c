// Whatever is dropped, it is said what became of it, and everything else goes on.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index/base/uri.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

class BadFiles : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    client_ = std::make_unique<JsonClient>(daemon_.socket());
  }
  // The reason that `status` gives for the file; empty when it has none.
  std::string failure(const std::string& name) {
    client_->result("sync");
    const std::string uri = path_to_file_uri(daemon_.drop() + "/" + name);
    const Json status = client_->result("status", {{"failures", true}});
    for (const Json& failed : status["failures"]) {
      if (failed["uri"] == uri) return failed["reason"];
    }
    return {};
  }
  void expect_still_working() {
    daemon_.files().write("drop/good.txt", "Good\n\nabout walruses\n");
    EXPECT_EQ(client_->result("search", {{"query", "walruses"}, {"sync", true}})["total"]["value"],
              1);
  }
  void drop(const std::string& name, const std::string& bytes) {
    daemon_.files().write("drop/" + name, bytes);
  }

  DaemonProcess daemon_{{.drops = {}, .settings = "[limits]\nfile_size = \"1 MiB\"\n"}};
  std::unique_ptr<JsonClient> client_;
};

TEST_F(BadFiles, binary_garbage_named_txt_is_recorded_as_binary) {
  std::string garbage;
  for (int i = 0; i < 5000; ++i) garbage.push_back(static_cast<char>((i * 7919) >> 3));
  drop("garbage.txt", garbage);
  EXPECT_NE(failure("garbage.txt").find("binary"), std::string::npos) << failure("garbage.txt");
  expect_still_working();
}

TEST_F(BadFiles, a_format_that_is_not_read_yet_is_named) {
  drop("chart.png", "\x89PNG about walruses");
  drop("program",
       "\x7F"
       "ELF about walruses");
  EXPECT_NE(failure("chart.png").find("PNG"), std::string::npos);
  EXPECT_NE(failure("program").find("a program"), std::string::npos);
  expect_still_working();
}

TEST_F(BadFiles, an_empty_file_is_recorded_and_read_once_it_has_something) {
  drop("a.txt", "");
  EXPECT_NE(failure("a.txt").find("empty"), std::string::npos);
  drop("a.txt", "Title\n\nabout narwhals\n");
  EXPECT_EQ(failure("a.txt"), "");
  EXPECT_EQ(client_->result("search", {{"query", "narwhals"}})["total"]["value"], 1);
}

TEST_F(BadFiles, a_fifo_neither_blocks_nor_counts) {
  ASSERT_EQ(::mkfifo(daemon_.files().at("drop/fifo").c_str(), 0600), 0);
  EXPECT_NE(failure("fifo").find("FIFO"), std::string::npos);
  expect_still_working();
}

TEST_F(BadFiles, a_symlink_loop_is_not_followed) {
  const auto& files = daemon_.files();
  files.make_folder("drop/sub");
  ASSERT_EQ(::symlink("../sub", files.at("drop/sub/loop").c_str()), 0);
  ASSERT_EQ(::symlink("self", files.at("drop/self").c_str()), 0);
  ASSERT_EQ(::symlink("/etc/passwd", files.at("drop/outside.txt").c_str()), 0);
  EXPECT_NE(failure("sub/loop").find("symbolic link"), std::string::npos);
  EXPECT_NE(failure("self").find("symbolic link"), std::string::npos);
  EXPECT_NE(failure("outside.txt").find("symbolic link"), std::string::npos);
  expect_still_working();
}

TEST_F(BadFiles, a_name_with_a_newline_or_invalid_utf8_is_an_ordinary_article) {
  const std::string odd = "new\nline \xFF\xFE.txt";
  drop(odd, "Odd name\n\nabout narwhals\n");
  const Json hits = client_->result("search", {{"query", "narwhals"}, {"sync", true}})["hits"];
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0]["uri"], path_to_file_uri(daemon_.drop() + "/" + odd));
  EXPECT_EQ(hits[0]["path"], daemon_.drop() + "/new\nline \xEF\xBF\xBD\xEF\xBF\xBD.txt");
  EXPECT_EQ(client_->result("get", {{"path", hits[0]["uri"]}})["id"], hits[0]["id"]);
  daemon_.files().remove("drop/" + odd);
  EXPECT_EQ(client_->result("search", {{"query", "narwhals"}, {"sync", true}})["total"]["value"],
            0);
}

TEST_F(BadFiles, a_file_over_the_limit_is_skipped_without_being_read) {
  const std::string path = daemon_.files().write("drop/.big.tmp", "Title\n\nabout narwhals\n");
  ASSERT_EQ(::truncate(path.c_str(), 1L << 30), 0);
  daemon_.files().rename("drop/.big.tmp", "drop/big.txt");
  EXPECT_NE(failure("big.txt").find("limit of 1048576 bytes"), std::string::npos)
      << failure("big.txt");
  EXPECT_LT(daemon_.resident_bytes(), 200U << 20);
  expect_still_working();
}

TEST_F(BadFiles, a_file_that_failed_is_left_alone_until_it_changes) {
  drop("chart.png", "\x89PNG");
  ASSERT_NE(failure("chart.png"), "");
  const auto failed = client_->result("status")["work"]["failed"];
  ASSERT_EQ(daemon_.terminate(), 0);
  SetUp();
  EXPECT_NE(failure("chart.png"), "");
  EXPECT_EQ(failed, 1);
  EXPECT_EQ(client_->result("status")["work"]["failed"], 0) << "read again after the restart";
}

TEST_F(BadFiles, a_failed_file_is_no_search_result) {
  drop("chart.png", "\x89PNG");
  EXPECT_NE(failure("chart.png"), "");
  EXPECT_EQ(client_->result("search", {{"query", ""}})["total"]["value"], 0);
  EXPECT_EQ(client_->result("search", {{"query", "NOT walrus"}})["total"]["value"], 0);
  const Json error = client_->call("get", {{"path", daemon_.drop() + "/chart.png"}})["error"];
  EXPECT_EQ(error["code"], -32002);
  EXPECT_NE(error["message"].get<std::string>().find("PNG"), std::string::npos);
}

}  // namespace
}  // namespace quire::test
