#include "daemon/commands/hit.h"

#include <algorithm>

#include "index/base/rfc3339.h"
#include "index/base/uri.h"
#include "index/base/utf8.h"

namespace quire::commands {
namespace {

// Where the body's byte `offset` stands in the original file.
void set_place(protocol::Hit& hit, const article::Article& a, std::size_t offset) {
  const std::string_view before = std::string_view(a.body).substr(0, offset);
  const auto line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = static_cast<std::uint32_t>(count_code_points(before.substr(line_start)));
  const article::Place place = a.lines.original_of({line, column});
  hit.line = place.line;
  hit.column = place.column;
}

void set_story(protocol::Hit& hit, const story::Story* story) {
  hit.story = story != nullptr ? story::to_id(story->id()) : hit.id;
  if (story == nullptr) return;
  hit.versions = story->members.size();
  hit.withdrawn = story->is_withdrawn(story::to_number(hit.id));
}

protocol::Hit without_terms(const store::StoredArticle& stored, const HitMaking& making) {
  const article::Article& a = stored.article;
  protocol::Hit hit;
  hit.id = stored.id;
  const auto root = making.drop_roots.find(stored.file.drop);
  const std::string path =
      join_path(root != making.drop_roots.end() ? root->second : "", stored.file.relative);
  hit.path = to_valid_utf8(path);
  hit.uri = path_to_file_uri(path);
  hit.title = a.title;
  hit.line = a.title_line;
  hit.source = a.source;
  hit.section = a.section;
  hit.authors = a.authors;
  hit.place = a.place;
  hit.language = a.language;
  hit.published = format_rfc3339(a.published);
  if (a.updated) hit.updated = format_rfc3339(*a.updated);
  hit.words = stored.words;
  if (making.stories != nullptr) {
    set_story(hit, making.stories->of(story::to_number(hit.id)).get());
  } else {
    hit.story = hit.id;
  }
  return hit;
}

// Matches in the title, in bytes, and the first in the body.
void set_matches(protocol::Hit& hit, const article::Article& a,
                 const std::vector<text::Span>& in_title, std::optional<std::size_t> body_match) {
  hit.title_highlights = to_highlights(text::to_code_points(a.title, in_title));
  if (in_title.empty() && body_match) set_place(hit, a, *body_match);
}

void set_snippet(protocol::Hit& hit, const text::Snippet& snippet, const text::SnippetSize& size) {
  if (size.max_chars == 0) return;
  hit.snippet = snippet.text;
  hit.highlights = to_highlights(snippet.highlights);
}

}  // namespace

HitMaking making_of(Engine& engine) {
  return {engine.stemmers, engine.drop_roots, &engine.searcher.stories()};
}

std::vector<protocol::Highlight> to_highlights(const std::vector<text::Span>& spans) {
  std::vector<protocol::Highlight> out;
  for (const text::Span& span : spans) out.push_back({span.begin, span.length});
  return out;
}

protocol::Hit to_hit(const store::StoredArticle& stored, const text::MatchTerms& terms,
                     std::optional<std::size_t> body_match, const HitMaking& making) {
  const article::Article& a = stored.article;
  protocol::Hit hit = without_terms(stored, making);
  set_matches(hit, a, text::find_matches(a.title, terms, making.stemmers.of(a.language)),
              body_match);
  return hit;
}

protocol::Hit to_found_hit(const store::FoundArticle& found, const text::MatchTerms& terms,
                           const text::SnippetSize& size, const HitMaking& making) {
  const article::Article& a = found.stored.article;
  const auto snippet = text::make_snippet(a.body, terms, making.stemmers.of(a.language), size);
  protocol::Hit hit = to_hit(found.stored, terms, snippet.first_match, making);
  hit.score = found.score;
  set_snippet(hit, snippet, size);
  return hit;
}

HitMaker::HitMaker(const store::StoredArticle& stored, const HitMaking& making)
    : article_(stored.article),
      shared_(without_terms(stored, making)),
      title_(article_.title, making.stemmers.of(article_.language)),
      body_(article_.body, making.stemmers.of(article_.language)) {}

protocol::Hit HitMaker::hit(const text::MatchTerms& terms, const text::SnippetSize& size) const {
  const auto snippet = text::make_snippet(body_, terms, size);
  protocol::Hit hit = shared_;
  set_matches(hit, article_, text::find_matches(title_, terms), snippet.first_match);
  set_snippet(hit, snippet, size);
  return hit;
}

}  // namespace quire::commands
