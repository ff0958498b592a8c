#include "index/extract/clean/clean.h"

#include <algorithm>
#include <utility>

#include "index/extract/clean/field_rules.h"
#include "index/extract/clean/hover_card.h"
#include "index/extract/clean/line_rules.h"

namespace quire::extract {
namespace {

// Bylines and datelines stand at the start of an article.
constexpr std::size_t kFirstParagraphs = 4;

// Takes the bytes out; what follows keeps its origins.
void cut_out(Paragraph& paragraph, const Cut& cut) {
  const auto removed = static_cast<std::uint32_t>(cut.end - cut.begin);
  std::vector<Origin> kept;
  const Origin* last_inside = nullptr;
  for (const Origin& origin : paragraph.origins) {
    if (origin.offset < cut.begin) {
      kept.push_back(origin);
    } else if (origin.offset <= cut.end) {
      last_inside = &origin;
    }
  }
  // The text behind the cut stands as far behind the last origin before it as it did.
  const Origin* base = last_inside;
  if (base == nullptr && !kept.empty()) base = &kept.back();
  if (base != nullptr) {
    const auto distance = static_cast<std::uint32_t>(cut.end - base->offset);
    kept.push_back({static_cast<std::uint32_t>(cut.begin), base->line, base->column + distance});
  }
  for (const Origin& origin : paragraph.origins) {
    if (origin.offset > cut.end) {
      kept.push_back({origin.offset - removed, origin.line, origin.column});
    }
  }
  paragraph.origins = std::move(kept);
  paragraph.text.erase(cut.begin, cut.end - cut.begin);
  std::erase_if(paragraph.origins,
                [&](const Origin& o) { return o.offset >= paragraph.text.size(); });
}

bool cut_hover_cards(Paragraph& paragraph) {
  bool any = false;
  std::size_t from = 0;
  while (const auto cut = find_hover_card(paragraph.text, from)) {
    cut_out(paragraph, *cut);
    from = cut->begin;
    any = true;
  }
  return any;
}

// Whether the line is only there for a field; then the draft has it.
std::optional<Rule> field_rule(Draft& draft, const std::string& line, std::size_t index) {
  if (const auto time = parse_time_line(line)) {
    std::optional<StatedTime>& field = time->updated ? draft.updated : draft.published;
    if (!field) field = time->when;
    return time->updated ? Rule::kUpdatedLine : Rule::kPublishedLine;
  }
  if (index >= kFirstParagraphs) return std::nullopt;
  auto names = parse_byline(line);
  if (names.empty()) return std::nullopt;
  if (draft.authors.empty()) draft.authors = std::move(names);
  return Rule::kByline;
}

// The same for a line of a paragraph that has several: furniture is only what no verse and no list
// would have as a line.
std::optional<Rule> line_rule(Draft& draft, const std::string& line, std::size_t index) {
  // Of a text that is wrapped by hand all lines come by here.
  constexpr std::size_t kLongestMark = 60;
  if (line.size() > kLongestMark) return std::nullopt;
  if (const auto rule = furniture_rule(line)) {
    return rule == Rule::kAdvertisement ? rule : std::nullopt;
  }
  return field_rule(draft, line, index);
}

// Cuts lines out of a paragraph that has several; it may be empty afterwards.
void clean_lines(Draft& draft, Paragraph& paragraph, std::size_t index, RuleSet& fired) {
  for (std::size_t begin = 0; begin < paragraph.text.size();) {
    const std::size_t end = std::min(paragraph.text.find('\n', begin), paragraph.text.size());
    const auto rule = line_rule(draft, paragraph.text.substr(begin, end - begin), index);
    if (!rule) {
      begin = end + 1;
      continue;
    }
    note(fired, *rule);
    const bool last = end == paragraph.text.size();
    cut_out(paragraph, {last && begin > 0 ? begin - 1 : begin, last ? end : end + 1});
  }
}

void read_dateline(Draft& draft, RuleSet& fired) {
  const std::size_t first = std::min(draft.paragraphs.size(), kFirstParagraphs);
  for (std::size_t i = 0; i < first; ++i) {
    const auto dateline = parse_dateline(draft.paragraphs[i].text);
    if (!dateline) continue;
    if (draft.place.empty()) draft.place = dateline->place;
    if (draft.agency.empty()) draft.agency = dateline->agency;
    if (!draft.published) draft.published = dateline->date;
    return note(fired, Rule::kDateline);
  }
}

}  // namespace

RuleSet clean(Draft& draft) {
  RuleSet fired;
  std::vector<Paragraph> kept;
  kept.reserve(draft.paragraphs.size());
  RuleSet left_out;
  for (std::size_t i = 0; i < draft.paragraphs.size(); ++i) {
    Paragraph& paragraph = draft.paragraphs[i];
    if (paragraph.text.find('\n') != std::string::npos) {
      clean_lines(draft, paragraph, i, left_out);
      if (!paragraph.text.empty()) kept.push_back(std::move(paragraph));
      continue;
    }
    auto rule = furniture_rule(paragraph.text);
    if (!rule) rule = field_rule(draft, paragraph.text, i);
    if (rule) {
      note(left_out, *rule);
      continue;
    }
    kept.push_back(std::move(paragraph));
    paragraph.text.clear();
  }
  if (kept.empty()) return fired;
  fired |= left_out;
  draft.paragraphs = std::move(kept);
  for (Paragraph& paragraph : draft.paragraphs) {
    if (cut_hover_cards(paragraph)) note(fired, Rule::kHoverCard);
  }
  read_dateline(draft, fired);
  return fired;
}

}  // namespace quire::extract
