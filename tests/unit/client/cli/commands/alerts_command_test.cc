#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/protocol/response.h"
#include "daemon/protocol/subscribe.h"
#include "tests/unit/client/cli/quire_runner.h"

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string two_alerts() {
  protocol::StatusResponse status;
  protocol::AlertStatus border;
  border.name = "border";
  border.query = "border police";
  border.settings = true;
  border.command = "/bin/tell";
  border.feed = "/f.atom";
  border.seq = 12'345;
  border.matched = 40;
  border.delivered = 31;
  border.lagging = true;
  border.failures = 2;
  border.last_failure = "/bin/tell ended with status 1: no\x1b desk";
  border.last_failure_time = "2026-03-12T08:00:00Z";
  protocol::AlertStatus made;
  made.name = "w";
  made.query = "walrus";
  status.alerts = {border, made};
  return protocol::encode_response("1", status);
}

TEST(AlertsCommand, lists_them_as_a_table_with_the_last_failures) {
  QuireRunner quire(two_alerts());
  EXPECT_EQ(quire.run({"alerts"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(),
            "name    to              up to  matched  delivered  failures  query\n"
            "border  command, feed  12,345       40        31+         2  border police\n"
            "w       nobody              0        0          0         0  walrus\n"
            "border failed last at 2026-03-12T08:00:00Z: /bin/tell ended with status 1: "
            "no\xEF\xBF\xBD desk\n");
}

TEST(AlertsCommand, gives_them_as_json) {
  QuireRunner quire(two_alerts());
  EXPECT_EQ(quire.run({"alerts", "--json"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(),
              testing::StartsWith("[{\"name\":\"border\",\"query\":\"border police\""));
  EXPECT_THAT(quire.out(), HasSubstr("\"command\":null,\"feed\":null,\"seq\":0"));
}

TEST(AlertsCommand, says_that_there_are_none) {
  QuireRunner quire(protocol::encode_response("1", protocol::StatusResponse{}));
  EXPECT_EQ(quire.run({"alerts"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "there are no alerts\n");
}

TEST(AlertsCommand, ends_one) {
  QuireRunner quire(protocol::encode_response("1", protocol::UnsubscribeResponse{}));
  EXPECT_EQ(quire.run({"alerts", "--end", "w"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "the alert w has ended\n");
  EXPECT_THAT(
      quire.requests(),
      ElementsAre(R"({"jsonrpc":"2.0","id":1,"method":"unsubscribe","params":{"name":"w"}})"));
}

}  // namespace
}  // namespace quire::cli
