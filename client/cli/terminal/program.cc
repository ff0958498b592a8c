#include "client/cli/terminal/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "index/base/format.h"
#include "index/base/unique_fd.h"

namespace quire::cli {
namespace {

std::vector<char*> pointers_to(Words& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

Words environment_with(const std::map<std::string, std::string>& variables) {
  Words out;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (!variables.contains(std::string(text.substr(0, text.find('='))))) out.emplace_back(text);
  }
  for (const auto& [name, value] : variables) out.push_back(name + "=" + value);
  return out;
}

std::string read_all(int fd) {
  std::string out;
  std::array<char, 4096> buffer{};
  while (true) {
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got > 0) {
      out.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (got == 0 || errno != EINTR) {
      return out;
    }
  }
}

int status_of(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<pid_t> start_program(const Words& words, const std::map<std::string, std::string>& variables,
                            Handed handed) {
  Words own = words;
  Words environment = environment_with(variables);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, handed.descriptor, handed.as);
  pid_t process = 0;
  const int failure = ::posix_spawnp(&process, words.front().c_str(), &actions, nullptr,
                                     pointers_to(own).data(), pointers_to(environment).data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) return error_from_errno(failure, format("start {}", words.front()));
  return process;
}

Result<ProgramEnd> run_program(const Words& words,
                               const std::map<std::string, std::string>& variables) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return error_from_errno(errno, "make a pipe");
  UniqueFd reading(ends[0]);
  UniqueFd writing(ends[1]);
  const auto process = start_program(words, variables, {writing.get(), STDOUT_FILENO});
  if (!process) return process.error();
  writing.reset();
  ProgramEnd end;
  end.output = read_all(reading.get());
  end.status = status_of(*process);
  return end;
}

Error become_program(const Words& words) {
  Words own = words;
  ::execvp(words.front().c_str(), pointers_to(own).data());
  return error_from_errno(errno, format("start {}", words.front()));
}

std::string shell_word(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

}  // namespace quire::cli
