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
    std::optional<UnixSeconds>& field = time->updated ? draft.updated : draft.published;
    if (!field) field = time->when;
    return time->updated ? Rule::kUpdatedLine : Rule::kPublishedLine;
  }
  if (index >= kFirstParagraphs) return std::nullopt;
  auto names = parse_byline(line);
  if (names.empty()) return std::nullopt;
  if (draft.authors.empty()) draft.authors = std::move(names);
  return Rule::kByline;
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
