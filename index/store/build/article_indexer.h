#pragma once
// What of an article goes into the index, term by term: the one place that knows, whatever takes it
// down. A sink has add_posting(term, position), add_position(term, position), which leaves wdf
// as it is, add_term(term, wdf), set_value(slot, bytes) and set_data(bytes). Internal to the store.
// Owned by one thread.

#include <xapian.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "index/base/hash.h"
#include "index/base/rfc3339.h"
#include "index/base/uri.h"
#include "index/store/format/file_state.h"
#include "index/store/format/record.h"
#include "index/store/format/schema.h"
#include "index/story/card.h"
#include "index/text/stems/stemmers.h"
#include "index/text/words/tokenizer.h"

namespace quire::store {

class ArticleIndexer {
 public:
  explicit ArticleIndexer(text::Stemmers stemmers)
      : tokenizer_(std::make_unique<text::Tokenizer>(std::string_view{})),
        stemmers_(std::move(stemmers)) {}

  // One document. Returns how many words it has, and in `bytes` how long its data is.
  template <class Sink>
  std::uint32_t add(Sink& sink, const article::FileKey& file, const FileState& state,
                    article::Article article, std::size_t& bytes) {
    StoredArticle stored;
    stored.id = article::article_id(file, article.key);
    stored.file = file;
    stored.article = std::move(article);
    next_ = 1;
    title_rows_.clear();
    body_rows_.clear();
    own_rows_.clear();
    const std::string_view title = stored.article.title;
    text::Stemmer& stemmer = stemmers_.of(stored.article.language);
    stored.words = add_text(sink, stemmer, title, kTitleText, {}, &title_rows_);
    sink.add_position(kParagraphTerm, next_);
    stored.words += add_text(sink, stemmer, stored.article.body, kBodyText,
                             stored.article.boilerplate, &body_rows_);
    // Positions of prefixed terms are their own; they may well follow the others.
    add_text(sink, stemmer, title, kTitleField, {}, nullptr);
    add_fields(sink, stored.article);
    add_identity(sink, {file, state, stored.article.member}, kArticleTerm, stored.id);
    add_folders(sink, file);
    if (article::is_withdrawal(stored.article.status)) sink.add_term(kWithdrawalTerm, 0);
    add_values(sink, stored);
    sink.set_value(slot::kStory, story::encode_card(card_of(stored)));
    const std::string record = encode_record(stored);
    bytes = record.size();
    sink.set_data(record);
    return stored.words;
  }

  // A file that could not be read is remembered with the reason, and tried again when it changes.
  template <class Sink>
  static void add_failure(Sink& sink, const article::FileKey& file, const FileState& state,
                          const Error& reason) {
    StoredArticle stored;
    stored.id = article::article_id(file, 0);
    stored.file = file;
    stored.failure = describe(reason);
    add_identity(sink, {file, state, 0}, kFailedTerm, stored.id);
    sink.set_data(encode_record(stored));
  }

 private:
  // How a text is taken down. An empty stem prefix is for no stems.
  struct TextKind {
    std::string_view word_prefix;
    std::string_view stem_prefix;
    std::uint32_t weight = 1;  // how often a stem counts
    bool has_breaks = false;   // the beginnings of sentences and paragraphs are noted
  };
  static constexpr TextKind kTitleText{"", prefix::kStem, kTitleWeight, false};
  static constexpr TextKind kBodyText{"", prefix::kStem, 1, true};
  static constexpr TextKind kTitleField{prefix::kTitle, prefix::kTitleStem, 1, false};

  // Nothing counts in `boilerplate`, where words are found but say nothing of the article.
  // Positions go on from text to text. `rows`, if any, are made of the words. Returns the number of
  // words.
  template <class Sink>
  std::uint32_t add_text(Sink& sink, text::Stemmer& stemmer, std::string_view text,
                         const TextKind& kind, std::span<const article::TextRange> boilerplate,
                         story::RowMaker* rows) {
    tokenizer_->reset(text);
    text::Token token;
    Breaks breaks;
    const bool has_boilerplate = !boilerplate.empty();
    std::uint32_t words = 0;
    std::uint32_t last = next_;
    while (tokenizer_->next(token)) {
      breaks.look_at(token);
      last = next_ + token.position + breaks.paragraphs * kParagraphGap;
      if (kind.has_breaks && breaks.is_new_paragraph) {
        sink.add_position(kParagraphTerm, last);
      } else if (kind.has_breaks && breaks.is_new_sentence) {
        sink.add_position(kSentenceTerm, last);
      }
      while (!boilerplate.empty() && boilerplate.front().end <= token.begin) {
        boilerplate = boilerplate.subspan(1);
      }
      const bool recurring = !boilerplate.empty() && token.begin >= boilerplate.front().begin;
      add_word(sink, joined(kind.word_prefix, token.term), last, recurring);
      sink.add_term(joined(kind.stem_prefix, stemmer.stem(token.term)),
                    recurring ? 0 : kind.weight);
      if (token.kind != text::TokenKind::kWord) continue;
      ++words;
      if (rows == nullptr) continue;
      const std::uint64_t hash = hash64(token.term);
      rows->add(hash);
      if (has_boilerplate && !recurring) own_rows_.add(hash);
    }
    if (words > 0) next_ = last + 1 + kParagraphGap;
    return words;
  }

  template <class Sink>
  static void add_word(Sink& sink, std::string_view term, std::uint32_t position, bool recurring) {
    if (recurring) {
      sink.add_position(term, position);
    } else {
      sink.add_posting(term, position);
    }
  }

  // Which tokens begin something; the first one begins nothing new.
  struct Breaks {
    std::uint32_t paragraphs = 0;  // that have ended
    bool is_new_paragraph = false;
    bool is_new_sentence = false;
    std::uint32_t paragraph = 0;
    std::uint32_t sentence = 0;
    bool is_first = true;

    void look_at(const text::Token& token) {
      is_new_paragraph = !is_first && token.paragraph != paragraph;
      is_new_sentence = !is_first && token.sentence != sentence;
      if (is_new_paragraph) ++paragraphs;
      paragraph = token.paragraph;
      sentence = token.sentence;
      is_first = false;
    }
  };

  // A value of a field: the whole of it, and its words.
  template <class Sink>
  void add_value(Sink& sink, std::string_view prefix, std::string_view word_prefix,
                 std::string_view value) {
    add_boolean(sink, prefix, value);
    tokenizer_->reset(value);
    text::Token token;
    std::uint32_t last = next_;
    while (tokenizer_->next(token)) {
      last = next_ + token.position;
      sink.add_position(joined(word_prefix, token.term), last);
    }
    next_ = last + 1 + kParagraphGap;
  }

  template <class Sink>
  static void add_boolean(Sink& sink, std::string_view prefix, std::string_view value) {
    if (!value.empty()) sink.add_term(value_term(prefix, value), 0);
  }

  template <class Sink>
  void add_fields(Sink& sink, const article::Article& a) {
    add_value(sink, prefix::kSource, prefix::kSourceWord, a.source);
    add_value(sink, prefix::kSection, prefix::kSectionWord, a.section);
    add_value(sink, prefix::kPlace, prefix::kPlaceWord, a.place);
    for (const std::string& author : a.authors) {
      add_value(sink, prefix::kAuthor, prefix::kAuthorWord, author);
    }
    for (const std::string& tag : a.tags) {
      add_value(sink, prefix::kKeyword, prefix::kKeywordWord, tag);
    }
    add_boolean(sink, prefix::kLanguage, a.language);
    add_hosts(sink, host_of(a.url));
    // The day that its readers had.
    const std::string day = format_yyyymmdd(a.published + a.published_zone);
    add_boolean(sink, prefix::kYear, std::string_view(day).substr(0, 4));
    add_boolean(sink, prefix::kMonth, std::string_view(day).substr(0, 6));
    add_boolean(sink, prefix::kDay, day);
  }

  // "news.gazette.example" is of "gazette.example" too.
  template <class Sink>
  static void add_hosts(Sink& sink, std::string_view host) {
    add_boolean(sink, prefix::kHost, host);
    for (std::size_t dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.')) {
      host.remove_prefix(dot + 1);
      if (host.find('.') != std::string_view::npos) add_boolean(sink, prefix::kHost, host);
    }
  }

  template <class Sink>
  static void add_folders(Sink& sink, const article::FileKey& file) {
    const std::string_view path = file.relative;
    for (std::size_t end = path.find('/'); end != std::string_view::npos;
         end = path.find('/', end + 1)) {
      sink.add_term(folder_term(file.drop, path.substr(0, end)), 0);
    }
  }

  template <class Sink>
  static void add_values(Sink& sink, const StoredArticle& stored) {
    const article::Article& a = stored.article;
    const auto number = [](auto value) {
      return Xapian::sortable_serialise(static_cast<double>(value));
    };
    sink.set_value(slot::kPublished, number(a.published));
    if (a.updated) sink.set_value(slot::kUpdated, number(*a.updated));
    sink.set_value(slot::kWords, number(stored.words));
    if (!a.source.empty()) sink.set_value(slot::kSource, a.source);
    if (!a.section.empty()) sink.set_value(slot::kSection, a.section);
  }

  // Of the article whose words were taken down last.
  [[nodiscard]] story::Card card_of(const StoredArticle& stored) const {
    const article::Article& a = stored.article;
    story::Card card;
    card.article = story::to_number(stored.id);
    card.published = a.published;
    card.changed = a.updated.value_or(a.published);
    card.names = story::names_of(a.guid, a.url, a.source);
    card.version = story::version_number(a.version);
    card.withdraws = article::is_withdrawal(a.status);
    // What is said of a withdrawal is no version of anything.
    if (card.withdraws) return card;
    const bool all = a.boilerplate.empty() || own_rows_.words() * 2 <= body_rows_.words();
    story::set_text(card, body_rows_, title_rows_, all ? body_rows_ : own_rows_);
    return card;
  }

  template <class Sink>
  static void add_identity(Sink& sink, const FileSlot& slot, std::string_view kind,
                           const std::string& id) {
    sink.add_term(kind, 0);
    sink.add_term(std::string(prefix::kId) + id, 0);
    sink.add_term(path_term(slot.file), 0);
    sink.set_value(slot::kFile, encode_file_slot(slot));
  }

  // Valid until the next call.
  std::string_view joined(std::string_view prefix, std::string_view term) {
    term_.assign(prefix);
    term_.append(term);
    return term_;
  }

  std::unique_ptr<text::Tokenizer> tokenizer_;
  text::Stemmers stemmers_;
  std::uint32_t next_ = 1;
  std::string term_;
  story::RowMaker title_rows_;
  story::RowMaker body_rows_;
  story::RowMaker own_rows_;  // without boilerplate
};

}  // namespace quire::store
