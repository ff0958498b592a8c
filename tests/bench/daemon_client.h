#pragma once
// Waiting for a daemon under load, over a client whose single reads give up after 20 seconds.

#include <chrono>

#include "tests/bench/articles.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::bench {

// Until everything dropped so far is searchable. Throws on any other answer, and after six hours.
void wait_until_searchable(test::JsonClient& client);

// Until its segments are not being merged any more, as far as `status` tells of that; false when
// they still are after `limit`.
bool wait_until_at_rest(test::JsonClient& client,
                        std::chrono::seconds limit = std::chrono::seconds(120));

// Until an index has been merged as far as that is done while nothing is written; false when it has
// not after `limit`.
bool wait_until_few_segments(test::JsonClient& client,
                             std::chrono::seconds limit = std::chrono::seconds(600));

// Until the whole folder has been compared with the index once since the start; what that has
// found, as `status` tells it. Throws after ten minutes.
test::Json wait_for_reconcile(test::JsonClient& client);

// Starts the daemon on `count` new articles, and waits until all are searchable and nothing is
// merged any more. False when it does not start.
bool start_with(test::DaemonProcess& daemon, ArticleGenerator& generator, std::size_t count);

}  // namespace quire::bench
