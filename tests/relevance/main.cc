// quire-relevance: how well queries of a judged collection are ranked. See README.md beside this
// file.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>

#include "config/settings.h"
#include "index/base/format.h"
#include "tests/relevance/collection.h"
#include "tests/relevance/judged_index.h"
#include "tests/relevance/scores.h"

namespace {

using namespace quire::relevance;
using quire::Result;

struct Request {
  std::string collection;
  std::vector<std::string> languages = quire::config::stemming_languages({});
  bool as_written = false;
  bool by_query = false;
  std::string run;   // a file
  std::string trec;  // a file
};

void add_options(CLI::App& app, Request& request) {
  app.add_option("COLLECTION", request.collection,
                 "folder with docs.jsonl, queries.jsonl and qrels.tsv")
      ->required()
      ->check(CLI::ExistingDirectory);
  app.add_option("--languages", request.languages, "of the articles, as index.languages has them")
      ->delimiter(',')
      ->capture_default_str();
  app.add_flag("--as-written", request.as_written,
               "read queries by the query language, not as plain text");
  app.add_flag("--by-query", request.by_query, "the average precision of each query as well");
  app.add_option("--run", request.run,
                 "write what was found: query, document, rank and score, tab separated");
  app.add_option("--trec", request.trec, "the same in the six columns that trec_eval takes");
}

struct Searched {
  Run run;
  std::string run_lines;
  std::string trec_lines;
  std::size_t refused = 0;
};

Searched search_all(const Collection& collection, JudgedIndex& index, Reading reading) {
  Searched out;
  for (const Query& query : collection.queries) {
    const auto found = index.search(query.text, reading);
    if (!found) {
      ++out.refused;
      std::fprintf(stderr, "query %s: %s\n", query.id.c_str(), found.error().message.c_str());
      continue;
    }
    std::size_t rank = 0;
    for (const FoundDocument& one : *found) {
      ++rank;
      out.run[query.id].push_back(one.id);
      out.run_lines += quire::format("{}\t{}\t{}\t{:.6f}\n", query.id, one.id, rank, one.score);
      out.trec_lines +=
          quire::format("{} Q0 {} {} {:.6f} quire\n", query.id, one.id, rank, one.score);
    }
  }
  return out;
}

bool write_file(const std::string& path, const std::string& text) {
  if (path.empty()) return true;
  std::ofstream out(path);
  out << text;
  out.close();
  if (!out) std::fprintf(stderr, "cannot write %s\n", path.c_str());
  return static_cast<bool>(out);
}

void print_by_query(const Collection& collection, const Run& run) {
  for (const Query& query : collection.queries) {
    const auto judged = collection.judged.find(query.id);
    if (judged == collection.judged.end()) continue;
    const auto found = run.find(query.id);
    const double precision =
        found == run.end() ? 0 : average_precision(judged->second, found->second);
    std::printf("%.4f  %s  %s\n", precision, query.id.c_str(), query.text.substr(0, 70).c_str());
  }
}

bool measure(const Request& request) {
  const auto collection = read_collection(request.collection);
  if (!collection) {
    std::fprintf(stderr, "%s\n", collection.error().message.c_str());
    return false;
  }
  auto index = JudgedIndex::create(*collection, request.languages);
  if (!index) {
    std::fprintf(stderr, "%s\n", index.error().message.c_str());
    return false;
  }
  const Reading reading = request.as_written ? Reading::kAsWritten : Reading::kPlainText;
  const Searched searched = search_all(*collection, **index, reading);
  if (request.by_query) print_by_query(*collection, searched.run);
  const Scores scores = score(collection->judged, searched.run);
  std::printf("MAP %.4f  nDCG@10 %.4f  P@10 %.3f  R@1000 %.3f  queries %zu\n", scores.map,
              scores.ndcg_10, scores.p_10, scores.recall_1000, scores.queries);
  std::printf("queries %s; %zu were refused; %zu of %zu documents are empty\n",
              request.as_written ? "by the query language" : "as plain text", searched.refused,
              (*index)->passed_over(), collection->documents.size());
  return write_file(request.run, searched.run_lines) &&
         write_file(request.trec, searched.trec_lines);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("how well the queries of a judged collection are ranked");
  Request request;
  add_options(app, request);
  CLI11_PARSE(app, argc, argv);
  return measure(request) ? 0 : 1;
}
