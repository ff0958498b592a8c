#pragma once
// Other programs that `quire` starts for a person: fzf, an editor. On the calling thread.

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

#include "index/base/result.h"

namespace quire::cli {

struct ProgramEnd {
  int status = 0;      // 128 + the signal when one ended it
  std::string output;  // of its stdout
};

using Words = std::vector<std::string>;

// Runs `words` with this process's stdin and stderr and waits for its end. `variables` come on top
// of the environment. kNotFound when there is no such program on PATH.
[[nodiscard]] Result<ProgramEnd> run_program(const Words& words,
                                             const std::map<std::string, std::string>& variables);

// A descriptor of this process, and which one it is to be in another.
struct Handed {
  int descriptor = 0;
  int as = 0;
};

// The same, not waiting for its end: the id of the process, which is to be waited for.
[[nodiscard]] Result<pid_t> start_program(const Words& words,
                                          const std::map<std::string, std::string>& variables,
                                          Handed handed);

// Becomes `words`; returns only when that fails.
[[nodiscard]] Error become_program(const Words& words);

// `text` as one word of a POSIX shell.
[[nodiscard]] std::string shell_word(const std::string& text);

}  // namespace quire::cli
