#pragma once
// `reindex`: looks through the drop folders, or reads some files again, and answers once what has
// changed is published.

#include "daemon/commands/call.h"
#include "daemon/ingest/reconcile/reindex.h"

namespace quire::commands {

void reindex(Context& context, Call call);

// What hears of a reindex that `call` waits for: it tells the client how far it is, a few times a
// second by `clock`, and answers at its end, or at once when the client takes the request back.
// `clock` outlives it. Loop thread.
[[nodiscard]] ingest::ReindexListener reindex_listener(const Clock& clock, Call call);

}  // namespace quire::commands
