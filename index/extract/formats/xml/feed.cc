#include "index/extract/formats/xml/feed.h"

#include <algorithm>
#include <array>

#include "index/base/format.h"
#include "index/extract/draft/dates.h"
#include "index/extract/draft/paragraphs.h"
#include "index/extract/formats/base64.h"
#include "index/extract/formats/byline.h"
#include "index/extract/formats/xml/xml_text.h"
#include "index/extract/html/page.h"
#include "index/text/normalizer.h"

namespace quire::extract::formats {
namespace {

std::string_view prefix_of(pugi::xml_node node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

// The name that a prefix is declared for around `node`; "" for none.
std::string_view namespace_of(pugi::xml_node node, std::string_view prefix) {
  const std::string attribute = prefix.empty() ? "xmlns" : format("xmlns:{}", prefix);
  for (pugi::xml_node at = node; at; at = at.parent()) {
    if (const auto declared = at.attribute(attribute.c_str())) return declared.value();
  }
  return {};
}

enum class Vocabulary { kCore, kDublinCore, kContent, kAtom, kOther };

// Whose word an element's name is. Feeds that forgot to declare a prefix use the customary ones.
Vocabulary vocabulary_of(pugi::xml_node node) {
  struct Known {
    std::string_view part;  // of the namespace's name
    std::string_view prefix;
    Vocabulary vocabulary;
  };
  constexpr std::array kKnown = {
      Known{"purl.org/dc/", "dc", Vocabulary::kDublinCore},
      Known{"purl.org/dc/terms", "dcterms", Vocabulary::kDublinCore},
      Known{"purl.org/rss/1.0/modules/content", "content", Vocabulary::kContent},
      Known{"www.w3.org/2005/Atom", "atom", Vocabulary::kAtom},
      Known{"purl.org/atom/", "atom03", Vocabulary::kAtom},
      Known{"purl.org/rss/1.0/", "rss", Vocabulary::kCore},
      Known{"my.netscape.com", "rss09", Vocabulary::kCore},
  };
  const std::string_view prefix = prefix_of(node);
  const std::string_view space = namespace_of(node, prefix);
  if (prefix.empty() && space.empty()) return Vocabulary::kCore;
  for (const Known& known : kKnown) {
    if (known.vocabulary == Vocabulary::kCore && space.find("modules/") != std::string_view::npos) {
      continue;
    }
    if (space.empty() ? known.prefix == prefix : space.find(known.part) != std::string_view::npos) {
      return known.vocabulary;
    }
  }
  return prefix.empty() ? Vocabulary::kCore : Vocabulary::kOther;
}

bool is_word(pugi::xml_node node, Vocabulary vocabulary, std::string_view name) {
  return is_named(node, name) && vocabulary_of(node) == vocabulary;
}

pugi::xml_node word_in(pugi::xml_node node, Vocabulary vocabulary, std::string_view name) {
  for (const pugi::xml_node child : node.children()) {
    if (is_word(child, vocabulary, name)) return child;
  }
  return {};
}

// The markup of an Atom text construct: its content may be plain, HTML, XHTML or (Atom 0.3) base64.
std::string atom_html(pugi::xml_node node) {
  const std::string_view type = attribute_of(node, "type");
  std::string html = html_in(node);
  if (attribute_of(node, "mode") == "base64") html = decode_base64(html);
  const bool plain = type == "text" || type == "text/plain";
  if (!plain || html.find_first_of("<&") == std::string::npos) return html;
  std::string escaped;
  for (const char c : html) {
    if (c == '<') {
      escaped += "&lt;";
    } else if (c == '&') {
      escaped += "&amp;";
    } else {
      escaped.push_back(c);
    }
  }
  return escaped;
}

// Text that may be HTML: with line ends as paragraphs when there is no mark in it.
std::vector<Paragraph> paragraphs_in(const XmlTree& tree, pugi::xml_node node,
                                     const std::string& html) {
  const pugi::xml_node inside = node.first_child() ? node.first_child() : node;
  const std::uint32_t line = tree.place_of(inside).line;
  if (html.find_first_of("<&") == std::string::npos) return paragraphs_of(html, line);
  std::vector<Paragraph> paragraphs = html::read_fragment(html).paragraphs;
  move_origins(paragraphs, line, inside.type() == pugi::node_cdata);
  return paragraphs;
}

// Of "alternate" and the others the one for people.
std::string atom_link(pugi::xml_node entry) {
  std::string link;
  for (const pugi::xml_node child : entry.children()) {
    if (!is_named(child, "link") || attribute_of(child, "href").empty()) continue;
    const std::string_view rel = attribute_of(child, "rel");
    if (rel.empty() || rel == "alternate") return std::string(attribute_of(child, "href"));
    if (link.empty() && rel != "self" && rel != "enclosure" && rel != "edit") {
      link = attribute_of(child, "href");
    }
  }
  return link;
}

void add_person(std::vector<std::string>& names, pugi::xml_node person) {
  const pugi::xml_node name = child_of(person, "name");
  const std::string text = line_of_html(html_in(name ? name : person));
  if (name || !child_of(person, "email")) {
    add_names(names, text);
  } else {
    add_names(names, text_of(child_of(person, "email")));
  }
}

void set_title(const XmlTree& tree, pugi::xml_node node, std::string html, Draft& draft) {
  if (!draft.title.empty()) return;
  draft.title = line_of_html(html);
  draft.title_line = tree.place_of(node).line;
}

void set_text(const XmlTree& tree, pugi::xml_node node, const std::string& html, Draft& draft) {
  if (draft.paragraphs.empty()) draft.paragraphs = paragraphs_in(tree, node, html);
}

void set_date(pugi::xml_node node, std::optional<StatedTime>& date) {
  if (node && !date) date = parse_date(text_of(node));
}

void read_tags(pugi::xml_node entry, Draft& draft) {
  for (const pugi::xml_node child : entry.children()) {
    const Vocabulary vocabulary = vocabulary_of(child);
    if (vocabulary == Vocabulary::kOther) continue;
    if (!is_named(child, "category") && !is_named(child, "subject")) continue;
    std::string tag = line_of_html(html_in(child));
    for (const std::string_view attribute : {"label", "term"}) {
      if (tag.empty()) tag = attribute_of(child, attribute);
    }
    if (!tag.empty()) draft.tags.push_back(std::move(tag));
  }
}

void read_dublin_core(pugi::xml_node entry, Draft& draft) {
  using enum Vocabulary;
  for (const pugi::xml_node child : entry.children()) {
    if (is_word(child, kDublinCore, "creator"))
      add_names(draft.authors, line_of_html(html_in(child)));
  }
  set_date(word_in(entry, kDublinCore, "date"), draft.published);
  set_date(word_in(entry, kDublinCore, "issued"), draft.published);
  set_date(word_in(entry, kDublinCore, "modified"), draft.updated);
  if (draft.guid.empty()) draft.guid = text_of(word_in(entry, kDublinCore, "identifier"));
  if (draft.language.empty()) draft.language = text_of(word_in(entry, kDublinCore, "language"));
}

void read_atom_words(const XmlTree& tree, pugi::xml_node entry, Draft& draft) {
  using enum Vocabulary;
  for (const pugi::xml_node child : entry.children()) {
    if (vocabulary_of(child) != kAtom) continue;
    if (is_named(child, "title")) set_title(tree, child, atom_html(child), draft);
    if (is_named(child, "content")) set_text(tree, child, atom_html(child), draft);
    if (is_named(child, "author")) add_person(draft.authors, child);
    if (is_named(child, "published") || is_named(child, "issued")) set_date(child, draft.published);
    if (is_named(child, "updated") || is_named(child, "modified")) set_date(child, draft.updated);
    if (is_named(child, "created")) set_date(child, draft.published);
    if (is_named(child, "id") && draft.guid.empty()) draft.guid = text_of(child);
  }
  if (const auto summary = word_in(entry, kAtom, "summary")) {
    set_text(tree, summary, atom_html(summary), draft);
  }
}

Draft read_entry(const XmlTree& tree, pugi::xml_node entry) {
  using enum Vocabulary;
  Draft draft;
  draft.title_line = tree.place_of(entry).line;
  const pugi::xml_node title = word_in(entry, kCore, "title");
  if (title) set_title(tree, title, html_in(title), draft);
  if (const auto encoded = word_in(entry, kContent, "encoded")) {
    set_text(tree, encoded, html_in(encoded), draft);
  }
  read_atom_words(tree, entry, draft);
  for (const std::string_view name : {"body", "fulltext", "description", "summary"}) {
    const pugi::xml_node text = word_in(entry, kCore, name);
    if (text) set_text(tree, text, html_in(text), draft);
  }
  for (const Vocabulary vocabulary : {kDublinCore}) {
    const pugi::xml_node node = word_in(entry, vocabulary, "title");
    if (node) set_title(tree, node, html_in(node), draft);
    const pugi::xml_node text = word_in(entry, vocabulary, "description");
    if (text) set_text(tree, text, html_in(text), draft);
  }
  // Podcasts tell in "itunes:summary" what an episode is about.
  const pugi::xml_node summary = word_in(entry, kOther, "summary");
  if (summary) set_text(tree, summary, html_in(summary), draft);
  draft.url = text_of(word_in(entry, kCore, "link"));
  if (draft.url.empty()) draft.url = atom_link(entry);
  const pugi::xml_node guid = word_in(entry, kCore, "guid");
  if (guid) draft.guid = text_of(guid);
  if (draft.guid.empty()) draft.guid = attribute_of(entry, "about");
  const bool permanent = guid && attribute_of(guid, "ispermalink") != "false";
  if (draft.url.empty() && permanent && draft.guid.starts_with("http")) draft.url = draft.guid;
  if (const auto author = word_in(entry, kCore, "author")) add_person(draft.authors, author);
  set_date(word_in(entry, kCore, "pubdate"), draft.published);
  read_dublin_core(entry, draft);
  read_tags(entry, draft);
  return draft;
}

// What the feed says of itself, for the entries that do not.
void read_feed_head(const XmlTree& tree, pugi::xml_node channel, Draft& feed) {
  using enum Vocabulary;
  feed = read_entry(tree, channel);
  if (feed.language.empty()) feed.language = text_of(word_in(channel, kCore, "language"));
  if (feed.language.empty()) feed.language = attribute_of(channel, "lang");
  if (feed.language.empty()) feed.language = attribute_of(channel.parent(), "lang");
}

void fill_from_feed(const Draft& feed, Draft& draft) {
  draft.source = feed.title;
  if (draft.language.empty()) draft.language = feed.language;
  if (draft.authors.empty()) draft.authors = feed.authors;
}

// Items stand in the channel, or (RSS 0.9, 1.0) beside it.
std::vector<pugi::xml_node> entries_of(pugi::xml_node root, pugi::xml_node channel) {
  std::vector<pugi::xml_node> entries;
  for (const pugi::xml_node parent : {channel, root, child_of(channel, "items")}) {
    for (const pugi::xml_node child : parent.children()) {
      if (is_named(child, "item") || is_named(child, "entry")) entries.push_back(child);
    }
    if (channel == root && parent == root) break;
  }
  return entries;
}

}  // namespace

bool is_feed(pugi::xml_node root) {
  constexpr std::array<std::string_view, 4> kRoots = {"rss", "rdf", "feed", "channel"};
  return std::any_of(kRoots.begin(), kRoots.end(),
                     [root](std::string_view name) { return is_named(root, name); });
}

Result<Reading> read_feed(const XmlTree& tree) {
  const pugi::xml_node root = tree.root();
  const pugi::xml_node channel = child_of(root, "channel") ? child_of(root, "channel") : root;
  Draft feed;
  read_feed_head(tree, channel, feed);
  Reading reading;
  for (const pugi::xml_node entry : entries_of(root, channel)) {
    Draft draft = read_entry(tree, entry);
    if (draft.title.empty() && draft.paragraphs.empty()) {
      add_note(reading.notes,
               format("line {}: an entry with neither title nor text", tree.place_of(entry).line));
      continue;
    }
    draft.key = natural_key(draft);
    fill_from_feed(feed, draft);
    reading.drafts.push_back(std::move(draft));
  }
  if (reading.drafts.empty()) {
    const char* what = reading.notes.empty() ? "a feed without entries"
                                             : "a feed whose entries have neither title nor text";
    return Error{ErrorCode::kUnsupported, what, "it is read again when it changes"};
  }
  return reading;
}

}  // namespace quire::extract::formats
