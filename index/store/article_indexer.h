#pragma once
// What of an article goes into the index, term by term: the one place that knows, whatever takes it
// down. A sink has add_posting(term, position), add_term(term, wdf), set_value(slot, bytes) and
// set_data(bytes). Internal to the store. Owned by one thread.

#include <xapian.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "index/base/rfc3339.h"
#include "index/base/uri.h"
#include "index/store/file_state.h"
#include "index/store/record.h"
#include "index/store/schema.h"
#include "index/text/stemmer.h"
#include "index/text/tokenizer.h"

namespace quire::store {

class ArticleIndexer {
 public:
  explicit ArticleIndexer(text::Stemmer stemmer)
      : tokenizer_(std::make_unique<text::Tokenizer>(std::string_view{})),
        stemmer_(std::move(stemmer)) {}

  // One document. Returns how many words it has, and in `bytes` how long its data is.
  template <class Sink>
  std::uint32_t add(Sink& sink, const article::FileKey& file, const FileState& state,
                    article::Article article, std::size_t& bytes) {
    StoredArticle stored;
    stored.id = article::article_id(file, article.key);
    stored.file = file;
    stored.article = std::move(article);
    next_ = 1;
    const std::string_view title = stored.article.title;
    stored.words = add_text(sink, title, "", prefix::kStem, kTitleWeight, {});
    stored.words +=
        add_text(sink, stored.article.body, "", prefix::kStem, 1, stored.article.boilerplate);
    // Positions of prefixed terms are their own; they may well follow the others.
    add_text(sink, title, prefix::kTitle, prefix::kTitleStem, 1, {});
    add_fields(sink, stored.article);
    add_identity(sink, {file, state, stored.article.member}, kArticleTerm, stored.id);
    add_values(sink, stored);
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
  // `word_prefix` for words, `stem_prefix` for their stems, which count `weight` times, or not at
  // all in `boilerplate`, where they are found but say nothing of the article; positions go on from
  // text to text. Returns the number of words.
  template <class Sink>
  std::uint32_t add_text(Sink& sink, std::string_view text, std::string_view word_prefix,
                         std::string_view stem_prefix, std::uint32_t weight,
                         std::span<const article::TextRange> boilerplate) {
    tokenizer_->reset(text);
    text::Token token;
    std::uint32_t words = 0;
    std::uint32_t last = next_;
    while (tokenizer_->next(token)) {
      last =
          next_ + token.position + token.sentence * kSentenceGap + token.paragraph * kParagraphGap;
      sink.add_posting(joined(word_prefix, token.term), last);
      while (!boilerplate.empty() && boilerplate.front().end <= token.begin) {
        boilerplate = boilerplate.subspan(1);
      }
      const bool recurring = !boilerplate.empty() && token.begin >= boilerplate.front().begin;
      sink.add_term(joined(stem_prefix, stemmer_.stem(token.term)), recurring ? 0 : weight);
      if (token.kind == text::TokenKind::kWord) ++words;
    }
    next_ = last + kParagraphGap;
    return words;
  }

  template <class Sink>
  static void add_boolean(Sink& sink, std::string_view prefix, std::string_view value) {
    if (!value.empty()) sink.add_term(value_term(prefix, value), 0);
  }

  template <class Sink>
  static void add_fields(Sink& sink, const article::Article& a) {
    add_boolean(sink, prefix::kSource, a.source);
    add_boolean(sink, prefix::kSection, a.section);
    add_boolean(sink, prefix::kPlace, a.place);
    add_boolean(sink, prefix::kLanguage, a.language);
    add_boolean(sink, prefix::kHost, host_of(a.url));
    for (const std::string& author : a.authors) add_boolean(sink, prefix::kAuthor, author);
    for (const std::string& tag : a.tags) add_boolean(sink, prefix::kKeyword, tag);
    // The day that its readers had.
    const std::string day = format_yyyymmdd(a.published + a.published_zone);
    add_boolean(sink, prefix::kYear, std::string_view(day).substr(0, 4));
    add_boolean(sink, prefix::kMonth, std::string_view(day).substr(0, 6));
    add_boolean(sink, prefix::kDay, day);
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
  text::Stemmer stemmer_;
  std::uint32_t next_ = 1;
  std::string term_;
};

}  // namespace quire::store
