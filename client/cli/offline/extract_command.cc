// `quire extract`: what Quire makes of a file, without a daemon and without an index.

#include <algorithm>

#include "client/cli/offline/offline_commands.h"
#include "client/cli/output/field_output.h"
#include "config/load_settings.h"
#include "config/paths.h"
#include "daemon/process/foreign_settings.h"
#include "daemon/protocol/extracted.h"
#include "index/base/file_system.h"
#include "index/base/rfc3339.h"
#include "index/extract/clean/rules.h"
#include "index/extract/extract.h"
#include "index/text/words/word_count.h"

namespace quire::cli {
namespace {

constexpr std::uint64_t kLargestFile = 4ULL << 30;

// The programs that the daemon would run. Settings that only the daemon needs may be missing or
// wrong, as long as there is nothing wrong with those that were asked for.
Result<process::ForeignFormats> foreign_formats(const Context& context,
                                                const std::string& settings_file) {
  config::LoadOptions load{{}, context.environment(), {}};
  if (!settings_file.empty()) {
    auto path = config::path_from_here(settings_file, context.environment());
    if (!path) return path.error();
    load.file = *std::move(path);
  }
  config::LoadedSettings loaded = config::load_settings(load);
  if (!loaded.errors.empty()) {
    if (!settings_file.empty()) return loaded.errors.front();
    if (!loaded.file.empty()) {
      context.warn("the settings are not used: " + loaded.errors.front().message);
    }
    loaded.settings.extract.clear();
  }
  return process::ForeignFormats(
      process::foreign_formats(loaded.settings.extract, context.environment().get("PATH")));
}

Result<std::vector<article::Article>> articles_at(const std::string& path,
                                                  const extract::ForeignReader& foreign,
                                                  std::vector<std::string>& notes) {
  PosixFileSystem files;
  auto content = files.read(path, kLargestFile);
  if (!content) return content.error();
  const std::string name = path.substr(path.rfind('/') + 1);
  return extract::articles_in({"", name}, *std::move(content), &notes, &foreign);
}

std::vector<std::string> rule_names(std::uint32_t cleaned) {
  std::vector<std::string> names;
  const extract::RuleSet fired(cleaned);
  for (std::size_t i = 0; i < extract::kRules.size(); ++i) {
    if (fired.test(i)) names.emplace_back(extract::kRules[i].name);
  }
  return names;
}

protocol::ExtractedArticle to_message(const article::Article& a) {
  protocol::ExtractedArticle out;
  out.title = a.title;
  out.text = a.body;
  out.authors = a.authors;
  out.source = a.source;
  out.section = a.section;
  out.place = a.place;
  out.language = a.language;
  out.tags = a.tags;
  out.published = format_rfc3339(a.published, a.published_zone);
  if (a.updated) out.updated = format_rfc3339(*a.updated, a.updated_zone);
  out.url = a.url;
  out.agency = a.agency;
  out.guid = a.guid;
  out.words = text::count_words(a.title) + text::count_words(a.body);
  out.rules = rule_names(a.cleaned);
  return out;
}

void write_article(const Context& context, const protocol::ExtractedArticle& article) {
  std::ostream& out = context.out();
  const Style& style = context.style();
  out << style.bold(harmless(article.title)) << '\n';
  write_field(out, style, "by", joined(article.authors));
  write_field(out, style, "published", article.published);
  write_field(out, style, "updated", article.updated.value_or(""));
  write_field(out, style, "source", article.source);
  write_field(out, style, "agency", article.agency);
  write_field(out, style, "section", article.section);
  write_field(out, style, "place", article.place);
  write_field(out, style, "language", article.language);
  write_field(out, style, "tags", joined(article.tags));
  write_field(out, style, "url", article.url);
  write_field(out, style, "guid", article.guid);
  write_field(out, style, "words", std::to_string(article.words));
  write_field(out, style, "rules", joined(article.rules));
  out << '\n' << style.painted(glyphs_of(article.text, {}, LineEnds::kKeep));
}

}  // namespace

ExitStatus run_extract(const Context& context, const ExtractOptions& options) {
  const auto path = config::path_from_here(options.file, context.environment());
  if (!path) return context.failed(path.error());
  const auto foreign = foreign_formats(context, options.settings);
  if (!foreign) return context.failed(foreign.error());
  std::vector<std::string> notes;
  const auto articles = articles_at(*path, *foreign, notes);
  for (const std::string& note : notes) context.warn("passed over: " + note);
  if (!articles) return context.failed(articles.error());
  std::vector<protocol::ExtractedArticle> messages;
  for (const article::Article& a : *articles) messages.push_back(to_message(a));
  if (context.json()) {
    context.out() << protocol::encode_extracted(messages) << '\n';
    return ExitStatus::kDone;
  }
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (i > 0) context.out() << "\n\n";
    write_article(context, messages[i]);
  }
  return ExitStatus::kDone;
}

}  // namespace quire::cli
