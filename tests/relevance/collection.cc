#include "tests/relevance/collection.h"

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "index/base/format.h"

namespace quire::relevance {
namespace {

using Json = nlohmann::json;

// Ids may be numbers.
std::string id_of(const Json& object) {
  const Json& id = object.at("id");
  return id.is_string() ? id.get<std::string>() : id.dump();
}

Result<void> each_line(const std::string& path,
                       const std::function<void(const std::string&)>& take) {
  std::ifstream in(path);
  if (!in) {
    return Error{ErrorCode::kNotFound, format("cannot open {}", path),
                 "a collection's folder has docs.jsonl, queries.jsonl and qrels.tsv"};
  }
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    try {
      take(line);
    } catch (const std::exception& error) {
      return Error{ErrorCode::kCorrupt, format("{}:{}: {}", path, number, error.what()), {}};
    }
  }
  return {};
}

void add_judgement(Collection& collection, const std::string& line) {
  std::istringstream columns(line);
  std::string query;
  std::string document;
  double relevance = 1;
  if (!(columns >> query >> document)) throw std::runtime_error("too few columns");
  if (std::string third; columns >> third) relevance = std::stod(third);
  if (relevance > 0) collection.judged[query][document] = relevance;
}

}  // namespace

Result<Collection> read_collection(const std::string& folder) {
  Collection collection;
  auto read = each_line(folder + "/docs.jsonl", [&](const std::string& line) {
    const Json document = Json::parse(line);
    collection.documents.push_back(
        {id_of(document), document.value("title", ""), document.value("text", "")});
  });
  if (!read) return read.error();
  read = each_line(folder + "/queries.jsonl", [&](const std::string& line) {
    const Json query = Json::parse(line);
    collection.queries.push_back({id_of(query), query.at("text").get<std::string>()});
  });
  if (!read) return read.error();
  read = each_line(folder + "/qrels.tsv",
                   [&](const std::string& line) { add_judgement(collection, line); });
  if (!read) return read.error();
  return collection;
}

}  // namespace quire::relevance
