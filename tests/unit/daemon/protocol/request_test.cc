#include "daemon/protocol/request.h"

#include <gtest/gtest.h>

namespace quire::protocol {
namespace {

// A request in one line: id, method, and "!code message" when it is none.
std::string summary(const Request& request) {
  std::string out = request.is_notification() ? "-" : request.id;
  if (request.error) {
    return out + " !" + std::to_string(request.error->code) + " " + request.error->message;
  }
  return out + " " + request.method;
}

std::string summary(const Incoming& incoming) {
  std::string out = incoming.batch ? "batch: " : "";
  if (!incoming.vim_channel.empty()) out += "vim " + incoming.vim_channel + ": ";
  for (std::size_t i = 0; i < incoming.requests.size(); ++i) {
    if (i > 0) out += "; ";
    out += summary(incoming.requests[i]);
  }
  return out;
}

struct Case {
  const char* name;
  std::string text;
  std::string summary;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text.substr(0, 200); }

class IncomingText : public testing::TestWithParam<Case> {};
class IncomingFromVim : public testing::TestWithParam<Case> {};

TEST_P(IncomingText, is_read) {
  EXPECT_EQ(summary(parse_incoming(GetParam().text, false)), GetParam().summary);
}

TEST_P(IncomingFromVim, is_read) {
  EXPECT_EQ(summary(parse_incoming(GetParam().text, true)), GetParam().summary);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string batch_of(std::size_t count) {
  std::string out = "[";
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ",";
    out += R"({"jsonrpc":"2.0","method":"m"})";
  }
  return out + "]";
}

std::string with_names(std::size_t count) {
  std::string out = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{";
  for (std::size_t i = 4; i < count; ++i) {
    if (i > 4) out += ",";
    out += "\"" + std::to_string(i) + "\":0";
  }
  return out + "}}";
}

INSTANTIATE_TEST_SUITE_P(
    All, IncomingText,
    testing::Values(
        Case{"a_request", R"({"jsonrpc":"2.0","id":7,"method":"status"})", "7 status"},
        Case{"a_text_id", R"({"jsonrpc":"2.0","id":"a\"b","method":"m"})", R"("a\"b" m)"},
        Case{"a_null_id", R"({"jsonrpc":"2.0","id":null,"method":"m"})", "null m"},
        Case{"a_fractional_id", R"({"jsonrpc":"2.0","id":1.5,"method":"m"})", "1.5 m"},
        Case{"a_negative_id", R"({"jsonrpc":"2.0","id":-1,"method":"m"})", "-1 m"},
        Case{"a_notification", R"({"jsonrpc":"2.0","method":"m"})", "- m"},
        Case{"space_around_it", " \t{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}\r", "1 m"},
        Case{"a_batch", R"([{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","method":"b"}])",
             "batch: 1 a; - b"},
        Case{"a_batch_with_something_else_in_it", R"([1,{"jsonrpc":"2.0","id":2,"method":"b"}])",
             "batch: null !-32600 a request must be an object; 2 b"},
        Case{"an_empty_batch", "[]", "null !-32600 a batch must have 1 to 64 requests"},
        Case{"a_batch_that_is_too_long", batch_of(65),
             "null !-32004 a batch must have 1 to 64 requests"},
        Case{"nothing", "", "null !-32700 not valid JSON at byte 1"},
        Case{"broken_json", R"({"id":1,})", "null !-32700 not valid JSON at byte 9"},
        Case{"two_texts", "{} {}", "null !-32700 not valid JSON at byte 4"},
        Case{"broken_utf8", "{\"id\":\"\xFF\"}", "null !-32700 not valid JSON at byte 8"},
        Case{"a_number_past_all_numbers", R"({"jsonrpc":"2.0","id":1e999,"method":"m"})",
             "null !-32700 a number in the JSON is too large"},
        Case{"a_text", "\"search\"", "null !-32600 a request must be an object"},
        Case{"an_id_that_is_none", R"({"jsonrpc":"2.0","id":[1],"method":"m"})",
             "null !-32600 \"id\" must be a string, a number or null"},
        Case{"no_version", R"({"id":3,"method":"m"})", "3 !-32600 \"jsonrpc\" must be \"2.0\""},
        Case{"another_version", R"({"jsonrpc":2.0,"id":3,"method":"m"})",
             "3 !-32600 \"jsonrpc\" must be \"2.0\""},
        Case{"no_method", R"({"jsonrpc":"2.0","id":3})", "3 !-32600 \"method\" must be a string"},
        Case{"a_method_that_is_none", R"({"jsonrpc":"2.0","id":3,"method":4})",
             "3 !-32600 \"method\" must be a string"},
        Case{"params_that_are_none", R"({"jsonrpc":"2.0","id":3,"method":"m","params":"x"})",
             "3 !-32600 \"params\" must be an object"},
        Case{"nesting_at_the_limit", repeated("[", 64) + repeated("]", 64),
             "batch: null !-32600 a request must be an object"},
        Case{"nesting_past_the_limit", repeated("[", 65) + repeated("]", 65),
             "null !-32700 the JSON is nested deeper than 64 levels"},
        Case{"hostile_nesting", repeated("[{\"a\":", 100'000),
             "null !-32700 the JSON is nested deeper than 64 levels"},
        Case{"brackets_in_a_text",
             "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\\"" + repeated("[{", 100) + "\"}",
             "1 \"" + repeated("[{", 100)},
        Case{"as_many_names_as_may_be", with_names(4096), "1 m"},
        Case{"too_many_names", with_names(4097),
             "null !-32700 the JSON has more than 4096 named values"}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    All, IncomingFromVim,
    testing::Values(
        Case{"the_channel_stands_for_the_id", R"([4,{"method":"status"}])", "vim 4: 4 status"},
        Case{"an_id_of_its_own", R"([4,{"jsonrpc":"2.0","id":9,"method":"m"}])", "vim 4: 9 m"},
        Case{"another_version", R"([4,{"jsonrpc":"1.0","method":"m"}])",
             "vim 4: 4 !-32600 \"jsonrpc\" must be \"2.0\""},
        Case{"no_method", "[4,{}]", "vim 4: 4 !-32600 \"method\" must be a string"},
        Case{"a_text", "[4,\"x\"]", "vim 4: null !-32600 a request must be an object"},
        Case{"too_short", "[4]", "null !-32600 not a message of a JSON channel"},
        Case{"too_long", "[4,{},5]", "null !-32600 not a message of a JSON channel"},
        Case{"a_negative_channel", "[-4,{}]", "null !-32600 not a message of a JSON channel"},
        Case{"an_object", R"({"jsonrpc":"2.0","id":1,"method":"m"})",
             "null !-32600 not a message of a JSON channel"},
        Case{"broken_json", "[4,{\n", "null !-32700 not valid JSON at byte 6"}),
    [](const auto& tested) { return tested.param.name; });

TEST(ParseIncoming, an_invalid_request_says_what_to_send) {
  const Incoming incoming = parse_incoming("7", false);
  ASSERT_TRUE(incoming.requests.front().error.has_value());
  EXPECT_NE(incoming.requests.front().error->hint.find("\"method\": \"search\""),
            std::string::npos);
}

}  // namespace
}  // namespace quire::protocol
