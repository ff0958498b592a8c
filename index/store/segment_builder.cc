#include "index/store/segment_builder.h"

#include <xapian.h>

#include "index/base/rfc3339.h"
#include "index/store/documents.h"
#include "index/store/record.h"
#include "index/store/schema.h"
#include "index/text/normalizer.h"

namespace quire::store {
namespace {

// Adds a text's words and stems to a document, positions going on from text to text.
class TermWriter {
 public:
  TermWriter(Xapian::Document& document, text::Tokenizer& tokenizer, text::Stemmer& stemmer)
      : document_(document), tokenizer_(tokenizer), stemmer_(stemmer) {}

  // `prefix` for words, `stem_prefix` for their stems, which count `weight` times. Returns the
  // number of words.
  std::uint32_t add(std::string_view text, std::string_view prefix, std::string_view stem_prefix,
                    std::uint32_t weight) {
    tokenizer_.reset(text);
    text::Token token;
    std::uint32_t words = 0;
    Xapian::termpos last = next_;
    while (tokenizer_.next(token)) {
      last =
          next_ + token.position + token.sentence * kSentenceGap + token.paragraph * kParagraphGap;
      assign(prefix, token.term);
      document_.add_posting(term_, last);
      assign(stem_prefix, stemmer_.stem(token.term));
      document_.add_term(term_, weight);
      if (token.kind == text::TokenKind::kWord) ++words;
    }
    next_ = last + kParagraphGap;
    return words;
  }

 private:
  void assign(std::string_view prefix, std::string_view term) {
    term_.assign(prefix);
    term_.append(term);
  }

  Xapian::Document& document_;
  text::Tokenizer& tokenizer_;
  text::Stemmer& stemmer_;
  Xapian::termpos next_ = 1;
  std::string term_;
};

void add_boolean(Xapian::Document& document, std::string_view prefix, std::string_view value) {
  if (!value.empty()) document.add_boolean_term(value_term(prefix, value));
}

void add_fields(Xapian::Document& document, const article::Article& a) {
  add_boolean(document, prefix::kSource, a.source);
  add_boolean(document, prefix::kSection, a.section);
  add_boolean(document, prefix::kPlace, a.place);
  add_boolean(document, prefix::kLanguage, a.language);
  for (const std::string& author : a.authors) add_boolean(document, prefix::kAuthor, author);
  const std::string day = format_yyyymmdd(a.published);
  add_boolean(document, prefix::kYear, std::string_view(day).substr(0, 4));
  add_boolean(document, prefix::kMonth, std::string_view(day).substr(0, 6));
  add_boolean(document, prefix::kDay, day);
}

void add_values(Xapian::Document& document, const StoredArticle& stored) {
  const article::Article& a = stored.article;
  const auto number = [](auto value) {
    return Xapian::sortable_serialise(static_cast<double>(value));
  };
  document.add_value(slot::kPublished, number(a.published));
  if (a.updated) document.add_value(slot::kUpdated, number(*a.updated));
  document.add_value(slot::kWords, number(stored.words));
  if (!a.source.empty()) document.add_value(slot::kSource, a.source);
  if (!a.section.empty()) document.add_value(slot::kSection, a.section);
}

void add_identity(Xapian::Document& document, const FileSlot& slot, std::string_view kind,
                  const std::string& id) {
  document.add_boolean_term(std::string(kind));
  document.add_boolean_term(std::string(prefix::kId) + id);
  document.add_boolean_term(path_term(slot.file));
  document.add_value(slot::kFile, encode_file_slot(slot));
}

}  // namespace

PreparedFile::PreparedFile(article::FileKey file, FileState state)
    : file_(std::move(file)), state_(state), documents_(std::make_unique<Documents>()) {}

PreparedFile::PreparedFile(PreparedFile&&) noexcept = default;
PreparedFile& PreparedFile::operator=(PreparedFile&&) noexcept = default;
PreparedFile::~PreparedFile() = default;

SegmentBuilder::SegmentBuilder(text::Stemmer stemmer)
    : tokenizer_(std::make_unique<text::Tokenizer>(std::string_view{})),
      stemmer_(std::move(stemmer)) {}

Result<SegmentBuilder> SegmentBuilder::create(std::string_view default_language) {
  auto stemmer = text::Stemmer::create(default_language);
  if (!stemmer) return stemmer.error();
  return SegmentBuilder(*std::move(stemmer));
}

PreparedFile SegmentBuilder::prepare(const article::FileKey& file, const FileState& state,
                                     std::vector<article::Article> articles) {
  PreparedFile prepared(file, state);
  prepared.articles_ = articles.size();
  for (article::Article& a : articles) {
    StoredArticle stored;
    stored.id = article::article_id(file, a.member);
    stored.file = file;
    stored.article = std::move(a);

    Xapian::Document document;
    TermWriter terms(document, *tokenizer_, stemmer_);
    const std::string_view title = stored.article.title;
    stored.words = terms.add(title, "", prefix::kStem, kTitleWeight);
    stored.words += terms.add(stored.article.body, "", prefix::kStem, 1);
    // Positions of prefixed terms are their own; they may well follow the others.
    terms.add(title, prefix::kTitle, prefix::kTitleStem, 1);
    add_fields(document, stored.article);
    add_identity(document, {file, state, stored.article.member}, kArticleTerm, stored.id);
    add_values(document, stored);
    std::string record = encode_record(stored);
    // A posting costs about thirty bytes in Xapian's maps.
    prepared.bytes_ +=
        record.size() + std::size_t{document.termlist_count()} * 64 + stored.words * 30;
    document.set_data(std::move(record));
    prepared.documents_->list.push_back(std::move(document));
  }
  return prepared;
}

PreparedFile SegmentBuilder::prepare_failure(const article::FileKey& file, const FileState& state,
                                             const Error& reason) {
  PreparedFile prepared(file, state);
  StoredArticle stored;
  stored.id = article::article_id(file, 0);
  stored.file = file;
  stored.failure = describe(reason);
  Xapian::Document document;
  add_identity(document, {file, state, 0}, kFailedTerm, stored.id);
  document.set_data(encode_record(stored));
  prepared.bytes_ = 512;
  prepared.documents_->list.push_back(std::move(document));
  return prepared;
}

}  // namespace quire::store
