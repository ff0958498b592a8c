#include "client/cli/commands/commands.h"
#include "client/cli/commands/named_article.h"
#include "client/cli/output/hit_output.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

std::string publisher_of(const protocol::StoryVersion& version) {
  const std::string& source = version.article.source;
  return harmless(source.empty() ? version.agency : source);
}

void write_story(const Context& context, const protocol::StoryResponse& story) {
  std::ostream& out = context.out();
  const Style& style = context.style();
  out << format("story {}: {} {}\n", story.story, story.total,
                story.total == 1 ? "version" : "versions");
  for (const protocol::StoryVersion& version : story.versions) {
    const protocol::Hit& article = version.article;
    std::string line = format("{}  {}", article.published, article.id);
    if (!publisher_of(version).empty()) line += "  " + publisher_of(version);
    if (!version.version.empty()) line += "  version " + harmless(version.version);
    if (!version.status.empty()) line += "  " + harmless(version.status);
    out << style.dim(line);
    if (version.state != protocol::VersionState::kCurrent) {
      const auto state = static_cast<std::size_t>(version.state);
      out << "  " << style.warning(protocol::kVersionStates.at(state));
    }
    out << "\n  " << title_of(article, style) << '\n';
  }
  if (story.publishers.empty()) return;
  std::string line;
  for (const protocol::FacetValue& publisher : story.publishers) {
    line += format("{}{} {}", line.empty() ? "" : ", ", harmless(publisher.value), publisher.count);
  }
  out << "published by: " << line << '\n';
}

}  // namespace

ExitStatus run_story(const Context& context, const StoryOptions& options) {
  auto named = named_article(options.article, context.environment());
  if (!named) return context.failed(named.error());
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->story({std::move(named->id), std::move(named->path)});
  if (!found) return context.failed(found.error());
  if (context.json()) {
    context.out() << found->json << '\n';
  } else {
    write_story(context, found->value);
  }
  return ExitStatus::kDone;
}

}  // namespace quire::cli
