#include "tests/bench/standing_queries.h"

#include <algorithm>

#include "index/base/format.h"
#include "index/base/random.h"

namespace quire::bench {
namespace {

class QueryMaker {
 public:
  QueryMaker(const ArticleGenerator& generator, std::uint64_t seed)
      : generator_(generator), random_(seed) {}

  std::string next() {
    switch (random_.below(20)) {
      case 0:
        return format("\"{} {}\"", word(100), word(1000));
      case 1:
        return format("{} NEAR/10 {}", word(300), word(1000));
      case 2:
        return format("{} SAME {}", word(500), word(1500));
      case 3:
        return "title:" + rare();
      case 4:
        return format("lead:{} {}", rare(), filter());
      case 5:
        return format("{}* {}", beginning(), filter());
      case 6:
        return format("{}~ {}", rare(), filter());
      case 7:
        return format("({} OR {}) AND {} AND NOT {}", rare(), rare(), word(500), word(200));
      case 8:
        return format("+{} +{} -{}", word(500), rare(), word(500));
      case 9:
        return format("atleast2:{} {}", rare(), filter());
      case 10:
        return format("{} words:..100", rare());
      case 11:
        return rare();
      default:
        return format("{} AND {}", word(1000), rare());
    }
  }

 private:
  // One of the `most` most frequent, but for the very first.
  const std::string& word(std::size_t most) { return generator_.word(20 + random_.below(most)); }
  // One of those behind the first tenth.
  const std::string& rare() {
    const std::size_t first = generator_.words() / 10;
    return generator_.word(first + random_.below(generator_.words() - first));
  }
  // Beside words it must match as well.
  std::string filter() { return format("AND {}", word(500)); }
  std::string beginning() {
    const std::string& word = rare();
    return word.substr(0, std::max<std::size_t>(4, word.size() - 2));
  }

  const ArticleGenerator& generator_;
  Random random_;
};

}  // namespace

std::vector<std::string> standing_queries(const ArticleGenerator& generator, std::size_t count,
                                          std::uint64_t seed) {
  QueryMaker maker(generator, seed);
  std::vector<std::string> queries;
  while (queries.size() < count) queries.push_back(maker.next());
  return queries;
}

}  // namespace quire::bench
