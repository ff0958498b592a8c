// Bytes of the index that change, tables that are cut off, files that vanish: queries are answered
// throughout, and the index becomes whole again by itself.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr int kFiles = 1500;  // some segments of a bulk load
constexpr std::chrono::seconds kPatience{20};

void invert(const fs::path& file, std::uint64_t from, std::uint64_t count) {
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  std::string bytes(static_cast<std::size_t>(count), '\0');
  stream.seekg(static_cast<std::streamoff>(from));
  stream.read(bytes.data(), static_cast<std::streamsize>(count));
  for (char& byte : bytes) byte = static_cast<char>(~byte);
  stream.seekp(static_cast<std::streamoff>(from));
  stream.write(bytes.data(), static_cast<std::streamsize>(count));
}

void invert_a_byte(const fs::path& file) { invert(file, fs::file_size(file) / 2, 1); }
void invert_all(const fs::path& file) { invert(file, 0, fs::file_size(file)); }
void cut_in_half(const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); }
void remove_it(const fs::path& file) { fs::remove(file); }

class Corruption : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    for (int i = 0; i < kFiles; ++i) {
      const std::string number = std::to_string(i);
      daemon_.files().write(
          "drop/" + number + ".txt",
          "Number " + number + "\n\nabout many walruses and item" + number + "\n");
    }
    start();
    expect_whole();
  }
  void start() { ASSERT_TRUE(daemon_.start()) << daemon_.log(); }
  void stop() { ASSERT_EQ(daemon_.terminate(), 0); }

  // A file of the largest segment, which is a sealed one.
  [[nodiscard]] fs::path largest(const std::string& name) const {
    fs::path found;
    std::uintmax_t bytes = 0;
    for (const auto& segment : fs::directory_iterator(daemon_.index() + "/segments")) {
      const fs::path file = segment.path() / name;
      const std::uintmax_t size = fs::file_size(segment.path() / "docdata.glass");
      if (size >= bytes) found = file;
      bytes = std::max(bytes, size);
    }
    return found;
  }
  // Answered without an error, whatever is the matter.
  Json search(const std::string& query) const {
    JsonClient client(daemon_.socket());
    return client.result("search", {{"query", query}, {"limit", 1000}});
  }
  Json status() const { return JsonClient(daemon_.socket()).result("status"); }
  // Asks until `done(status)`; every query is answered meanwhile.
  template <class Done>
  void ask_until(const std::string& query, Done done) {
    const auto deadline = steady_clock::now() + kPatience;
    Json now;
    do {
      const Json found = search(query);
      partial_answers_ += found["partial"] ? 1 : 0;
      now = status();
    } while (!done(now) && steady_clock::now() < deadline);
    EXPECT_TRUE(done(now)) << now << '\n' << daemon_.log();
  }
  void expect_quarantined_and_mended(const std::string& query, int quarantined) {
    ask_until(query, [quarantined](const Json& now) {
      return now["index"]["quarantined"] == quarantined && !now["index"]["partial"];
    });
    expect_whole();
  }
  void expect_whole() {
    JsonClient client(daemon_.socket());
    client.result("sync", {{"timeout_ms", 60'000}});
    const auto found = [&](const std::string& query) {
      return client.result("search", {{"query", query}, {"limit", 1000}});
    };
    EXPECT_EQ(found("")["total"]["value"], kFiles);
    EXPECT_EQ(found("\"many walruses\"")["hits"].size(), 1000U);
    for (const int i : {0, 1, 777, kFiles - 1}) {
      EXPECT_EQ(found("item" + std::to_string(i))["total"]["value"], 1) << i;
    }
    EXPECT_FALSE(found("walruses")["partial"]);
    EXPECT_TRUE(client.result("status")["problems"].empty());
  }

  DaemonProcess daemon_;
  int partial_answers_ = 0;
};

// --- found at the start, by its structure or by its checksum -------------------------------------

TEST_P(Corruption, a_file_that_was_harmed_while_the_daemon_was_away_is_mended) {
  for (auto* harm : {&invert_a_byte, &cut_in_half, &remove_it, &invert_all}) {
    stop();
    harm(largest(GetParam()));
    start();
    expect_quarantined_and_mended("walruses", 1);
  }
}

INSTANTIATE_TEST_SUITE_P(EachFile, Corruption,
                         testing::Values("iamglass", "postlist.glass", "docdata.glass",
                                         "termlist.glass", "position.glass"));

// --- found while it runs, by those who read ------------------------------------------------------

class CorruptionInUse : public Corruption {};

TEST_F(CorruptionInUse, a_table_that_is_spoilt_under_a_running_daemon_is_mended) {
  int quarantined = 0;
  for (const auto& [table, query] :
       {std::pair{"docdata.glass", "walruses"}, std::pair{"postlist.glass", "walruses"},
        std::pair{"position.glass", "\"many walruses\""}}) {
    invert_all(largest(table));
    expect_quarantined_and_mended(query, ++quarantined);
  }
  EXPECT_GE(partial_answers_, 1);
}

TEST_F(CorruptionInUse, a_table_that_is_cut_off_under_a_running_daemon_is_mended) {
  fs::resize_file(largest("docdata.glass"), 8192);
  expect_quarantined_and_mended("walruses", 1);
}

TEST_F(CorruptionInUse, a_spoilt_fresh_segment_is_mended) {
  daemon_.files().write("drop/late.txt", "Late\n\nabout narwhals\n");
  JsonClient(daemon_.socket()).result("sync");
  ASSERT_EQ(search("narwhals")["total"]["value"], 1);
  stop();
  fs::path fresh;
  for (const auto& segment : fs::directory_iterator(daemon_.index() + "/segments")) {
    fresh = std::max(fresh, segment.path());
  }
  invert_all(fresh / "docdata.glass");
  start();
  ask_until("narwhals", [](const Json& now) {
    return now["index"]["quarantined"] == 1 && !now["index"]["partial"];
  });
  EXPECT_EQ(search("narwhals")["hits"].size(), 1U);
  fs::remove(daemon_.drop() + "/late.txt");
  expect_whole();
}

TEST_F(CorruptionInUse, a_spoilt_manifest_is_no_loss) {
  for (const char* spoilt : {"", "glass nowhere\n"}) {
    stop();
    std::ofstream(daemon_.index() + "/XAPIANDB") << spoilt;
    start();
    ask_until("walruses", [](const Json& now) { return !now["index"]["partial"]; });
    expect_whole();
  }
}

TEST_F(CorruptionInUse, what_is_wrong_is_said_in_status_and_log) {
  stop();
  const fs::path harmed = largest("docdata.glass");
  invert_a_byte(harmed);
  start();
  ASSERT_TRUE(daemon_.wait_for_log("was damaged"));
  EXPECT_NE(daemon_.log().find("docdata.glass is not what was written"), std::string::npos);
  expect_quarantined_and_mended("walruses", 1);
  ASSERT_TRUE(daemon_.wait_for_log("has been read again"));
  const std::string segment = harmed.parent_path().filename();
  EXPECT_TRUE(fs::exists(daemon_.index() + "/quarantine/" + segment));
}

}  // namespace
}  // namespace quire::test
