#include "daemon/process/foreign_format.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace quire::process {
namespace {

using testing::HasSubstr;

ForeignFormat shell(const std::string& script) {
  ForeignFormat format;
  format.command = {"/bin/sh", "-c", script, "sh", "{}"};
  return format;
}

TEST(ForeignFormats, are_found_by_the_name_of_the_file_case_aside) {
  ForeignFormat pdf;
  pdf.names = {"*.pdf", "scan-*"};
  ForeignFormat all;
  all.names = {"*.x*"};
  const ForeignFormats formats({pdf, all});
  EXPECT_EQ(formats.find("a/b/Report.PDF")->names, pdf.names);
  EXPECT_EQ(formats.find("scan-7")->names, pdf.names);
  EXPECT_EQ(formats.find("a.pdf/b.xyz")->names, all.names);
  EXPECT_EQ(formats.find("a.pdf/b.txt"), nullptr);
  EXPECT_EQ(formats.find("a.txt"), nullptr);
}

TEST(ForeignFormats, usual_ones_are_those_whose_programs_are_there) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(usual_formats(folder.path()).empty());
  EXPECT_TRUE(usual_formats("").empty());
  const std::string program = folder.write("pdftotext", "#!/bin/sh\n");
  ASSERT_EQ(::chmod(program.c_str(), 0755), 0);
  const auto formats = usual_formats("/no/such/folder:" + folder.path());
  ASSERT_EQ(formats.size(), 1U);
  EXPECT_EQ(formats[0].command.front(), program);
}

TEST(PrintForeign, gives_what_the_program_makes_of_the_bytes) {
  EXPECT_EQ(*print_foreign(shell("tr a-z A-Z < \"$1\""), "text"), "TEXT");
  EXPECT_EQ(*print_foreign(shell("cat"), "from the input"), "from the input");
}

TEST(PrintForeign, a_program_is_looked_for_in_the_path) {
  ForeignFormat format;
  format.command = {"cat", "{}"};
  EXPECT_EQ(*print_foreign(format, "text"), "text");
}

TEST(PrintForeign, what_goes_wrong_is_said) {
  EXPECT_THAT(print_foreign(shell("exit 3"), "x").error().message,
              HasSubstr("ended with status 3"));
  EXPECT_THAT(print_foreign(shell("kill -9 $$"), "x").error().message,
              HasSubstr("killed by signal 9"));
  EXPECT_THAT(print_foreign(shell("echo"), "x").error().message, HasSubstr("finds no text"));
  ForeignFormat missing;
  missing.command = {"/no/such/program"};
  EXPECT_FALSE(print_foreign(missing, "x").ok());
  EXPECT_THAT(print_foreign(ForeignFormat{}, "x").error().message, HasSubstr("not read"));
}

TEST(PrintForeign, a_program_that_takes_too_long_is_ended) {
  ForeignFormat format = shell("sleep 60");
  format.timeout = std::chrono::milliseconds(50);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(print_foreign(format, "x").error().code, ErrorCode::kDeadlineExceeded);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(PrintForeign, a_program_that_prints_without_end_is_cut_off) {
  ForeignFormat format = shell("head -c 300000 /dev/zero | tr '\\0' x");
  format.output_bytes = 1000;
  EXPECT_EQ(print_foreign(format, "x")->size(), 1000U);
}

TEST(PrintForeign, a_program_cannot_take_all_memory) {
  ForeignFormat format = shell("head -c 200000000 /dev/zero | tail | wc -c");
  format.memory_bytes = 32U << 20;
  const auto printed = print_foreign(format, "x");
  EXPECT_TRUE(!printed.ok() || *printed == "0\n") << *printed;
}

TEST(PrintForeign, what_it_complains_of_goes_nowhere) {
  testing::internal::CaptureStderr();
  EXPECT_TRUE(print_foreign(shell("echo secret >&2; echo text"), "x").ok());
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(ForeignFormats, what_was_printed_is_read_by_its_kind) {
  const auto name_of = [](Printed printed) {
    ForeignFormat format = shell("echo text");
    format.names = {"*.pdf"};
    format.printed = printed;
    return ForeignFormats({format}).print("b.pdf", "x")->name;
  };
  EXPECT_EQ(name_of(Printed::kText), "b.pdf.txt");
  EXPECT_EQ(name_of(Printed::kHtml), "b.pdf.html");
  EXPECT_EQ(name_of(Printed::kMarkdown), "b.pdf.md");
}

TEST(ForeignFormats, may_be_needed_for_what_may_hold_such_files) {
  ForeignFormat pdf;
  pdf.names = {"*.pdf"};
  const ForeignFormats formats({pdf});
  for (const char* name : {"a/b.pdf", "a.pdf.gz", "a.zip", "A.TAR", "a.tar.xz", "a.tgz", "a.eml"}) {
    EXPECT_TRUE(formats.may_be_needed_for(name)) << name;
  }
  for (const char* name : {"a.txt", "a.txt.gz", "a.zip/b.txt"}) {
    EXPECT_FALSE(formats.may_be_needed_for(name)) << name;
  }
  EXPECT_FALSE(ForeignFormats({}).may_be_needed_for("a.zip"));
}

}  // namespace
}  // namespace quire::process
