#include "daemon/ingest/work/file_reader.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {
namespace {

using test::FileCall;

constexpr std::chrono::milliseconds kSettle{200};

// Something happens to a file between the look at it and its reading, or while it is read.
class RacingFileSystem final : public FileSystem {
 public:
  explicit RacingFileSystem(FileSystem& real) : real_(real) {}

  std::function<void()> before_read;    // may be empty
  std::function<void()> while_reading;  // may be empty

  Result<FileStatus> status(const std::string& path) override { return real_.status(path); }
  Result<FileContent> read(const std::string& path, std::uint64_t max_bytes) override {
    return real_.read(path, max_bytes);
  }
  Result<FileContent> read_below(const std::string& root, const std::string& relative,
                                 std::uint64_t max_bytes) override {
    if (before_read) before_read();
    auto content = real_.read_below(root, relative, max_bytes);
    if (while_reading) while_reading();
    const auto after = real_.status(join_path(root, relative));
    if (content && after) content->changed = !(content->status == *after);
    return content;
  }
  Result<std::unique_ptr<InputFile>> open(const std::string& path) override {
    return real_.open(path);
  }
  Result<std::unique_ptr<const RandomAccessFile>> open_for_random_access(
      const std::string& path) override {
    return real_.open_for_random_access(path);
  }
  Result<std::vector<DirectoryEntry>> list(const std::string& path) override {
    return real_.list(path);
  }
  Result<void> write_atomically(const std::string& path, std::string_view content) override {
    return real_.write_atomically(path, content);
  }
  Result<std::unique_ptr<OutputFile>> create(const std::string& path) override {
    return real_.create(path);
  }
  Result<void> rename(const std::string& from, const std::string& to) override {
    return real_.rename(from, to);
  }
  Result<void> create_directories(const std::string& path, unsigned mode) override {
    return real_.create_directories(path, mode);
  }
  Result<void> remove_tree(const std::string& path) override { return real_.remove_tree(path); }
  Result<void> sync_directory(const std::string& path) override {
    return real_.sync_directory(path);
  }

 private:
  FileSystem& real_;
};

class FileReaderTest : public IngestFixture {
 protected:
  void look_at(const FileWork& work) { seen_ = reader_.look_at(work); }
  void look_at(const std::string& relative) { look_at(work(relative)); }
  void set_age(const std::string& relative, std::chrono::nanoseconds age) {
    clock_.set_wall_nanoseconds(files_.status(in_drop(relative))->mtime_ns + age.count());
  }
  [[nodiscard]] const FileReader::Articles* articles() const {
    return std::get_if<FileReader::Articles>(&seen_);
  }
  [[nodiscard]] std::string failure() const {
    const auto* failed = std::get_if<FileReader::Unreadable>(&seen_);
    return failed != nullptr ? failed->reason.message : "(none)";
  }
  [[nodiscard]] bool takes_it_out() const {
    return std::holds_alternative<FileReader::Gone>(seen_);
  }
  [[nodiscard]] std::optional<Outcome> outcome() const {
    const auto* outcome = std::get_if<Outcome>(&seen_);
    return outcome != nullptr ? std::optional(*outcome) : std::nullopt;
  }

  test::FakeClock clock_;
  RacingFileSystem racing_{files_};
  FileReader reader_{racing_, clock_, {1000, kSettle}};
  FileReader::Seen seen_{Outcome::kRemoved};
};

TEST_F(FileReaderTest, a_file_is_read_with_the_state_it_was_read_in) {
  drop("sub/a.txt", "A title\n\nand a body\n");
  look_at("sub/a.txt");
  ASSERT_NE(articles(), nullptr);
  EXPECT_EQ(articles()->articles.size(), 1U);
  EXPECT_EQ(articles()->articles[0].title, "A title");
  EXPECT_EQ(articles()->state, store::file_state(*files_.status(in_drop("sub/a.txt"))));
}

TEST_F(FileReaderTest, a_folder_that_becomes_a_link_in_the_last_moment_leads_nowhere) {
  drop("sub/a.txt", "Decoy\n");
  folder_.write("outside/a.txt", "Secret\n");
  racing_.before_read = [&] {
    folder_.rename("drop/sub", "was-sub");
    ASSERT_EQ(::symlink(folder_.at("outside").c_str(), in_drop("sub").c_str()), 0);
  };
  look_at("sub/a.txt");
  EXPECT_EQ(failure(), "below a symbolic link, which is not followed");
}

TEST_F(FileReaderTest, a_file_that_has_gone_is_taken_out) {
  look_at("gone.txt");
  EXPECT_TRUE(takes_it_out());
}

TEST_F(FileReaderTest, a_file_below_a_folder_that_has_become_a_file_is_taken_out) {
  drop("sub", "now a file");
  look_at("sub/a.txt");
  EXPECT_TRUE(takes_it_out());
}

TEST_F(FileReaderTest, a_file_in_whose_place_a_folder_stands_is_taken_out) {
  folder_.make_folder("drop/a.txt");
  look_at("a.txt");
  EXPECT_TRUE(takes_it_out());
}

TEST_F(FileReaderTest, nothing_is_taken_out_while_the_drop_folder_is_gone) {
  folder_.remove("drop");
  look_at("a.txt");
  EXPECT_EQ(outcome(), Outcome::kUnchanged);
}

TEST_F(FileReaderTest, nothing_is_taken_out_while_the_drop_folder_is_lost) {
  drop_.device = 0;
  look_at("a.txt");
  EXPECT_EQ(outcome(), Outcome::kUnchanged);
}

TEST_F(FileReaderTest, nothing_is_taken_out_when_another_device_stands_at_the_drop_folder) {
  ++drop_.device;
  look_at("a.txt");
  EXPECT_EQ(outcome(), Outcome::kUnchanged);
}

TEST_F(FileReaderTest, a_file_that_has_gone_from_a_drop_folder_behind_a_link_is_taken_out) {
  ASSERT_EQ(::symlink(drop_.root.c_str(), folder_.at("link").c_str()), 0);
  Drop linked("wire", folder_.at("link"));
  linked.device = drop_.device.load();
  FileWork gone = work("gone.txt");
  gone.drop = &linked;
  look_at(gone);
  EXPECT_TRUE(takes_it_out());
}

TEST_F(FileReaderTest, a_young_file_that_may_be_being_written_is_left_for_later) {
  drop("a.txt", "A");
  set_age("a.txt", kSettle - std::chrono::nanoseconds(1));
  FileWork unsettled = work("a.txt");
  unsettled.settled = false;
  look_at(unsettled);
  EXPECT_EQ(outcome(), Outcome::kUnsettled);
}

TEST_F(FileReaderTest, a_file_that_has_stood_still_for_long_enough_is_read) {
  drop("a.txt", "A");
  set_age("a.txt", kSettle);
  FileWork unsettled = work("a.txt");
  unsettled.settled = false;
  look_at(unsettled);
  EXPECT_NE(articles(), nullptr);
}

TEST_F(FileReaderTest, a_file_from_the_future_is_read) {
  drop("a.txt", "A");
  set_age("a.txt", -std::chrono::hours(1));
  FileWork unsettled = work("a.txt");
  unsettled.settled = false;
  look_at(unsettled);
  EXPECT_NE(articles(), nullptr);
}

TEST_F(FileReaderTest, a_file_that_was_closed_is_read_however_young_it_is) {
  drop("a.txt", "A");
  set_age("a.txt", std::chrono::nanoseconds(0));
  look_at("a.txt");
  EXPECT_NE(articles(), nullptr);
}

TEST_F(FileReaderTest, a_file_that_changes_while_it_is_read_is_left_for_later) {
  drop("a.txt", "A");
  racing_.while_reading = [this] { drop("a.txt", "A that has grown"); };
  look_at("a.txt");
  EXPECT_EQ(outcome(), Outcome::kUnsettled);
}

TEST_F(FileReaderTest, a_file_that_goes_before_it_is_read_is_left_for_later) {
  drop("a.txt", "A");
  racing_.before_read = [this] { folder_.remove("drop/a.txt"); };
  look_at("a.txt");
  EXPECT_EQ(outcome(), Outcome::kUnsettled);
}

TEST_F(FileReaderTest, a_file_that_may_not_be_opened_is_recorded_as_failed) {
  drop("a.txt", "A");
  files_.fail(FileCall::kRead, "a.txt", EACCES);
  look_at("a.txt");
  const auto* failed = std::get_if<FileReader::Unreadable>(&seen_);
  ASSERT_NE(failed, nullptr);
  EXPECT_EQ(failed->reason.code, ErrorCode::kPermission);
  EXPECT_EQ(failed->state, store::file_state(*files_.status(in_drop("a.txt"))));
}

TEST_F(FileReaderTest, a_file_that_may_not_be_looked_at_keeps_what_the_index_has) {
  drop("a.txt", "A");
  files_.fail(FileCall::kStatus, "a.txt", EACCES);
  look_at("a.txt");
  EXPECT_EQ(outcome(), Outcome::kUnchanged);
}

TEST_F(FileReaderTest, a_file_that_cannot_be_opened_for_want_of_descriptors_is_left_for_later) {
  drop("a.txt", "A");
  files_.fail(FileCall::kRead, "a.txt", EMFILE);
  look_at("a.txt");
  EXPECT_EQ(outcome(), Outcome::kUnsettled);
}

TEST_F(FileReaderTest, a_file_that_cannot_be_looked_at_for_want_of_something_is_left_for_later) {
  drop("a.txt", "A");
  files_.fail(FileCall::kStatus, "a.txt", ENFILE);
  look_at("a.txt");
  EXPECT_EQ(outcome(), Outcome::kUnsettled);
}

TEST_F(FileReaderTest, a_symbolic_link_is_recorded_and_not_followed) {
  drop("a.txt", "A");
  ASSERT_EQ(::symlink("a.txt", in_drop("link.txt").c_str()), 0);
  look_at("link.txt");
  EXPECT_EQ(failure(), "a symbolic link, which is not followed");
}

TEST_F(FileReaderTest, a_fifo_is_recorded_and_not_waited_for) {
  ASSERT_EQ(::mkfifo(in_drop("pipe.txt").c_str(), 0600), 0);
  look_at("pipe.txt");
  EXPECT_EQ(failure(), "a device, socket or FIFO");
}

TEST_F(FileReaderTest, a_file_over_the_limit_is_recorded_as_failed) {
  drop("a.txt", std::string(1001, 'a'));
  look_at("a.txt");
  EXPECT_NE(failure(), "(none)");
}

TEST_F(FileReaderTest, a_file_at_the_limit_is_read) {
  drop("a.txt", std::string(1000, 'a'));
  look_at("a.txt");
  EXPECT_NE(articles(), nullptr);
}

TEST_F(FileReaderTest, a_file_that_is_no_article_is_recorded_as_failed) {
  drop("a.txt", "\n\n");
  look_at("a.txt");
  EXPECT_NE(failure(), "(none)");
}

TEST_F(FileReaderTest, a_hidden_file_is_taken_out_although_it_is_there) {
  drop("a.txt", "A");
  FileWork hidden = work("a.txt");
  hidden.hidden = true;
  look_at(hidden);
  EXPECT_TRUE(takes_it_out());
}

TEST_F(FileReaderTest, a_hidden_file_stays_while_the_drop_folder_is_gone) {
  folder_.remove("drop");
  FileWork hidden = work("a.txt");
  hidden.hidden = true;
  look_at(hidden);
  EXPECT_EQ(outcome(), Outcome::kUnchanged);
}

TEST_F(FileReaderTest, what_the_cleaning_rules_did_is_counted) {
  drop("a.txt", "Title\n\nText\n\nADVERTISEMENT\n\nADVERTISEMENT\n");
  drop("b.txt", "Title\n\nBy Jane Doe\n\nText\n\nADVERTISEMENT\n");
  look_at("a.txt");
  look_at("b.txt");
  const CleaningCounts counts = reader_.cleaned();
  EXPECT_EQ(counts[static_cast<std::size_t>(extract::Rule::kAdvertisement)], 2U);
  EXPECT_EQ(counts[static_cast<std::size_t>(extract::Rule::kByline)], 1U);
  EXPECT_EQ(counts[static_cast<std::size_t>(extract::Rule::kShare)], 0U);
}

TEST_F(FileReaderTest, what_another_program_reads_is_given_to_it) {
  process::ForeignFormat upper;
  upper.names = {"*.upper"};
  upper.command = {"/bin/sh", "-c", "tr a-z A-Z"};
  FileReaderOptions options;
  options.foreign = {upper};
  FileReader reader(files_, clock_, options);
  drop("a.upper", "the title\n\nand text\n");
  const auto seen = reader.look_at(work("a.upper"));
  const auto* read = std::get_if<FileReader::Articles>(&seen);
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(read->articles[0].title, "THE TITLE");
  EXPECT_EQ(read->state, store::file_state(*files_.status(in_drop("a.upper"))));
}

TEST_F(FileReaderTest, what_is_passed_over_in_a_file_is_told_until_it_is_not) {
  std::vector<std::string> told;
  FileReaderOptions options;
  options.passed_over = [&told](const FileWork&, const std::vector<std::string>& notes) {
    told = notes;
  };
  FileReader reader(files_, clock_, options);
  const std::vector<std::string> broken = {"line 2: broken JSON at byte 8"};
  for (const char* after : {"{\"title\":\"A\",\"text\":\"One\"}\n", "\0"}) {
    drop("a.jsonl", "{\"title\":\"A\",\"text\":\"One\"}\n{\"title\n");
    const auto seen = reader.look_at(work("a.jsonl"));
    EXPECT_TRUE(std::holds_alternative<FileReader::Articles>(seen));
    EXPECT_EQ(told, broken);
    drop("a.jsonl", after);
    (void)reader.look_at(work("a.jsonl"));
    EXPECT_TRUE(told.empty());
  }
}

TEST_F(FileReaderTest, a_program_that_fails_is_the_reason_why_a_file_is_no_article) {
  process::ForeignFormat failing;
  failing.names = {"*.pdf"};
  failing.command = {"/bin/false"};
  FileReaderOptions options;
  options.foreign = {failing};
  FileReader reader(files_, clock_, options);
  drop("a.pdf", "%PDF-1.7");
  const auto seen = reader.look_at(work("a.pdf"));
  const auto* failed = std::get_if<FileReader::Unreadable>(&seen);
  ASSERT_NE(failed, nullptr);
  EXPECT_EQ(failed->reason.message, "false ended with status 1");
}

TEST_F(FileReaderTest, a_paragraph_that_many_files_have_is_marked) {
  const std::string footer = "All rights of the Harbour Gazette are reserved for ever.";
  for (std::size_t i = 0; i <= extract::BoilerplateMemory::kArticles; ++i) {
    const std::string name = std::to_string(i) + ".txt";
    drop(name, "Title\n\nThe text of article number " + name + "\n\n" + footer + "\n");
    look_at(name);
  }
  const article::Article& last = articles()->articles.front();
  ASSERT_EQ(last.boilerplate.size(), 1U);
  const article::TextRange range = last.boilerplate[0];
  EXPECT_EQ(last.body.substr(range.begin, range.end - range.begin), footer);
}

// --- moved files -------------------------------------------------------------------------------

class MovedFile : public FileReaderTest {
 protected:
  FileReader::Seen look_at_moved() {
    FileReader reader(files_, clock_, {},
                      [this](const article::FileKey& file, const store::FileState& state) {
                        asked_ = file.relative;
                        return state == known_ ? stored_ : std::vector<article::Article>{};
                      });
    FileWork moved = work("new.txt");
    moved.moved_from = "old.txt";
    return reader.look_at(moved);
  }

  store::FileState known_;
  std::vector<article::Article> stored_{article::Article{}};
  std::string asked_;
};

TEST_F(MovedFile, is_not_read_when_the_index_has_it) {
  drop("new.txt", "as it is");
  known_ = store::file_state(*files_.status(in_drop("new.txt")));
  stored_[0].title = "as the index has it";
  files_.fail(test::FileCall::kRead, "new.txt", EIO);
  const auto seen = look_at_moved();
  const auto* read = std::get_if<FileReader::Articles>(&seen);
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(asked_, "old.txt");
  EXPECT_EQ(read->state, known_);
  ASSERT_EQ(read->articles.size(), 1U);
  EXPECT_EQ(read->articles[0].title, "as the index has it");
}

TEST_F(MovedFile, is_read_when_the_index_has_it_not_any_more) {
  drop("new.txt", "as it is");
  const auto seen = look_at_moved();
  const auto* read = std::get_if<FileReader::Articles>(&seen);
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(read->articles[0].title, "as it is");
}

}  // namespace
}  // namespace quire::ingest
