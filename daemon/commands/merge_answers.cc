#include "daemon/commands/merge_answers.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>

#include "daemon/protocol/response.h"
#include "daemon/remotes/remotes.h"
#include "index/base/format.h"

namespace quire::commands {
namespace {

using protocol::SearchResponse;

// One daemon's page, and how much of it is used.
struct Part {
  PartStart start;
  std::optional<SearchResponse> response;  // nothing when there was none
  std::size_t next = 0;                    // of its hits

  [[nodiscard]] bool has_more() const { return response && next < response->hits.size(); }
  [[nodiscard]] const protocol::Hit& best() const { return response->hits[next]; }
};

Error invalid_cursor() {
  return {ErrorCode::kInvalidArgument, "\"cursor\" is no cursor",
          "give the cursor of the last answer to the same query and order"};
}

Result<PartStart> read_part(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return invalid_cursor();
  const std::string_view rest = text.substr(colon + 1);
  PartStart part{std::string(text.substr(0, colon)), {}, 0};
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), part.used);
  const auto used = static_cast<std::size_t>(end - rest.data());
  if (error != std::errc{} || used == rest.size() || rest[used] != ':') return invalid_cursor();
  part.cursor = rest.substr(used + 1);
  return part;
}

// RFC 3339 with a zone of its own each: the daemon writes all of them in UTC.
bool comes_before(const protocol::Hit& a, const protocol::Hit& b, protocol::SortOrder sort) {
  switch (sort) {
    case protocol::SortOrder::kNewest:
      return a.published > b.published;
    case protocol::SortOrder::kOldest:
      return a.published < b.published;
    case protocol::SortOrder::kRelevance:
      return a.score > b.score;
  }
  return false;
}

// Null when all hits are used. Of equals the first part's.
Part* best_of(std::vector<Part>& parts, protocol::SortOrder sort) {
  Part* best = nullptr;
  for (Part& part : parts) {
    if (!part.has_more()) continue;
    if (best == nullptr || comes_before(part.best(), best->best(), sort)) best = &part;
  }
  return best;
}

protocol::Hit named(protocol::Hit hit, const std::string& remote) {
  if (remote.empty()) return hit;
  hit.remote = remote;
  hit.id = remotes::id_at(remote, hit.id);
  // As scp(1) has it; nothing here may take it for a file of this machine.
  hit.path = remotes::id_at(remote, hit.path);
  hit.uri.clear();
  if (!hit.story.empty()) hit.story = remotes::id_at(remote, hit.story);
  return hit;
}

void merge_hits(const protocol::SearchRequest& request, std::vector<Part>& parts,
                SearchResponse& out) {
  std::unordered_set<std::string> seen;
  std::uint32_t to_pass = request.offset;
  while (out.hits.size() < request.limit) {
    Part* part = best_of(parts, request.sort);
    if (part == nullptr) return;
    const protocol::Hit& hit = part->response->hits[part->next++];
    if (!seen.insert(hit.id).second) continue;
    if (to_pass > 0) {
      --to_pass;
      continue;
    }
    out.hits.push_back(named(hit, part->start.name));
  }
}

// Dates as they come, of other fields the most frequent values first.
void put_in_order(protocol::Facet& facet) {
  const bool of_dates = facet.field == "year" || facet.field == "month" || facet.field == "day";
  const auto comes_first = [&](const protocol::FacetValue& a, const protocol::FacetValue& b) {
    return of_dates ? a.value < b.value : a.count > b.count;
  };
  std::stable_sort(facet.values.begin(), facet.values.end(), comes_first);
}

void add_facet(const protocol::Facet& facet, std::vector<protocol::Facet>& out) {
  const auto known = std::find_if(
      out.begin(), out.end(), [&](const protocol::Facet& one) { return one.field == facet.field; });
  if (known == out.end()) return out.push_back(facet);
  // What was cut off at one of them may have had some of what another one shows.
  known->exact = known->exact && facet.exact && !known->cut && !facet.cut;
  known->cut = known->cut || facet.cut;
  for (const protocol::FacetValue& value : facet.values) {
    const auto same =
        std::find_if(known->values.begin(), known->values.end(),
                     [&](const protocol::FacetValue& one) { return one.value == value.value; });
    if (same == known->values.end()) {
      known->values.push_back(value);
    } else {
      same->count += value.count;
    }
  }
  put_in_order(*known);
}

void add_expanded(const protocol::ExpandedWord& word, std::vector<protocol::ExpandedWord>& out) {
  const auto known = std::find_if(out.begin(), out.end(), [&](const protocol::ExpandedWord& one) {
    return one.written == word.written;
  });
  if (known == out.end()) return out.push_back(word);
  known->count = std::max(known->count, word.count);
  known->cut = known->cut || word.cut;
  for (const std::string& one : word.words) {
    const auto& words = known->words;
    if (std::find(words.begin(), words.end(), one) == words.end()) known->words.push_back(one);
  }
}

void add_rest(const SearchResponse& part, SearchResponse& out) {
  out.total += part.total;
  out.total_exact = out.total_exact && part.total_exact;
  out.partial = out.partial || part.partial;
  for (const protocol::Facet& facet : part.facets) add_facet(facet, out.facets);
  for (const protocol::ExpandedWord& word : part.expanded) add_expanded(word, out.expanded);
  for (const std::string& stem : part.added) {
    if (std::find(out.added.begin(), out.added.end(), stem) == out.added.end()) {
      out.added.push_back(stem);
    }
  }
}

// Who found nothing suggests another query; it is good for all only if each of them does.
std::string correction_of(const std::vector<Part>& parts) {
  std::string first;
  for (const Part& part : parts) {
    if (!part.response) continue;
    if (part.response->corrected.empty()) return {};
    if (first.empty()) first = part.response->corrected;
  }
  return first;
}

std::vector<PartStart> starts_of_the_next_page(const std::vector<Part>& parts) {
  std::vector<PartStart> next;
  for (const Part& part : parts) {
    if (!part.response) {
      next.push_back(part.start);
    } else if (part.has_more()) {
      next.push_back({part.start.name, part.start.cursor, static_cast<std::uint32_t>(part.next)});
    } else if (!part.response->cursor.empty()) {
      next.push_back({part.start.name, part.response->cursor, 0});
    }
  }
  return next;
}

Result<SearchResponse> response_of(const PartAnswer& answer) {
  if (!answer.response) return answer.response.error();
  auto response = protocol::parse_response(*answer.response);
  if (!response) return response.error();
  if (response->error) return protocol::from_rpc(*response->error);
  return protocol::decode_search_response(response->result);
}

}  // namespace

std::string parts_cursor(const std::vector<PartStart>& parts) {
  std::string out;
  for (const PartStart& part : parts) {
    out += format("{}{}:{}:{}", out.empty() ? "@" : ";", part.name, part.used, part.cursor);
  }
  return out;
}

Result<std::vector<PartStart>> read_parts_cursor(std::string_view cursor) {
  std::vector<PartStart> parts;
  if (!cursor.starts_with('@')) return invalid_cursor();
  while (!cursor.empty()) {
    cursor.remove_prefix(1);
    const std::string_view text = cursor.substr(0, cursor.find(';'));
    auto part = read_part(text);
    if (!part) return part.error();
    parts.push_back(*std::move(part));
    cursor.remove_prefix(text.size());
  }
  return parts;
}

protocol::SearchRequest part_request(const protocol::SearchRequest& request, const PartStart& start,
                                     std::uint32_t most) {
  protocol::SearchRequest part = request;
  part.cursor = start.cursor;
  part.offset = 0;
  part.limit = request.limit == 0 ? 0 : std::min(most, start.used + request.offset + request.limit);
  part.session.clear();
  part.remotes = false;
  return part;
}

Result<SearchResponse> merge_answers(const protocol::SearchRequest& request,
                                     const std::vector<PartAnswer>& answers) {
  SearchResponse out;
  std::vector<Part> parts;
  std::optional<Error> first_error;
  for (const PartAnswer& answer : answers) {
    auto response = response_of(answer);
    parts.push_back({answer.start, std::nullopt, answer.start.used});
    if (response) {
      add_rest(*response, out);
      parts.back().response = *std::move(response);
      continue;
    }
    if (answer.start.name.empty()) return response.error();
    out.unreachable.push_back({answer.start.name, response.error().message});
    if (!first_error) first_error = response.error();
  }
  if (out.unreachable.size() == answers.size() && first_error) return *first_error;
  if (!out.unreachable.empty()) {
    out.partial = true;
    out.total_exact = false;
  }
  merge_hits(request, parts, out);
  out.corrected = correction_of(parts);
  if (request.limit > 0) out.cursor = parts_cursor(starts_of_the_next_page(parts));
  return out;
}

}  // namespace quire::commands
