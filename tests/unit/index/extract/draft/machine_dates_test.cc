#include "index/extract/draft/machine_dates.h"

#include <gtest/gtest.h>

#include "index/base/rfc3339.h"

namespace quire::extract {
namespace {

struct Case {
  const char* written;
  const char* meant;  // "" for no date
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.written; }

class MachineDate : public testing::TestWithParam<Case> {};

TEST_P(MachineDate, is_read) {
  const auto seconds = parse_machine_date(GetParam().written);
  EXPECT_EQ(seconds ? format_rfc3339(*seconds) : "", GetParam().meant);
}

INSTANTIATE_TEST_SUITE_P(Iso8601, MachineDate,
                         testing::Values(Case{"2018-12-04", "2018-12-04T00:00:00Z"},
                                         Case{"20181204", "2018-12-04T00:00:00Z"},
                                         Case{"2018-12-04T16:32:00Z", "2018-12-04T16:32:00Z"},
                                         Case{"2018-12-04T16:32:00.397", "2018-12-04T16:32:00Z"},
                                         Case{"2018-12-04T16:32+0100", "2018-12-04T15:32:00Z"},
                                         Case{"20181204T163200-0530", "2018-12-04T22:02:00Z"},
                                         Case{"20181204T163200Z", "2018-12-04T16:32:00Z"},
                                         Case{"2018-12-04 16:32:00 +01", "2018-12-04T15:32:00Z"},
                                         Case{"2018-12-04 16:32:00 UTC", "2018-12-04T16:32:00Z"},
                                         Case{"2018-13-04", ""}, Case{"2018-12-04T25:00", ""},
                                         Case{"2018-12-04T16:32:00+99:00", ""},
                                         Case{"2018-12-04 soon", ""}));

INSTANTIATE_TEST_SUITE_P(
    Mail, MachineDate,
    testing::Values(Case{"Tue, 04 Dec 2018 16:32:00 +0100", "2018-12-04T15:32:00Z"},
                    Case{"Tue, 4 Dec 18 16:32 EST", "2018-12-04T21:32:00Z"},
                    Case{"4 December 2018 16:32:00 GMT (winter)", "2018-12-04T16:32:00Z"},
                    Case{"Tue Dec  4 16:32:00 2018", "2018-12-04T16:32:00Z"},
                    Case{"Tue, 04 Dec 2018", "2018-12-04T00:00:00Z"},
                    Case{"Tue, 04 Dec 2018 9:05:00 GMT", "2018-12-04T09:05:00Z"},
                    Case{"4 Dec 18", ""}, Case{"4 Dec 2018 with guests", ""},
                    Case{"40 Dec 2018", ""}, Case{"December", ""}, Case{"", ""}));

}  // namespace
}  // namespace quire::extract
