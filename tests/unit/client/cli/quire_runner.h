#pragma once
// Runs `quire` within a test, against a daemon that answers with a given text.

#include <sstream>
#include <string>
#include <vector>

#include "client/cli/offline/offline_commands.h"
#include "client/cli/run.h"
#include "tests/unit/client/fake_daemon.h"

namespace quire::cli {

class QuireRunner {
 public:
  explicit QuireRunner(test::FakeDaemon::Script script) : daemon_(std::move(script)) {}
  explicit QuireRunner(std::string response)
      : QuireRunner(test::FakeDaemon::answers(std::move(response))) {}

  ExitStatus run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--socket", socket_.empty() ? daemon_.path() : socket_});
    Surroundings surroundings{out_,      err_, {{{"HOME", "/home/anna"}}, folder_, 1000},
                              terminal_, 0,    error_terminal_};
    surroundings.offline = &kOfflineCommands;
    return cli::run(arguments, surroundings);
  }

  // In the place of the daemon's own.
  void set_socket(std::string path) { socket_ = std::move(path); }
  void set_terminal(bool terminal) { terminal_ = terminal; }
  void set_error_terminal(bool terminal) { error_terminal_ = terminal; }
  void set_current_folder(std::string folder) { folder_ = std::move(folder); }
  [[nodiscard]] std::string out() const { return out_.str(); }
  [[nodiscard]] std::string err() const { return err_.str(); }
  // The lines that the daemon was sent.
  [[nodiscard]] std::vector<std::string> requests() const { return daemon_.lines(); }

 private:
  test::FakeDaemon daemon_;
  std::string socket_;
  std::string folder_ = "/home/anna";
  bool terminal_ = false;
  bool error_terminal_ = false;
  std::ostringstream out_;
  std::ostringstream err_;
};

}  // namespace quire::cli
