#pragma once
// A collection's documents in an index, read, indexed and searched as the daemon does it with its
// default settings. Owned by one thread.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/commands/search_pool.h"
#include "index/base/file_system.h"
#include "tests/relevance/collection.h"
#include "tests/relevance/scores.h"
#include "tests/support/temporary_folder.h"

namespace quire::relevance {

enum class Reading : std::uint8_t {
  kPlainText,  // nothing in a query is an operator
  kAsWritten,  // by the query language; a query that does not parse finds nothing
};

struct FoundDocument {
  std::string id;
  double score = 0;
};

class JudgedIndex {
 public:
  // Text files that each hold one document are read, and put into one segment.
  [[nodiscard]] static Result<std::unique_ptr<JudgedIndex>> create(
      const Collection& collection, const std::vector<std::string>& languages);

  // The first 1,000, best first.
  [[nodiscard]] Result<std::vector<FoundDocument>> search(const std::string& query,
                                                          Reading reading);

  // Documents without a title and a text, which are no articles.
  [[nodiscard]] std::size_t passed_over() const { return passed_over_; }

 private:
  JudgedIndex() = default;
  [[nodiscard]] Result<void> build(const Collection& collection,
                                   const std::vector<std::string>& languages);

  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  std::map<std::string, std::string> roots_;
  std::vector<std::string> ids_;  // by the number that is the file's name
  std::unique_ptr<commands::Engine> engine_;
  std::size_t passed_over_ = 0;
};

}  // namespace quire::relevance
