#include "daemon/protocol/framing.h"

#include <gtest/gtest.h>

namespace quire::protocol {
namespace {

constexpr std::size_t kMax = 64;

// The frames of what has been fed, one a string: the text, or "!" and the error's name.
std::vector<std::string> drain(FrameDecoder& decoder) {
  std::vector<std::string> frames;
  while (auto frame = decoder.next()) {
    frames.push_back(frame->error ? "!" + std::string(name_of(frame->error->code)) : frame->text);
  }
  return frames;
}

std::vector<std::string> decode_whole(std::string_view bytes) {
  FrameDecoder decoder(kMax);
  decoder.feed(bytes);
  return drain(decoder);
}

std::vector<std::string> decode_by_byte(std::string_view bytes) {
  FrameDecoder decoder(kMax);
  std::vector<std::string> frames;
  for (const char byte : bytes) {
    decoder.feed({&byte, 1});
    for (std::string& frame : drain(decoder)) frames.push_back(std::move(frame));
  }
  return frames;
}

struct StreamCase {
  const char* name;
  std::string bytes;
  std::vector<std::string> frames;
};

std::ostream& operator<<(std::ostream& out, const StreamCase& c) { return out << c.name; }

class Stream : public testing::TestWithParam<StreamCase> {};

TEST_P(Stream, comes_apart_when_it_arrives_at_once) {
  EXPECT_EQ(decode_whole(GetParam().bytes), GetParam().frames);
}

TEST_P(Stream, comes_apart_when_it_arrives_byte_by_byte) {
  EXPECT_EQ(decode_by_byte(GetParam().bytes), GetParam().frames);
}

std::string with_header(const std::string& body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::vector<StreamCase> stream_cases() {
  const std::string longest = "{\"a\":\"" + std::string(kMax - 8, 'x') + "\"}";
  const std::string too_long = "{\"a\":\"" + std::string(kMax, 'x') + "\"}";
  return {
      {"lines", "{\"a\":1}\n{\"b\":2}\n", {"{\"a\":1}", "{\"b\":2}"}},
      {"an_unfinished_line", "{\"a\":1}\n{\"b\"", {"{\"a\":1}"}},
      {"blank_lines", "\n\r\n  \n{\"a\":1}\n\n \t\n{\"b\":2}\n", {"{\"a\":1}", "{\"b\":2}"}},
      {"a_batch_on_a_line", "[{\"a\":1}]\n{\"b\":2}\n", {"[{\"a\":1}]", "{\"b\":2}"}},
      {"a_bracket_alone_on_a_line", "[\n{\"b\":2}\n", {"[", "{\"b\":2}"}},
      {"what_is_no_json", "hello\n{\"b\":2}\n", {"hello", "{\"b\":2}"}},
      {"a_line_at_the_limit", longest + "\n", {longest}},
      {"a_line_over_the_limit", too_long + "\n{\"b\":2}\n", {"!too_large", "{\"b\":2}"}},
      {"vim", "[1,{\"a\":2}][2,{}]\n[3,\"x\"]\n", {"[1,{\"a\":2}]", "[2,{}]", "[3,\"x\"]"}},
      {"vim_with_space", " [ 1,{}]\n", {"[ 1,{}]"}},
      {"vim_with_brackets_in_a_string",
       R"([1,{"q":"]}\"]["}][2,0])",
       {R"([1,{"q":"]}\"]["}])", "[2,0]"}},
      {"vim_with_a_backslash_at_a_strings_end", R"([1,"\\"][2,0])", {R"([1,"\\"])", "[2,0]"}},
      {"vim_cut_off_by_a_line_end", "[1,{\"q\":\"x\n[2,0]", {"[1,{\"q\":\"x\n", "[2,0]"}},
      {"vim_out_of_step", "[1,0]xyz]]\n[2,0]", {"[1,0]", "xyz]]", "[2,0]"}},
      {"vim_at_the_limit",
       "[1," + std::string(kMax - 4, '0') + "]",
       {"[1," + std::string(kMax - 4, '0') + "]"}},
      {"vim_over_the_limit",
       "[1," + std::string(kMax - 3, '0') + "]\n[2,0]",
       {"!too_large", "[2,0]"}},
      {"vim_over_the_limit_by_far",
       "[1," + std::string(2 * kMax, '0') + "][8,0]\n[2,0]",
       {"!too_large", "[2,0]"}},
      {"a_bracket_and_a_number_on_the_next_line", "[\n1]\n", {"[", "1]"}},
      {"a_bracket_and_a_number_far_behind",
       "[" + std::string(kMax, ' ') + "1,{}]\n{}\n",
       {"!too_large", "{}"}},
      {"headers_as_long_as_may_be",
       "Content-Length: 2\r\nX: " + std::string(1024 - 22, 'x') + "\r\n\r\n{}",
       {"{}"}},
      {"headers_that_are_too_long",
       "Content-Length: 2\r\nX: " + std::string(1024 - 21, 'x') + "\r\n\r\n{}",
       {"!invalid_argument"}},
      {"headers", with_header("{\"a\":1}") + with_header("{}"), {"{\"a\":1}", "{}"}},
      {"a_body_with_line_ends", with_header("{\r\n\r\n}\n"), {"{\r\n\r\n}\n"}},
      {"more_headers",
       "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2\r\n\r\n{}",
       {"{}"}},
      {"an_empty_body", with_header("") + with_header("{}"), {"", "{}"}},
      {"a_body_over_the_limit", with_header(too_long) + with_header("{}"), {"!too_large", "{}"}},
      {"a_header_without_a_length",
       "Content-Type: x\r\n\r\n{}" + with_header("{}"),
       {"!invalid_argument"}},
      {"a_length_that_is_no_number", "Content-Length: 2x\r\n\r\n{}", {"!invalid_argument"}},
      {"a_negative_length", "Content-Length: -2\r\n\r\n{}", {"!invalid_argument"}},
      {"a_length_past_all_numbers",
       "Content-Length: 99999999999999999999999\r\n\r\n{}",
       {"!invalid_argument"}},
      {"headers_without_end", "C" + std::string(2000, 'x'), {"!invalid_argument"}},
  };
}

INSTANTIATE_TEST_SUITE_P(All, Stream, testing::ValuesIn(stream_cases()),
                         [](const auto& tested) { return tested.param.name; });

struct FirstByteCase {
  const char* name;
  std::vector<std::string> feeds;
  Framing framing;
};

class FirstByte : public testing::TestWithParam<FirstByteCase> {};

TEST_P(FirstByte, tells_the_framing) {
  FrameDecoder decoder(kMax);
  for (const std::string& bytes : GetParam().feeds) {
    decoder.feed(bytes);
    (void)decoder.next();
  }
  EXPECT_EQ(decoder.framing(), GetParam().framing);
}

INSTANTIATE_TEST_SUITE_P(
    All, FirstByte,
    testing::Values(FirstByteCase{"nothing_yet", {""}, Framing::kUnknown},
                    FirstByteCase{"only_space", {" \r\n\t"}, Framing::kUnknown},
                    FirstByteCase{"brace", {"{"}, Framing::kLines},
                    FirstByteCase{"brace_after_space", {"\n", " {"}, Framing::kLines},
                    FirstByteCase{"capital_c", {"C"}, Framing::kContentLength},
                    FirstByteCase{"small_c", {"content-"}, Framing::kContentLength},
                    FirstByteCase{"bracket_alone", {"["}, Framing::kUnknown},
                    FirstByteCase{"bracket_then_number", {"[", " ", "7"}, Framing::kVim},
                    FirstByteCase{"bracket_then_brace", {"[", "{"}, Framing::kLines},
                    FirstByteCase{"bracket_then_line_end", {"[", "\n"}, Framing::kLines},
                    FirstByteCase{"anything_else", {"GET / HTTP/1.1"}, Framing::kLines}),
    [](const auto& tested) { return tested.param.name; });

TEST(FrameDecoder, a_bracket_and_endless_space_are_not_kept_for_ever) {
  FrameDecoder decoder(kMax);
  decoder.feed("[");
  for (std::size_t i = 0; i < 3 * kMax; ++i) {
    decoder.feed(" ");
    (void)decoder.next();
  }
  EXPECT_LE(decoder.buffered(), kMax);
}

TEST(FrameDecoder, a_line_that_is_too_long_is_not_kept_while_it_comes_in) {
  FrameDecoder decoder(kMax);
  decoder.feed("{");
  for (int i = 0; i < 100; ++i) {
    decoder.feed(std::string(kMax, 'x'));
    (void)drain(decoder);
    EXPECT_LE(decoder.buffered(), kMax);
  }
}

TEST(FrameDecoder, a_body_that_is_too_long_is_not_kept_while_it_comes_in) {
  FrameDecoder decoder(kMax);
  decoder.feed("Content-Length: 1000000000000\r\n\r\n");
  EXPECT_EQ(drain(decoder), std::vector<std::string>{"!too_large"});
  for (int i = 0; i < 100; ++i) decoder.feed(std::string(kMax, 'x'));
  EXPECT_EQ(decoder.buffered(), 0U);
}

TEST(FrameDecoder, line_ends_between_vims_messages_are_not_kept) {
  FrameDecoder decoder(kMax);
  decoder.feed("[1,0]\n");
  EXPECT_EQ(drain(decoder), std::vector<std::string>{"[1,0]"});
  for (std::size_t i = 0; i < 2 * kMax; ++i) {
    decoder.feed("\n");
    EXPECT_EQ(drain(decoder), std::vector<std::string>{});
  }
  EXPECT_EQ(decoder.buffered(), 0U);
}

TEST(FrameDecoder, a_whole_message_leaves_nothing_behind) {
  FrameDecoder decoder(kMax);
  decoder.feed("{\"a\":1}\n");
  (void)drain(decoder);
  EXPECT_EQ(decoder.buffered(), 0U);
}

TEST(FrameDecoder, the_error_names_the_limit) {
  FrameDecoder decoder(kMax);
  decoder.feed("{" + std::string(kMax, ' '));
  const auto frame = decoder.next();
  ASSERT_TRUE(frame && frame->error);
  EXPECT_EQ(frame->error->message, "the request is longer than 64 bytes");
  EXPECT_EQ(frame->error->hint, "raise limits.request_bytes, or ask for less at a time");
}

// Moving the rest of the buffer for every message would take minutes here.
TEST(FrameDecoder, a_million_small_messages_in_one_feed_come_apart_in_linear_time) {
  constexpr std::size_t kMessages = 1'000'000;
  std::string bytes;
  for (std::size_t i = 0; i < kMessages; ++i) bytes += "{}\n\n";
  FrameDecoder decoder(bytes.size());
  decoder.feed(bytes);
  std::size_t frames = 0;
  while (decoder.next()) ++frames;
  EXPECT_EQ(frames, kMessages);
}

TEST(EncodeFrame, ends_lines_and_vims_messages_with_a_newline) {
  EXPECT_EQ(encode_frame(Framing::kLines, "{}"), "{}\n");
  EXPECT_EQ(encode_frame(Framing::kUnknown, "{}"), "{}\n");
  EXPECT_EQ(encode_frame(Framing::kVim, "[1,{}]"), "[1,{}]\n");
}

TEST(EncodeFrame, counts_the_bytes_not_the_characters) {
  EXPECT_EQ(encode_frame(Framing::kContentLength, "\"é\""), "Content-Length: 4\r\n\r\n\"é\"");
}

}  // namespace
}  // namespace quire::protocol
