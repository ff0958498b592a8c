#include "index/extract/formats/xml/nitf.h"

#include <array>

#include "index/extract/draft/dates.h"
#include "index/extract/formats/ascii.h"
#include "index/extract/formats/byline.h"
#include "index/extract/formats/instruction.h"
#include "index/extract/formats/xml/xml_text.h"

namespace quire::extract::formats {
namespace {

std::string first_of(std::initializer_list<std::string> candidates) {
  for (const std::string& candidate : candidates) {
    if (!candidate.empty()) return candidate;
  }
  return {};
}

std::string attribute(pugi::xml_node node, std::string_view name) {
  return std::string(attribute_of(node, name));
}

void read_title(const XmlTree& tree, pugi::xml_node head, pugi::xml_node body_head, Draft& draft) {
  const pugi::xml_node headline = child_of(body_head, "hedline");
  for (const pugi::xml_node node :
       {child_of(headline, "hl1"), headline, child_of(head, "title"), child_of(headline, "hl2")}) {
    draft.title = text_of(node);
    if (draft.title.empty()) continue;
    draft.title_line = tree.place_of(node).line;
    return;
  }
}

void read_authors(pugi::xml_node body_head, Draft& draft) {
  for (const pugi::xml_node byline : body_head.children()) {
    if (!is_named(byline, "byline")) continue;
    bool person = false;
    for (const pugi::xml_node child : byline.children()) {
      if (!is_named(child, "person")) continue;
      add_names(draft.authors, text_of(child));
      person = true;
    }
    if (person) continue;
    // What comes after "byttl" is a title or an agency.
    std::string text;
    for (const pugi::xml_node child : byline.children()) {
      if (is_named(child, "byttl")) break;
      text += child.type() == pugi::node_element ? text_of(child) : child.value();
    }
    add_names(draft.authors, text);
  }
}

void read_tags(pugi::xml_node head, Draft& draft) {
  const pugi::xml_node docdata = child_of(head, "docdata");
  for (const pugi::xml_node keyword : child_of(docdata, "key-list").children()) {
    if (std::string key = attribute(keyword, "key"); !key.empty()) draft.tags.push_back(key);
  }
  for (const pugi::xml_node subject : child_of(head, "tobject").children()) {
    for (const std::string_view name :
         {"tobject.subject.matter", "tobject.subject.detail", "tobject.subject.type"}) {
      std::string tag = attribute(subject, name);
      if (tag.empty()) continue;
      if (draft.section.empty() && name.ends_with("type")) draft.section = tag;
      draft.tags.push_back(std::move(tag));
      break;
    }
  }
}

void read_dates(pugi::xml_node docdata, pugi::xml_node body_head, Draft& draft) {
  draft.published = parse_date(attribute_of(child_of(docdata, "date.issue"), "norm"));
  if (!draft.published) {
    draft.published = parse_date(attribute_of(child_of(docdata, "date.release"), "norm"));
  }
  const pugi::xml_node story = descend(body_head, "dateline/story.date");
  if (!draft.published) draft.published = parse_date(attribute_of(story, "norm"));
}

std::string place_in(pugi::xml_node body_head) {
  const pugi::xml_node dateline = child_of(body_head, "dateline");
  const pugi::xml_node location = child_of(dateline, "location");
  const pugi::xml_node city = child_of(location, "city");
  // Some write the whole dateline there: "Seoul, Nov 26 AFP".
  const std::string written = first_of({text_of(city), text_of(location)});
  const bool dated = written.find_first_of("0123456789") != std::string::npos;
  return dated ? written.substr(0, written.find(',')) : written;
}

}  // namespace

Draft read_nitf(const XmlTree& tree, pugi::xml_node nitf) {
  Draft draft;
  const pugi::xml_node head = child_of(nitf, "head");
  const pugi::xml_node docdata = child_of(head, "docdata");
  const pugi::xml_node body = child_of(nitf, "body");
  const pugi::xml_node body_head = child_of(body, "body.head");
  read_title(tree, head, body_head, draft);
  read_authors(body_head, draft);
  const pugi::xml_node pubdata = child_of(head, "pubdata");
  draft.section = attribute(pubdata, "position.section");
  read_tags(head, draft);
  read_dates(docdata, body_head, draft);
  draft.place = first_of({place_in(body_head), attribute(child_of(docdata, "evloc"), "city")});
  draft.source = first_of({text_of(child_of(body_head, "distributor")), attribute(pubdata, "name"),
                           attribute(descend(docdata, "del-list/from-src"), "src-name"),
                           attribute(child_of(docdata, "doc.copyright"), "holder"),
                           text_of(descend(body_head, "rights/rights.owner"))});
  draft.language = first_of({attribute(nitf, "lang"), attribute(nitf, "baselang")});
  draft.guid = attribute(child_of(docdata, "doc-id"), "id-string");
  draft.version = attribute(child_of(docdata, "du-key"), "version");
  draft.status = lower(attribute(docdata, "management-status"));
  for (const std::string_view name : {"msg-type", "info"}) {
    heed_instruction(draft, attribute_of(child_of(docdata, "ed-msg"), name));
  }
  if (child_of(docdata, "correction")) heed_instruction(draft, "correction");
  heed_headline(draft);
  draft.paragraphs = paragraphs_below(tree, child_of(body, "body.content"));
  if (draft.paragraphs.empty()) {
    draft.paragraphs = paragraphs_below(tree, child_of(body_head, "abstract"));
  }
  return draft;
}

}  // namespace quire::extract::formats
