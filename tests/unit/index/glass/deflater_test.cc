#include "index/glass/deflater.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

#include "index/base/random.h"
#include "tests/unit/index/glass/test_documents.h"

namespace quire::glass {
namespace {

// As zlib reads it; `size` bytes are expected.
std::string inflated(std::string in, std::size_t size) {
  std::string out(size + 1, '?');
  z_stream stream{};
  EXPECT_EQ(::inflateInit2(&stream, -15), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  out.resize(stream.total_out);
  ::inflateEnd(&stream);
  return out;
}

class DeflaterTest : public testing::Test {
 protected:
  std::string deflate(std::string_view in) {
    std::string out(in.size() * 2 + 100 + Deflater::kSlack, '?');
    const char* end = deflater_.deflate(in, out.data(), out.size() - Deflater::kSlack);
    EXPECT_NE(end, nullptr);
    out.resize(static_cast<std::size_t>(end - out.data()));
    return out;
  }
  void expect_round_trip(const std::string& in) {
    const std::string out = deflate(in);
    ASSERT_EQ(inflated(out, in.size()), in) << in.size() << " bytes";
  }

  Deflater deflater_;
};

// Sentences of a few thousand words, some of them likelier.
std::string text(Random& random, std::size_t size) {
  std::string out;
  while (out.size() < size) {
    std::uint64_t word = random.below(random.below(3000) + 1) + 30;
    for (; word > 0; word /= 20) out.push_back(static_cast<char>('a' + word % 20));
    out += random.below(12) == 0 ? ". " : " ";
  }
  out.resize(size);
  return out;
}

TEST_F(DeflaterTest, text_of_any_size_comes_back) {
  Random random(1);
  for (std::size_t size = 1; size < 3000; size += 1 + size / 50) {
    expect_round_trip(text(random, size));
  }
  for (const std::size_t size : {32767U, 32768U, 32769U, 65536U, 200000U, 3000000U}) {
    expect_round_trip(text(random, size));
  }
}

TEST_F(DeflaterTest, bytes_of_any_distribution_come_back) {
  Random random(2);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(1 + random.below(4000), '\0');
    const std::uint64_t alphabet = 1 + random.below(256);
    for (char& byte : bytes) byte = static_cast<char>(random.below(random.below(alphabet) + 1));
    expect_round_trip(bytes);
  }
}

TEST_F(DeflaterTest, runs_and_far_repeats_come_back) {
  Random random(3);
  const std::string block = test::random_bytes(random, 300);
  for (const std::size_t gap :
       {0U, 1U, 7U, 250U, 258U, 259U, 32460U, 32467U, 32468U, 32469U, 40000U}) {
    expect_round_trip(block + std::string(gap, 'x') + block);
    expect_round_trip(std::string(gap + 1, 'y'));
    expect_round_trip(block + test::random_bytes(random, gap) + block);
  }
}

TEST_F(DeflaterTest, nothing_of_an_earlier_input_is_referred_to) {
  Random random(4);
  const std::string first = text(random, 5000);
  deflate(first);
  expect_round_trip(first.substr(1000, 2000));
}

TEST_F(DeflaterTest, text_gets_about_as_small_as_with_zlibs_fastest_level) {
  Random random(5);
  std::size_t ours = 0;
  std::size_t zlibs = 0;
  for (int i = 0; i < 100; ++i) {
    const std::string in = text(random, 500 + random.below(3000));
    ours += deflate(in).size();
    std::string out(::compressBound(in.size()), '?');
    uLongf size = out.size();
    ASSERT_EQ(::compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                          reinterpret_cast<const Bytef*>(in.data()), in.size(), 1),
              Z_OK);
    zlibs += size - 6;  // zlib's own header and sum
  }
  EXPECT_LT(ours, zlibs + zlibs / 20);
}

TEST_F(DeflaterTest, a_stream_over_the_limit_is_given_up) {
  Random random(6);
  const std::string in = text(random, 2000);
  const std::size_t size = deflate(in).size();
  std::string out(size + Deflater::kSlack, '?');
  EXPECT_NE(deflater_.deflate(in, out.data(), size), nullptr);
  EXPECT_EQ(deflater_.deflate(in, out.data(), size - 1), nullptr);
  EXPECT_EQ(deflater_.deflate(test::random_bytes(random, 3000), out.data(), size), nullptr);
}

}  // namespace
}  // namespace quire::glass
