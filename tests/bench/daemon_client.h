#pragma once
// Waiting for a daemon under load, over a client whose single reads give up after 20 seconds.

#include <chrono>

#include "tests/support/json_client.h"

namespace quire::bench {

// Until everything dropped so far is searchable. Throws on any other answer, and after six hours.
void wait_until_searchable(test::JsonClient& client);

// Until its segments are not being merged any more, as far as `status` tells of that; false when
// they still are after `limit`.
bool wait_until_at_rest(test::JsonClient& client,
                        std::chrono::seconds limit = std::chrono::seconds(120));

}  // namespace quire::bench
