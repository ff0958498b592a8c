#include <cstdio>
#include <string>
#include <vector>

#include "index/base/format.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/story_articles.h"
#include "tests/support/daemon_process.h"

namespace quire::bench {
namespace {

// Writes articles until there are so many; returns the story of each, under the name of its file.
std::vector<std::size_t> write_stories(const test::DaemonProcess& daemon, std::uint64_t seed,
                                       std::size_t articles) {
  StoryGenerator generator(seed);
  std::vector<std::size_t> truth;
  while (truth.size() < articles) {
    for (const ToldArticle& told : generator.next()) {
      daemon.files().write(format("drop/{}/{}.txt", truth.size() % 50, truth.size()),
                           told.title + "\n\n" + told.body);
      truth.push_back(told.story);
    }
  }
  return truth;
}

// The story that the daemon tells of each article.
std::vector<std::string> told_stories(test::JsonClient& client, std::size_t articles) {
  constexpr std::size_t kPage = 1000;
  std::vector<std::string> found(articles);
  for (std::size_t offset = 0; offset < articles; offset += kPage) {
    const test::Json page = client.result("search", {{"query", ""},
                                                     {"stories", false},
                                                     {"sort", "oldest"},
                                                     {"snippet_chars", 0},
                                                     {"offset", offset},
                                                     {"limit", kPage}});
    for (const test::Json& hit : page["hits"]) {
      const std::string path = hit["path"];
      found.at(std::stoul(path.substr(path.rfind('/') + 1))) = hit["story"];
    }
  }
  return found;
}

}  // namespace

bool measure_stories(const StoriesOptions& options) {
  test::DaemonProcess daemon({.log_level = "warning"});
  const std::vector<std::size_t> truth = write_stories(daemon, options.seed, options.articles);
  if (!daemon.start_quietly()) return false;
  test::JsonClient client(daemon.socket());
  wait_until_searchable(client);
  const PairScores scores = pair_scores(truth, told_stories(client, truth.size()));
  std::printf("%zu articles of %zu stories: precision %.4f, recall %.4f of pairs\n", truth.size(),
              truth.back() + 1, scores.precision, scores.recall);
  return true;
}

}  // namespace quire::bench
