#include "tests/bench/searches.h"

#include <chrono>
#include <stdexcept>

#include "index/base/format.h"

namespace quire::bench {
namespace {

using test::Json;

Json query(const std::string& text) { return {{"query", text}}; }

}  // namespace

std::vector<Search> searches(const ArticleGenerator& generator) {
  const auto word = [&](std::size_t rank) { return generator.word(rank); };
  const std::string dates = "date:2018-03..2018-09";
  return {
      {"one word", query(word(300))},
      {"three words", query(word(40) + " " + word(400) + " " + word(4000))},
      {"phrase", query(format("\"{} {}\"", word(10), word(20)))},
      {"NEAR", query(format("{} NEAR/5 {}", word(30), word(300)))},
      {"SAME", query(format("{} SAME {}", word(30), word(300)))},
      {"wildcard", query(word(300).substr(0, 3) + "*")},
      {"wildcard in front", query("*" + word(300).substr(1))},
      {"fuzzy", query(word(300) + "~")},
      {"dates", query(word(30) + " " + dates)},
      {"dates, newest", {{"query", word(30) + " " + dates}, {"sort", "newest"}}},
      {"newest", {{"query", word(30)}, {"sort", "newest"}}},
      {"facets", {{"query", word(30)}, {"facets", {"source", "month"}}}},
      {"facets, all fields",
       {{"query", word(30)},
        {"facets",
         {"source", "section", "author", "place", "language", "tag", "year", "month", "day"}}}},
      {"typing one letter", {{"query", word(30) + " " + word(300).substr(0, 1)}, {"typing", true}}},
      {"typing three letters",
       {{"query", word(30) + " " + word(300).substr(0, 3)}, {"typing", true}}},
  };
}

double time_of(test::JsonClient& client, const Json& params) {
  using std::chrono::steady_clock;
  const auto start = steady_clock::now();
  (void)client.result("search", params);
  return std::chrono::duration<double, std::micro>(steady_clock::now() - start).count();
}

std::string line_of(const Json& params) {
  return Json{{"jsonrpc", "2.0"}, {"id", 1}, {"method", "search"}, {"params", params}}.dump() +
         "\n";
}

double time_of_line(test::JsonClient& client, const std::string& line) {
  using std::chrono::steady_clock;
  const auto start = steady_clock::now();
  client.send(line);
  const std::string answer = client.read_line();
  const auto took = steady_clock::now() - start;
  if (answer.find("\"result\":") == std::string::npos) throw std::runtime_error(answer);
  return std::chrono::duration<double, std::micro>(took).count();
}

std::string shown(double microseconds) { return format("{:.2f} ms", microseconds / 1000); }

}  // namespace quire::bench
