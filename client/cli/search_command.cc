#include "client/cli/commands.h"
#include "client/cli/hit_output.h"
#include "client/cli/quantities.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

using Found = client::Answer<protocol::SearchResponse>;

void write_facet(const Context& context, const protocol::Facet& facet) {
  std::string line;
  for (const protocol::FacetValue& value : facet.values) {
    line +=
        format("{}{} {}", line.empty() ? "" : ", ", harmless(value.value), grouped(value.count));
  }
  context.out() << format("{}: {}{}\n", harmless(facet.field), line,
                          facet.exact ? "" : " (estimated)");
}

// "1,234 articles found, 1 to 10 shown, in 12.3 ms"
std::string summary_of(const protocol::SearchResponse& found, std::uint32_t offset) {
  const std::string total = (found.total_exact ? "" : "about ") + counted(found.total, "article");
  std::string shown;
  if (found.hits.size() < found.total && !found.hits.empty()) {
    shown = format(", {} to {} shown", grouped(offset + 1ULL), grouped(offset + found.hits.size()));
  } else if (found.hits.empty() && found.total > 0) {
    shown = ", none shown";
  }
  return format("{} found{}, in {}", total, shown, duration_of(found.took_us));
}

void write_for_people(const Context& context, const SearchOptions& options,
                      const protocol::SearchResponse& found) {
  for (const protocol::Hit& hit : found.hits) {
    write_text(context.out(), hit, context.style(), context.terminal(), context.width());
    context.out() << '\n';
  }
  for (const protocol::Facet& facet : found.facets) write_facet(context, facet);
  context.out() << context.style().dim(summary_of(found, options.request.offset)) << '\n';
}

void write(const Context& context, const SearchOptions& options, const Found& found) {
  switch (options.format) {
    case Format::kText:
      write_for_people(context, options, found.value);
      return;
    case Format::kJson:
      context.out() << found.json << '\n';
      return;
    case Format::kJsonLines:
      for (const std::string_view hit : hits_of(found.json)) context.out() << hit << '\n';
      return;
    case Format::kVimgrep:
      for (const protocol::Hit& hit : found.value.hits) {
        write_vimgrep(context.out(), hit, context.terminal());
      }
      return;
    case Format::kPaths:
      for (const protocol::Hit& hit : found.value.hits) {
        context.out() << path_of(hit, context.terminal()) << '\n';
      }
      return;
  }
}

}  // namespace

ExitStatus run_search(const Context& context, const SearchOptions& options) {
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->search(options.request);
  if (!found) return context.query_failed(found.error(), options.request.query);
  write(context, options, *found);
  if (found->value.partial) {
    context.warn("the answer is partial: not all of the index could be searched in time");
  }
  return found->value.total > 0 ? ExitStatus::kDone : ExitStatus::kNothingFound;
}

}  // namespace quire::cli
