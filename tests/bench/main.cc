// quire-bench latency | query [--articles N] [--rounds N] [--seed N]

#include <charconv>
#include <cstdio>
#include <exception>
#include <span>
#include <string_view>

#include "tests/bench/bench.h"

namespace {

using quire::bench::Options;

bool read_number(std::string_view text, auto& out) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && stop == text.data() + text.size() && out > 0;
}

bool read_options(std::span<char*> arguments, Options& options) {
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
    const std::string_view name = arguments[i];
    const std::string_view value = arguments[i + 1];
    const bool known = (name == "--articles" && read_number(value, options.articles)) ||
                       (name == "--rounds" && read_number(value, options.rounds)) ||
                       (name == "--seed" && read_number(value, options.seed));
    if (!known) return false;
  }
  return arguments.size() % 2 == 0;
}

int usage() {
  std::fputs("usage: quire-bench latency|query [--articles N] [--rounds N] [--seed N]\n", stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
  Options options;
  if (argc < 2 || !read_options(arguments.subspan(2), options)) return usage();
  const std::string_view what = arguments[1];
  try {
    if (what == "latency") return quire::bench::measure_latency(options) ? 0 : 1;
    if (what == "query") return quire::bench::measure_query(options) ? 0 : 1;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "quire-bench: %s\n", failure.what());
    return 1;
  }
  return usage();
}
