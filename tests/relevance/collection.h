#pragma once
// A test collection on disk: documents, queries, and which document is relevant to which query.
//
//   docs.jsonl     an object a line: id, title, text
//   queries.jsonl  an object a line: id, text
//   qrels.tsv      query, document, and how relevant it is: 1 and up; 0 and less is not; 1 when the
//                  third column is missing

#include <map>
#include <string>
#include <vector>

#include "index/base/result.h"

namespace quire::relevance {

struct Document {
  std::string id;
  std::string title;
  std::string text;
};

struct Query {
  std::string id;
  std::string text;
};

// By document; what is not relevant is not there.
using Judgements = std::map<std::string, double>;

struct Collection {
  std::vector<Document> documents;
  std::vector<Query> queries;
  std::map<std::string, Judgements> judged;  // by query
};

// kNotFound or kIo for a file that cannot be read, kCorrupt for what is no such line.
[[nodiscard]] Result<Collection> read_collection(const std::string& folder);

}  // namespace quire::relevance
