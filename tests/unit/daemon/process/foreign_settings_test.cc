#include "daemon/process/foreign_settings.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace quire::process {
namespace {

TEST(ForeignSettings, come_before_the_usual_programs) {
  const test::TemporaryFolder folder;
  const std::string program = folder.write("pdftotext", "#!/bin/sh\n");
  ASSERT_EQ(::chmod(program.c_str(), 0755), 0);
  config::ExtractSettings own;
  own.match = {"*.pdf"};
  own.command = {"own", "{}"};
  own.output = config::PrintedFormat::kHtml;
  own.timeout_s = 7;
  own.memory = 1U << 25;
  const auto formats = foreign_formats({own}, folder.path());
  ASSERT_EQ(formats.size(), 2U);
  EXPECT_EQ(formats[0].command, own.command);
  EXPECT_EQ(formats[0].printed, Printed::kHtml);
  EXPECT_EQ(formats[0].timeout, std::chrono::seconds(7));
  EXPECT_EQ(formats[0].memory_bytes, 1U << 25);
  EXPECT_EQ(formats[1].command.front(), program);
}

}  // namespace
}  // namespace quire::process
