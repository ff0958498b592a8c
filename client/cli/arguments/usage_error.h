#pragma once
// What is wrong with a command line, as a person is to hear it. Pure.

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/error.h"

namespace quire::cli {

[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view separator);

// kInvalidArgument; the hint names the help of the command that was typed.
[[nodiscard]] Error usage_error(const CLI::App& app, std::string message);

// What the parser found. What CLI11 says of a missing command or value is meant for programmers.
[[nodiscard]] Error usage_error(const CLI::App& app, const CLI::Error& error,
                                const std::vector<std::string>& arguments);

// Whether some option of `app` or its commands is spelt so and takes a value.
[[nodiscard]] bool takes_value(const CLI::App& app, std::string_view spelling);

}  // namespace quire::cli
