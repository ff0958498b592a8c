#include <chrono>

#include "client/cli/commands/commands.h"

namespace quire::cli {
namespace {

constexpr std::chrono::seconds kStopTimeout{30};

}  // namespace

ExitStatus run_stop(const Context& context, const StopOptions&) {
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto answer = connection->shutdown();
  if (!answer) return context.failed(answer.error());
  const bool closed = connection->wait_until_closed(kStopTimeout);
  if (context.json()) {
    context.out() << answer->json << '\n';
  } else {
    context.out() << (closed ? "the daemon has ended\n" : "the daemon is still ending\n");
  }
  return closed ? ExitStatus::kDone : ExitStatus::kTryAgain;
}

}  // namespace quire::cli
