#pragma once
// The settings as each part of the daemon wants them. Pure functions.

#include <map>
#include <memory>
#include <string>

#include "config/settings.h"
#include "daemon/alerts/matcher.h"
#include "daemon/commands/search_pool.h"
#include "daemon/ingest/pipeline.h"
#include "daemon/log/logger.h"
#include "daemon/remotes/remotes.h"
#include "daemon/server/server.h"
#include "index/store/library.h"

namespace quire {

[[nodiscard]] log::Options log_options(const config::Settings& settings);
[[nodiscard]] store::LibraryOptions library_options(const config::Settings& settings);
[[nodiscard]] ingest::PipelineOptions pipeline_options(const config::Settings& settings);
[[nodiscard]] commands::SearchPoolOptions search_options(const config::Settings& settings);
[[nodiscard]] std::vector<remotes::RemoteOptions> remote_options(const config::Settings& settings);
// `live`: the library's view.
[[nodiscard]] alerts::MatcherOptions matcher_options(const config::Settings& settings,
                                                     std::shared_ptr<const store::LiveView> live);
[[nodiscard]] commands::CommandLimits command_limits(const config::Settings& settings);
[[nodiscard]] server::ServerOptions server_options(const config::Settings& settings);

// The alerts of which the query does not parse. The daemon runs without them.
[[nodiscard]] std::vector<Error> check_alerts(const config::Settings& settings);

}  // namespace quire
