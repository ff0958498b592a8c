#include "client/cli/commands/found_output.h"

#include "client/cli/output/histogram.h"
#include "client/cli/output/hit_output.h"
#include "client/cli/output/quantities.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

constexpr std::size_t kUsualWidth = 80;

void write_dates(const Context& context, const protocol::Facet& facet) {
  context.out() << format("{}:{}{}\n", facet.field,
                          facet.cut ? format(" the latest {}", facet.values.size()) : "",
                          facet.exact ? "" : " (estimated)");
  write_histogram(context.out(), facet, context.width() > 0 ? context.width() : kUsualWidth,
                  bar_mark(context.terminal(), context.environment()));
}

void write_facet(const Context& context, const protocol::Facet& facet) {
  if (is_date_facet(facet)) return write_dates(context, facet);
  std::string line;
  for (const protocol::FacetValue& value : facet.values) {
    line +=
        format("{}{} {}", line.empty() ? "" : ", ", harmless(value.value), grouped(value.count));
  }
  context.out() << format("{}: {}{}{}\n", harmless(facet.field), line,
                          facet.cut ? " and others" : "", facet.exact ? "" : " (estimated)");
}

// "migra*: migration, migrant, migrants"
void write_expanded(const Context& context, const protocol::ExpandedWord& expanded) {
  std::string line = harmless(expanded.written) + ":";
  for (const std::string& word : expanded.words) {
    line += format("{} {}", line.ends_with(':') ? "" : ",", harmless(word));
  }
  if (expanded.words.empty()) line += " no such word";
  if (expanded.count > expanded.words.size()) line += format(", ... ({} words)", expanded.count);
  if (expanded.cut) line += "; there are more, which were not searched";
  context.out() << context.style().dim(line) << '\n';
}

// "1,234 articles found, 1 to 10 shown, in 12.3 ms"; which of them a page behind a cursor shows is
// not known.
std::string summary_of(const protocol::SearchResponse& found, const Shown& shown_before) {
  const std::uint32_t offset = shown_before.offset;
  const std::string total = (found.total_exact ? "" : "about ") + counted(found.total, "article");
  std::string shown;
  if (shown_before.behind_cursor && !found.hits.empty()) {
    shown = format(", {} more shown", grouped(found.hits.size()));
  } else if (found.hits.size() < found.total && !found.hits.empty()) {
    shown = format(", {} to {} shown", grouped(offset + 1ULL), grouped(offset + found.hits.size()));
  } else if (found.hits.empty() && found.total > 0) {
    shown = ", none shown";
  }
  return format("{} found{}, in {}", total, shown, duration_of(found.took_us));
}

void write_for_people(const Context& context, const protocol::SearchResponse& found,
                      const Shown& before) {
  for (const protocol::Hit& hit : found.hits) {
    write_text(context.out(), hit, context.style(), context.terminal(), context.width());
    context.out() << '\n';
  }
  for (const protocol::ExpandedWord& expanded : found.expanded) write_expanded(context, expanded);
  for (const protocol::Facet& facet : found.facets) write_facet(context, facet);
  context.out() << context.style().dim(summary_of(found, before)) << '\n';
  if (found.cursor.empty() || !context.terminal()) return;
  context.out() << context.style().dim("next page: --cursor " + harmless(found.cursor)) << '\n';
}

}  // namespace

void write_found(const Context& context, const HitFormat& format, const Found& found,
                 const Shown& before) {
  switch (format.format) {
    case Format::kText:
      write_for_people(context, found.value, before);
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
    case Format::kTemplate:
      for (const protocol::Hit& hit : found.value.hits) {
        context.out() << format.hit_template.line_of(hit, context.terminal()) << '\n';
      }
      return;
  }
}

}  // namespace quire::cli
