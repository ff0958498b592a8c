#pragma once
// A program that ends with the one that has started it: between the two stands this, as a start of
// our own with a hidden argument, which asks the kernel for it before it becomes that program.

#include <string>
#include <string_view>
#include <vector>

namespace quire::process {

inline constexpr std::string_view kRunCommand = "--run-command";

// The command that starts `command` so.
[[nodiscard]] std::vector<std::string> attached(const std::vector<std::string>& command);

// What the hidden argument does: becomes the program that the words name. Returns the exit status
// when it cannot, having said why on the standard error output.
[[nodiscard]] int run_attached(char** words);

}  // namespace quire::process
