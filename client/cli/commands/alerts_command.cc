#include <algorithm>
#include <string>
#include <vector>

#include "client/cli/commands/commands.h"
#include "client/cli/output/quantities.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

// Where its matches go: "command, feed, client".
std::string ways_of(const protocol::AlertStatus& alert) {
  std::string ways;
  const auto add = [&ways](std::string_view way) {
    if (!ways.empty()) ways += ", ";
    ways += way;
  };
  if (!alert.command.empty()) add("command");
  if (!alert.feed.empty()) add("feed");
  if (alert.connected) add("client");
  return ways.empty() ? "nobody" : ways;
}

using Row = std::vector<std::string>;

Row row_of(const protocol::AlertStatus& alert) {
  return {harmless(alert.name),
          ways_of(alert),
          grouped(alert.seq),
          grouped(alert.matched),
          grouped(alert.delivered) + (alert.lagging ? "+" : ""),
          grouped(alert.failures),
          harmless(alert.query)};
}

bool is_text(std::size_t column, std::size_t columns) {
  return column < 2 || column + 1 == columns;
}

void write_table(const Context& context, const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      line += is_text(i, row.size()) ? format("{:<{}}  ", row[i], widths[i])
                                     : format("{:>{}}  ", row[i], widths[i]);
    }
    line += row.back();
    context.out() << (&row == &rows.front() ? context.style().dim(line) : line) << '\n';
  }
}

void write_alerts(const Context& context, const std::vector<protocol::AlertStatus>& alerts) {
  if (alerts.empty()) {
    context.out() << "there are no alerts\n";
    return;
  }
  std::vector<Row> rows = {{"name", "to", "up to", "matched", "delivered", "failures", "query"}};
  for (const protocol::AlertStatus& alert : alerts) rows.push_back(row_of(alert));
  write_table(context, rows);
  for (const protocol::AlertStatus& alert : alerts) {
    if (alert.last_failure.empty()) continue;
    context.out() << context.style().warning(
                         format("{} failed last at {}: {}", harmless(alert.name),
                                harmless(alert.last_failure_time), harmless(alert.last_failure)))
                  << '\n';
  }
}

}  // namespace

ExitStatus run_alerts(const Context& context, const AlertsOptions& options) {
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  if (!options.end.empty()) {
    const auto ended = connection->unsubscribe({0, options.end});
    if (!ended) return context.failed(ended.error());
    context.out() << format("the alert {} has ended\n", harmless(options.end));
    return ExitStatus::kDone;
  }
  const auto status = connection->status({});
  if (!status) return context.failed(status.error());
  if (context.json()) {
    context.out() << protocol::encode_alerts(status->value.alerts) << '\n';
  } else {
    write_alerts(context, status->value.alerts);
  }
  return ExitStatus::kDone;
}

}  // namespace quire::cli
