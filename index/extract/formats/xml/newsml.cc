#include "index/extract/formats/xml/newsml.h"

#include <algorithm>

#include "index/article/article.h"
#include "index/base/format.h"
#include "index/extract/draft/dates.h"
#include "index/extract/draft/paragraphs.h"
#include "index/extract/formats/ascii.h"
#include "index/extract/formats/byline.h"
#include "index/extract/formats/instruction.h"
#include "index/extract/formats/xml/nitf.h"
#include "index/extract/formats/xml/xml_text.h"
#include "index/extract/html/page.h"

namespace quire::extract::formats {
namespace {

// Of "urn:newsml:provider:date:item:revision".
constexpr std::ptrdiff_t kColonsWithRevision = 5;

std::string formal_name(pugi::xml_node node) {
  return std::string(attribute_of(node, "formalname"));
}

// The component that a piece of content belongs to: the nearest around it with a headline.
pugi::xml_node headed_component(pugi::xml_node content, pugi::xml_node item) {
  for (pugi::xml_node at = content.parent(); at && at != item; at = at.parent()) {
    if (is_named(at, "newscomponent") && descend(at, "newslines/headline")) return at;
  }
  return item;
}

bool is_text(pugi::xml_node content_item) {
  const std::string media = lower(formal_name(child_of(content_item, "mediatype")));
  return media.empty() || media == "text" || media == "complextext";
}

void append(std::vector<Paragraph>& to, std::vector<Paragraph> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

bool has_elements(pugi::xml_node node) {
  return std::any_of(node.begin(), node.end(), [](const pugi::xml_node& child) {
    return child.type() == pugi::node_element;
  });
}

// XHTML, or something with paragraphs; results of matches and lists of events have none.
bool is_prose(pugi::xml_node content) {
  for (const std::string_view name : {"html", "body", "p", "div", "pre", "li"}) {
    if (find_below(content, name)) return true;
  }
  return false;
}

// Text that stands in a node without markup of its own: escaped HTML, or plain.
std::vector<Paragraph> paragraphs_in_text(const XmlTree& tree, pugi::xml_node node, bool html) {
  const std::string text = html_in(node);
  const std::uint32_t line = tree.place_of(node.first_child()).line;
  if (!html && text.find("</") == std::string::npos) return paragraphs_of(text, line);
  std::vector<Paragraph> paragraphs = html::read_fragment(text).paragraphs;
  move_origins(paragraphs, line, false);
  return paragraphs;
}

// What only the parts further in know, where the outer ones are silent.
void fill_from(Draft& draft, Draft&& inner) {
  const auto fill = [](std::string& to, std::string& from) {
    if (to.empty()) to = std::move(from);
  };
  if (draft.title.empty()) {
    draft.title = std::move(inner.title);
    draft.title_line = inner.title_line;
  }
  append(draft.paragraphs, std::move(inner.paragraphs));
  if (draft.authors.empty()) draft.authors = std::move(inner.authors);
  if (draft.tags.empty()) draft.tags = std::move(inner.tags);
  fill(draft.source, inner.source);
  fill(draft.section, inner.section);
  fill(draft.place, inner.place);
  fill(draft.language, inner.language);
  fill(draft.guid, inner.guid);
  if (draft.status.empty() || article::is_withdrawal(inner.status)) {
    draft.status = std::move(inner.status);
  }
  if (!draft.published) draft.published = inner.published;
}

void add_content(const XmlTree& tree, pugi::xml_node content, Draft& draft) {
  const pugi::xml_node nitf = is_named(content, "nitf") ? content : find_below(content, "nitf");
  if (nitf) {
    fill_from(draft, read_nitf(tree, nitf));
  } else if (has_elements(content)) {
    if (!is_prose(content)) return;
    append(draft.paragraphs, paragraphs_below(tree, content));
    if (draft.title.empty()) draft.title = text_of(find_below(content, "title"));
  } else {
    append(draft.paragraphs, paragraphs_in_text(tree, content, false));
  }
}

void read_newsml_lines(const XmlTree& tree, pugi::xml_node lines, Draft& draft) {
  for (const pugi::xml_node line : lines.children()) {
    std::string text = text_of(line);
    if (text.empty()) continue;
    if (is_named(line, "headline") && draft.title.empty()) {
      draft.title = std::move(text);
      draft.title_line = tree.place_of(line).line;
    } else if (is_named(line, "byline")) {
      add_names(draft.authors, text);
    } else if (is_named(line, "keywordline")) {
      draft.tags.push_back(std::move(text));
    }
  }
}

void read_newsml_component(const XmlTree& tree, pugi::xml_node component, Draft& draft) {
  read_newsml_lines(tree, child_of(component, "newslines"), draft);
  const pugi::xml_node administrative = child_of(component, "administrativemetadata");
  for (const std::string_view path : {"provider/party", "source/party", "creator/party"}) {
    if (draft.source.empty()) draft.source = formal_name(descend(administrative, path));
  }
  const pugi::xml_node descriptive = child_of(component, "descriptivemetadata");
  for (const pugi::xml_node node : descriptive.children()) {
    if (is_named(node, "language") && draft.language.empty()) draft.language = formal_name(node);
    if (is_named(node, "location") && draft.place.empty()) {
      for (const pugi::xml_node property : node.children("Property")) {
        if (formal_name(property) == "City") {
          draft.place = std::string(attribute_of(property, "value"));
        }
      }
    }
    if (is_named(node, "property") && lower(formal_name(node)) == "keyword") {
      draft.tags.emplace_back(attribute_of(node, "value"));
    }
  }
}

// "urn:newsml:reuters.example:20181204:FERRY:3U" names a revision; all of them are "...:FERRY".
std::string without_revision(std::string identifier, std::string_view revision) {
  std::string_view rest = identifier;
  if (rest.ends_with('N') || rest.ends_with('U')) rest.remove_suffix(1);
  if (revision.empty() || !rest.ends_with(revision)) return identifier;
  rest.remove_suffix(revision.size());
  if (!rest.ends_with(':') || std::count(rest.begin(), rest.end(), ':') < kColonsWithRevision) {
    return identifier;
  }
  identifier.resize(rest.size() - 1);
  return identifier;
}

Draft newsml_draft(const XmlTree& tree, pugi::xml_node item, pugi::xml_node component) {
  Draft draft;
  for (pugi::xml_node at = component; at && at != item; at = at.parent()) {
    if (is_named(at, "newscomponent")) read_newsml_component(tree, at, draft);
  }
  if (component == item) read_newsml_component(tree, child_of(item, "newscomponent"), draft);
  if (draft.language.empty()) draft.language = std::string(attribute_of(item, "lang"));
  const pugi::xml_node identifier = descend(item, "identification/newsidentifier");
  draft.version = text_of(child_of(identifier, "revisionid"));
  draft.guid = without_revision(text_of(child_of(identifier, "publicidentifier")), draft.version);
  if (draft.source.empty()) draft.source = text_of(child_of(identifier, "providerid"));
  const pugi::xml_node management = child_of(item, "newsmanagement");
  draft.published = parse_date(text_of(child_of(management, "firstcreated")));
  const auto revised = parse_date(text_of(child_of(management, "thisrevisioncreated")));
  if (revised != draft.published) draft.updated = revised;
  draft.status = lower(formal_name(child_of(management, "status")));
  for (const pugi::xml_node node : management.children()) {
    if (is_named(node, "instruction")) heed_instruction(draft, formal_name(node));
  }
  heed_headline(draft);
  return draft;
}

// Every text ContentItem's data below `node`, in order.
void collect_text_contents(pugi::xml_node node, std::vector<pugi::xml_node>& contents) {
  for (const pugi::xml_node child : node.children()) {
    if (is_named(child, "contentitem")) {
      const pugi::xml_node data = find_below(child, "datacontent");
      if (data && is_text(child)) contents.push_back(data);
    } else {
      collect_text_contents(child, contents);
    }
  }
}

// "picture" of "ninat:picture".
std::string_view after_colon(std::string_view code) { return code.substr(code.find(':') + 1); }

std::string item_class(pugi::xml_node item) {
  return lower(after_colon(attribute_of(descend(item, "itemmeta/itemclass"), "qcode")));
}

std::string name_in(pugi::xml_node node) {
  std::string name = text_of(child_of(node, "name"));
  if (name.empty()) name = attribute_of(node, "literal");
  if (!name.empty()) return name;
  const std::string_view code = attribute_of(node, "qcode");
  // A code that is made of letters only is the agency's name as people know it: "nprov:AFP".
  const std::string_view last = after_colon(code);
  const bool letters = std::all_of(last.begin(), last.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return letters ? std::string(last) : std::string();
}

void read_g2_content_meta(const XmlTree& tree, pugi::xml_node meta, Draft& draft) {
  std::vector<std::string> creators;
  for (const pugi::xml_node node : meta.children()) {
    if (is_named(node, "headline")) {
      if (draft.title.empty()) {
        draft.title = text_of(node);
        draft.title_line = tree.place_of(node).line;
      }
    } else if (is_named(node, "by")) {
      add_names(draft.authors, text_of(node));
    } else if (is_named(node, "creator") && attribute_of(node, "role").empty()) {
      add_names(creators, text_of(child_of(node, "name")));
    } else if (is_named(node, "located") && draft.place.empty()) {
      draft.place = name_in(node);
    } else if (is_named(node, "language") && draft.language.empty()) {
      draft.language = std::string(attribute_of(node, "tag"));
    } else if (is_named(node, "infosource") && draft.source.empty()) {
      draft.source = name_in(node);
    } else if (is_named(node, "keyword")) {
      draft.tags.push_back(text_of(node));
    } else if (is_named(node, "subject")) {
      draft.tags.push_back(text_of(child_of(node, "name")));
    } else if (is_named(node, "contentcreated")) {
      draft.published = parse_date(text_of(node));
    } else if (is_named(node, "contentmodified")) {
      draft.updated = parse_date(text_of(node));
    }
  }
  std::erase(draft.tags, "");
  if (draft.authors.empty()) draft.authors = std::move(creators);
}

void read_g2_item_meta(pugi::xml_node meta, Draft& draft) {
  const std::string provider = name_in(child_of(meta, "provider"));
  if (!provider.empty()) draft.source = provider;
  const auto first = parse_date(text_of(child_of(meta, "firstcreated")));
  const auto version = parse_date(text_of(child_of(meta, "versioncreated")));
  if (first) draft.published = first;
  if (!draft.published) draft.published = version;
  if (version && version != draft.published) draft.updated = version;
  const std::string_view status = attribute_of(child_of(meta, "pubstatus"), "qcode");
  draft.status = lower(after_colon(status));
  for (const pugi::xml_node node : meta.children()) {
    if (is_named(node, "signal")) heed_instruction(draft, after_colon(attribute_of(node, "qcode")));
  }
}

void add_g2_contents(const XmlTree& tree, pugi::xml_node item, Draft& draft) {
  for (const pugi::xml_node content : child_of(item, "contentset").children()) {
    const std::string_view type = attribute_of(content, "contenttype");
    if (is_named(content, "inlinexml")) {
      add_content(tree, content, draft);
    } else if (is_named(content, "inlinedata")) {
      const bool html = type.find("html") != std::string_view::npos;
      append(draft.paragraphs, paragraphs_in_text(tree, content, html));
    }
  }
}

}  // namespace

void read_newsml_item(const XmlTree& tree, pugi::xml_node item, Reading& reading) {
  std::vector<pugi::xml_node> contents;
  collect_text_contents(item, contents);
  std::vector<pugi::xml_node> components;
  std::vector<Draft> drafts;
  for (const pugi::xml_node content : contents) {
    const pugi::xml_node component = headed_component(content, item);
    auto at = std::find(components.begin(), components.end(), component);
    if (at == components.end()) {
      drafts.push_back(newsml_draft(tree, item, component));
      at = components.insert(components.end(), component);
    }
    add_content(tree, content, drafts[static_cast<std::size_t>(at - components.begin())]);
  }
  if (drafts.empty()) {
    Draft draft = newsml_draft(tree, item, item);
    if (article::is_withdrawal(draft.status)) drafts.push_back(std::move(draft));
  }
  std::size_t added = 0;
  for (Draft& draft : drafts) {
    const bool has_text = !draft.title.empty() || !draft.paragraphs.empty();
    if (!has_text && !article::is_withdrawal(draft.status)) continue;
    draft.key = added == 0 ? draft.guid : format("{} {}", draft.guid, draft.title);
    ++added;
    reading.drafts.push_back(std::move(draft));
  }
  if (added == 0) add_note(reading.notes, "a NewsML item without text");
}

void read_g2_item(const XmlTree& tree, pugi::xml_node item, Reading& reading) {
  const std::string kind = item_class(item);
  if (!kind.empty() && kind != "text" && kind != "composite") {
    return add_note(reading.notes, format("a NewsML-G2 item of class {}", kind));
  }
  Draft draft;
  read_g2_content_meta(tree, child_of(item, "contentmeta"), draft);
  read_g2_item_meta(child_of(item, "itemmeta"), draft);
  draft.guid = std::string(attribute_of(item, "guid"));
  draft.version = std::string(attribute_of(item, "version"));
  if (draft.language.empty()) draft.language = std::string(attribute_of(item, "lang"));
  add_g2_contents(tree, item, draft);
  const pugi::xml_node meta = child_of(item, "contentmeta");
  if (draft.paragraphs.empty()) {
    draft.paragraphs = paragraphs_below(tree, child_of(meta, "description"));
  }
  const bool has_text = !draft.paragraphs.empty() || !draft.title.empty();
  heed_headline(draft);
  if (draft.title.empty()) draft.title = text_of(descend(item, "itemmeta/title"));
  if (draft.title.empty()) draft.title = text_of(child_of(meta, "slugline"));
  if (!has_text && !article::is_withdrawal(draft.status)) {
    return add_note(reading.notes, "a NewsML-G2 item without text");
  }
  draft.key = draft.guid;
  reading.drafts.push_back(std::move(draft));
}

}  // namespace quire::extract::formats
