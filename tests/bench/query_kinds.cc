#include "tests/bench/query_kinds.h"

#include <chrono>
#include <stdexcept>

#include "daemon/commands/search.h"
#include "index/base/format.h"

namespace quire::bench {

std::vector<QueryKind> query_kinds(const ArticleGenerator& generator) {
  const auto word = [&](std::size_t rank) { return generator.word(rank); };
  return {{"frequent word", word(30)},
          {"rare word", word(5000)},
          {"three words", word(40) + " " + word(400) + " " + word(4000)},
          {"phrase", format("\"{} {}\"", word(1), word(2))},
          {"boolean", format("({} OR {}) AND {} NOT {}", word(50), word(60), word(20), word(70))},
          {"title", "title:" + word(35)}};
}

double time_in_process(commands::Engine& engine, const std::string& query,
                       std::uint32_t snippet_chars) {
  using std::chrono::steady_clock;
  protocol::SearchRequest request;
  request.query = query;
  request.snippet_chars = snippet_chars;
  const auto start = steady_clock::now();
  const auto found =
      commands::run_search(engine, request, start + std::chrono::seconds(10), nullptr);
  if (!found) throw std::runtime_error(query + ": " + found.error().message);
  return std::chrono::duration<double, std::micro>(steady_clock::now() - start).count();
}

}  // namespace quire::bench
