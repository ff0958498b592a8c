#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "client/cli/commands/commands.h"
#include "client/cli/terminal/program.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

constexpr const char* kName = "quire-offline";

// Beside this program, as they are built, or where it is installed; empty when it is nowhere.
std::string offline_program() {
  std::error_code failure;
  const auto here = std::filesystem::read_symlink("/proc/self/exe", failure).parent_path();
  if (failure) return {};
  for (const auto& path : {here / kName, here / QUIRE_PRIVATE_PROGRAMS / kName}) {
    if (::access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

}  // namespace

ExitStatus become_offline(const Context& context, const std::vector<std::string>& arguments) {
  const std::string program = offline_program();
  if (program.empty()) {
    context.failed({ErrorCode::kNotFound, format("{} is not installed", kName),
                    "it belongs to `quire`, which is to be installed again"});
    return ExitStatus::kNoDaemon;
  }
  Words words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return context.failed(become_program(words));
}

}  // namespace quire::cli
