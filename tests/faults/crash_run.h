#pragma once
// A daemon under a random load that is killed again and again; after each kill the index must come
// to be what the folder is.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/faults/fault_plan.h"
#include "tests/faults/fault_points.h"
#include "tests/faults/folder_model.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {

class CrashRun {
 public:
  explicit CrashRun(std::uint64_t seed);

  // A round: changes, a kill among them, a start, and a look at all of it. What is wrong then, one
  // a line; nothing when all is as it should be.
  [[nodiscard]] std::vector<std::string> kill_once();

  // How often the daemon was killed at each place; "at any time" for no certain one.
  [[nodiscard]] const std::map<std::string, int>& kills() const { return kills_; }
  [[nodiscard]] const TemporaryFolder& files() const { return daemon_->files(); }

 private:
  void load();
  void ask_for_reindex();
  void kill(const FaultPoint* point, std::size_t rule);
  [[nodiscard]] bool start();
  void check();
  void check_words(JsonClient& client);
  void check_audit(JsonClient& client);
  void check_queries(JsonClient& client);
  std::uint64_t total(JsonClient& client, const std::string& query);
  template <class Value>
  void expect_equal(const std::string& what, const Value& actual, const Value& wanted);

  TemporaryFolder plan_folder_;
  FaultPlanFile plan_;
  std::unique_ptr<DaemonProcess> daemon_;
  FolderModel model_;
  std::vector<std::unique_ptr<JsonClient>> reindexes_;  // nobody reads what they are answered
  std::map<std::string, int> kills_;
  std::string last_place_;
  std::vector<std::string> wrong_;
};

}  // namespace quire::test
