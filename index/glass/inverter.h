#pragma once
// Turns documents into posting lists. What a document says is noted in one log, front to back,
// while documents come in; at the end the log is dealt out to the terms, so that no memory is
// taken for a single posting. Owned by one thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "index/glass/byte_coding.h"
#include "index/glass/term_table.h"

namespace quire::glass {

// A term of a document.
struct DocumentTerm {
  std::uint32_t id = 0;
  std::uint32_t wdf = 0;
};

// A document of a term.
struct Posting {
  std::uint32_t document = 0;
  std::uint32_t wdf = 0;
  std::string_view positions;  // as glass stores them; empty without any
};

// Reads the postings of a term, in the order of the documents.
class PostingReader {
 public:
  explicit PostingReader(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}
  bool next(Posting& posting);

 private:
  const char* at_;
  const char* end_;
  std::uint32_t document_ = 0;
};

class Inverter {
 public:
  // What end_document() says of the document.
  struct DocumentSummary {
    std::uint32_t length = 0;       // sum of wdf
    std::uint32_t highest_wdf = 0;  // of its terms
  };

  // As in DatabaseWriter.
  void add_posting(std::string_view term, std::uint32_t position);
  void add_position(std::string_view term, std::uint32_t position);
  void add_term(std::string_view term, std::uint32_t wdf_increment);
  // Documents are numbered from 1.
  DocumentSummary end_document();

  [[nodiscard]] const TermTable& terms() const { return terms_; }

  // The terms of a document (its number less one) in the order of arrival; holds until the next
  // call.
  [[nodiscard]] std::span<const DocumentTerm> document_terms(std::size_t index);

  // Deals out the log: afterwards postings() may be asked, until the next document ends.
  // `order` has the ids of all terms; their postings will lie in this order.
  void deal_out(std::span<const std::uint32_t> order);
  [[nodiscard]] PostingReader postings(std::uint32_t id) const;

  [[nodiscard]] std::size_t bytes() const;
  void clear();

 private:
  static constexpr std::size_t kMaxTermBytes = 245;

  // A term that was added and is still being looked up.
  struct Pending {
    TermKey key;
    std::uint32_t wdf = 0;
    std::uint32_t position = 0;
    bool has_position = false;
    std::array<char, kMaxTermBytes> text;
  };
  // How many are being looked up at a time, a power of two; halfway, their second wait begins.
  static constexpr std::size_t kPending = 16;

  struct OpenTerm {
    std::uint32_t id = 0;
    std::uint32_t wdf = 0;
    std::uint32_t positions = 0;  // how many, then where they end in grouped_positions_
  };
  struct OpenPosition {
    std::uint32_t place = 0;  // of the term in open_terms_
    std::uint32_t position = 0;
  };
  struct Document {
    std::size_t log_end = 0;
    std::uint32_t terms = 0;
  };

  void add(std::string_view term, std::uint32_t wdf, bool has_position, std::uint32_t position);
  void resolve(const Pending& pending);
  void group_positions();
  void log_term(const OpenTerm& open, std::span<std::uint32_t> positions);

  TermTable terms_;
  std::array<Pending, kPending> pending_;  // a ring
  std::size_t added_ = 0;                  // to the open document
  std::vector<OpenTerm> open_terms_;       // of the document that is being added
  std::vector<OpenPosition> open_positions_;
  std::vector<std::uint32_t> grouped_positions_;

  ByteBuffer log_;  // see log_term()
  std::vector<Document> documents_;
  std::vector<DocumentTerm> document_terms_;

  ByteBuffer dealt_;
  std::vector<std::size_t> dealt_end_;  // by term
};

}  // namespace quire::glass
