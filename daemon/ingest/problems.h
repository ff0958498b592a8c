#pragma once
// What is wrong at the moment and what would help, for `status`. Loop thread only.

#include <map>
#include <string>
#include <vector>

#include "index/base/clock.h"
#include "index/base/error.h"

namespace quire::ingest {

struct Problem {
  std::string what;
  std::string hint;
  UnixSeconds since = 0;
};

class Problems {
 public:
  explicit Problems(const Clock& clock) : clock_(clock) {}

  // `key` names the cause, e.g. "drop:wire". True when it is new, or its text has changed.
  bool set(const std::string& key, const Error& error);
  // True when there was one.
  bool clear(const std::string& key);
  [[nodiscard]] bool has(const std::string& key) const { return problems_.contains(key); }
  // All whose key starts with `prefix`.
  void clear_all(const std::string& prefix);
  [[nodiscard]] std::vector<Problem> list() const;

 private:
  const Clock& clock_;
  std::map<std::string, Problem> problems_;
};

}  // namespace quire::ingest
