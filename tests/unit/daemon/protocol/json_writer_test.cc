#include "daemon/protocol/json_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace quire::protocol {
namespace {

TEST(JsonWriter, commas_stand_between_values_and_nowhere_else) {
  JsonWriter out;
  out.begin_object().key("a").begin_array().end_array().key("b").begin_object().end_object();
  out.key("c")
      .begin_array()
      .number(std::uint64_t{1})
      .null()
      .boolean(true)
      .begin_array()
      .end_array();
  out.end_array().key("d").number(0.5).end_object();
  EXPECT_EQ(out.take(), R"({"a":[],"b":{},"c":[1,null,true,[]],"d":0.5})");
}

TEST(JsonWriter, any_text_is_read_back_as_it_was) {
  std::string all;
  for (char c = 1; c < 127; ++c) all.push_back(c);
  all += "caf\xC3\xA9 \xF0\x9F\x93\xB0";
  all.push_back('\0');
  JsonWriter out;
  out.text(all);
  EXPECT_EQ(nlohmann::json::parse(out.take()).get<std::string>(), all);
}

TEST(JsonWriter, bytes_that_are_not_utf8_become_replacement_characters) {
  JsonWriter out;
  out.text("a\xFF\"");
  EXPECT_EQ(out.take(), "\"a\xEF\xBF\xBD\\\"\"");
}

}  // namespace
}  // namespace quire::protocol
