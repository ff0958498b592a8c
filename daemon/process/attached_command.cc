#include "daemon/process/attached_command.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace quire::process {

std::vector<std::string> attached(const std::vector<std::string>& command) {
  // Ourselves, also when the program's file has been replaced meanwhile.
  std::vector<std::string> words = {"/proc/self/exe", std::string(kRunCommand)};
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

int run_attached(char** words) {
  // As shells have it.
  constexpr int kNotFound = 127;
  if (*words == nullptr) return kNotFound;
  (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::execvp(*words, words);
  std::fprintf(stderr, "cannot be started: %s\n", std::strerror(errno));
  return kNotFound;
}

}  // namespace quire::process
